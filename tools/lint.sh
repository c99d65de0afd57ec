#!/usr/bin/env bash
# The static checks. Each is run, whatever the one before it says.

set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.." || exit

outcome=0
check() {
    echo "== $*"
    "$@" || outcome=1
}

check .venv/bin/ruff check .
check .venv/bin/ruff format --check .
check .venv/bin/mypy
check .venv/bin/lint-imports
# A program of its own, not on PyPI: where it is not installed the scripts go unchecked.
if command -v shellcheck >/dev/null; then
    check shellcheck -x .ci/run tools/*.sh
fi
exit "$outcome"
