"""The key that signs receipts: made once, kept closed, checked by anybody with its other half."""

import base64
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.adapters.signing import SigningKey, is_signed_by
from kiosk.domain.errors import Misconfigured


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "data" / "receipt.key"


def public(key: SigningKey) -> str:
    text = key.public_key()
    assert text is not None
    return text


def test_the_first_signature_makes_the_key(file: Path) -> None:
    key = SigningKey(file)
    assert key.public_key() is None
    signature = key.sign(b"a receipt")
    assert file.stat().st_mode & 0o777 == 0o600
    assert [each.name for each in file.parent.iterdir()] == [file.name]
    assert is_signed_by([public(key)], b"a receipt", signature)
    assert SigningKey(file).sign(b"a receipt") == signature


def test_only_the_right_key_and_the_very_text_verify(file: Path) -> None:
    key, other = SigningKey(file), SigningKey(file.with_name("other.key"))
    signature = key.sign(b"a receipt")
    other.sign(b"")
    assert not is_signed_by([public(other)], b"a receipt", signature)
    assert not is_signed_by([public(key)], b"a receipt.", signature)
    assert not is_signed_by([], b"a receipt", signature)
    assert is_signed_by(["none", public(other), public(key)], b"a receipt", signature)


def test_a_key_that_others_can_read_is_refused(file: Path) -> None:
    SigningKey(file).sign(b"")
    file.chmod(0o640)
    with pytest.raises(Misconfigured, match="chmod 600"):
        SigningKey(file).sign(b"")


@pytest.mark.parametrize("content", [b"", b"x" * 31, b"x" * 33])
def test_a_file_that_is_no_key_is_left_alone(file: Path, content: bytes) -> None:
    file.parent.mkdir()
    file.write_bytes(content)
    file.chmod(0o600)
    with pytest.raises(Misconfigured, match="holds no key"):
        SigningKey(file).sign(b"")
    assert file.read_bytes() == content


def test_a_place_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "taken").touch()
    key = SigningKey(tmp_path / "taken" / "receipt.key")
    with pytest.raises(Misconfigured, match="cannot use the key"):
        key.sign(b"")
    with pytest.raises(Misconfigured, match="cannot use the key"):
        key.public_key()


@given(st.text(), st.binary(), st.binary(max_size=80))
def test_nothing_breaks_the_checking(key: str, message: bytes, signature: bytes) -> None:
    assert not is_signed_by([key], message, signature)


@given(st.binary(min_size=32, max_size=32), st.binary(min_size=64, max_size=64))
def test_a_key_that_is_no_point_signs_nothing(key: bytes, signature: bytes) -> None:
    text = base64.urlsafe_b64encode(key).decode().rstrip("=")
    assert not is_signed_by([text], b"", signature)
