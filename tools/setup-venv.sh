#!/usr/bin/env bash
# Makes .venv with exactly what requirements/dev.txt names, and the kiosk itself as it stands here.
#
# A stamp in .venv says what it was made from, so that there is nothing to do, and next to no time
# taken, until that changes. The folder's own place is part of it: a .venv does not survive a move.
# pip takes its index, mirrors and certificates from wherever the machine keeps them.

set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
# shellcheck source=tools/find-python.sh
. tools/find-python.sh

stamp=.venv/made-from
lock=requirements/dev.txt

# One line for the packages, one for the project: its metadata changes more often than they do.
fingerprint() {
    printf '%s %s\n' "$(sha256sum <"$lock")" "$PWD"
    sha256sum <pyproject.toml
}

up_to_date() { # how many lines of the fingerprint must agree
    [ -f "$stamp" ] && .venv/bin/python -c '' 2>/dev/null &&
        [ "$(head -n "$1" "$stamp")" = "$(fingerprint | head -n "$1")" ]
}

up_to_date 2 && exit 0

# Two makes at once would pull the folder from under each other.
if command -v flock >/dev/null; then
    exec 9>.venv.lock
    flock 9
    up_to_date 2 && exit 0
fi

pip=(.venv/bin/python -m pip --disable-pip-version-check)

if ! up_to_date 1; then
    if ! python=$(find_python); then
        echo "Python 3.11 or newer is needed and was not found on PATH." >&2
        exit 1
    fi
    echo "Making .venv with $("$python" --version) and the packages of $lock"
    "$python" -m venv --clear .venv
    # The lock file is complete, so nothing is resolved; a package with another hash is refused.
    "${pip[@]}" install --quiet --no-deps --require-hashes --requirement "$lock"
    fingerprint | head -n 1 >"$stamp"
fi
"${pip[@]}" install --quiet --no-deps --no-build-isolation --editable .
# Last and in one step, so that an interrupted set-up is made again.
fingerprint >"$stamp.new"
mv "$stamp.new" "$stamp"
