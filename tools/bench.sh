#!/usr/bin/env bash
# Runs the benchmarks named, or all. Each is run, whatever the one before it says.

set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.." || exit

export QT_QPA_PLATFORM=offscreen
if [ $# -eq 0 ]; then
    set -- benchmarks/*.py
    set -- "${@##*/}"
    set -- "${@%.py}"
fi
outcome=0
for name in "$@"; do
    echo "== $name"
    .venv/bin/python -m "benchmarks.$name" || outcome=1
done
exit "$outcome"
