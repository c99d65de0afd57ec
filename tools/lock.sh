#!/usr/bin/env bash
# Renews the lock files from pyproject.toml: the newest versions it allows, each with its hashes.
# Further arguments go to uv, for instance: tools/lock.sh --upgrade-package sqlalchemy

set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
# shellcheck source=tools/find-python.sh
. tools/find-python.sh

# The tool that resolves is no part of what it resolves.
if [ ! -x build/lock/bin/uv ]; then
    "$(find_python)" -m venv --clear build/lock
    build/lock/bin/python -m pip --disable-pip-version-check install --quiet uv
fi
[ $# -gt 0 ] || set -- --upgrade

compile=(
    build/lock/bin/uv pip compile --quiet pyproject.toml
    --universal --python-version 3.11 --generate-hashes
    --no-emit-index-url --no-emit-find-links --custom-compile-command "make lock"
)
"${compile[@]}" --output-file requirements/runtime.txt "$@"
# The same versions of what both have. What is optional is tested too.
"${compile[@]}" --group dev --extra serve --extra printer --constraint requirements/runtime.txt \
    --output-file requirements/dev.txt "$@"
