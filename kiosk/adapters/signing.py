"""The kiosk's own key, which signs receipts by Ed25519 (RFC 8032)."""

import base64
import binascii
import contextlib
import logging
import os
from collections.abc import Callable, Iterable
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import (
    Ed25519PrivateKey,
    Ed25519PublicKey,
)

from kiosk.domain.errors import Misconfigured

KEY_BYTES = 32

_log = logging.getLogger(__name__)


class SigningKey:
    """A private key in a file of its own, made when it is first needed (mode 0600)."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._key: Ed25519PrivateKey | None = None

    def sign(self, message: bytes) -> bytes:
        """Return the signature, 64 bytes. Raises Misconfigured when the key can't be used."""
        if self._key is None:
            self._key = Ed25519PrivateKey.from_private_bytes(self._read_or_make())
        return self._key.sign(message)

    def public_key(self) -> str | None:
        """Return the public key as text, ``None`` before anything was signed."""
        try:
            key = Ed25519PrivateKey.from_private_bytes(_read(self._path))
        except FileNotFoundError:
            return None
        except OSError as error:
            raise self._unusable(error) from None
        return base64.urlsafe_b64encode(key.public_key().public_bytes_raw()).decode().rstrip("=")

    def _read_or_make(self) -> bytes:
        try:
            with contextlib.suppress(FileNotFoundError):
                return _read(self._path)
            _log.warning("a new key for receipts is made: %s", self._path)
            _make(self._path)
            return _read(self._path)
        except OSError as error:
            raise self._unusable(error) from None

    def _unusable(self, error: OSError) -> Misconfigured:
        return Misconfigured(f"cannot use the key {self._path}: {error.strerror or error}")


def new_signature_maker() -> Callable[[bytes], bytes]:
    """Return what signs with a key that nobody keeps."""
    return Ed25519PrivateKey.generate().sign


def _read(path: Path) -> bytes:
    with path.open("rb") as file:
        if os.fstat(file.fileno()).st_mode & 0o077:
            raise Misconfigured(f"others may read {path}: chmod 600 it, or replace it")
        key = file.read(KEY_BYTES + 1)
    if len(key) != KEY_BYTES:
        raise Misconfigured(f"{path} holds no key: put back the right one, or move it away")
    return key


def _make(path: Path) -> None:
    """Write a key whole or not at all; of two at once the first one's stays."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = path.with_name(f"{path.name}.{os.getpid()}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(Ed25519PrivateKey.generate().private_bytes_raw())
        file.flush()
        os.fsync(descriptor)
    try:
        with contextlib.suppress(FileExistsError):
            os.link(draft, path)
    finally:
        draft.unlink()
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def is_signed_by(public_keys: Iterable[str], message: bytes, signature: bytes) -> bool:
    """Tell whether one of the keys made the signature; keys that are none count for nothing."""
    for text in public_keys:
        key = _public_bytes(text)
        if key is None:
            continue
        with contextlib.suppress(InvalidSignature, ValueError):
            Ed25519PublicKey.from_public_bytes(key).verify(signature, message)
            return True
    return False


def _public_bytes(text: str) -> bytes | None:
    try:
        key = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError):
        return None
    return key if len(key) == KEY_BYTES else None
