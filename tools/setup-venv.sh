#!/usr/bin/env bash
# Makes .venv with exactly what requirements/dev.txt names, and the kiosk itself as it stands here.
#
# Two stamps in .venv say what it was made from, so that there is nothing to do, and next to no
# time taken, until that changes: one for the packages, one for the project, whose metadata changes
# more often. The folder's own place is part of it, for a .venv does not survive a move.
# pip takes its index, mirrors and certificates from wherever the machine keeps them.

set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
# shellcheck source=tools/find-python.sh
. tools/find-python.sh

lock=requirements/dev.txt

packages=$(sha256sum <"$lock")$PWD
project=$packages$(sha256sum <pyproject.toml)

is_made_from() { # stamp, what it should say
    [ -f ".venv/$1" ] && [ "$(cat ".venv/$1")" = "$2" ] && .venv/bin/python -c '' 2>/dev/null
}

is_made_from project-stamp "$project" && exit 0

# Two makes at once would pull the folder from under each other.
if command -v flock >/dev/null; then
    exec 9>.venv.lock
    flock 9
    is_made_from project-stamp "$project" && exit 0
fi

pip=(.venv/bin/python -m pip --disable-pip-version-check)

if ! is_made_from packages-stamp "$packages"; then
    if ! python=$(find_python); then
        echo "Python 3.11 or newer is needed and was not found on PATH." >&2
        exit 1
    fi
    echo "Making .venv with $("$python" --version) and the packages of $lock"
    "$python" -m venv --clear .venv
    # The lock file is complete, so nothing is resolved; a package with another hash is refused.
    "${pip[@]}" install --quiet --no-deps --require-hashes --requirement "$lock"
    echo "$packages" >.venv/packages-stamp
fi
"${pip[@]}" install --quiet --no-deps --no-build-isolation --editable .
echo "$project" >.venv/project-stamp
