# shellcheck shell=bash
# Sourced by the set-up scripts.

# Prints the first Python on PATH that is new enough; fails when there is none. $PYTHON goes first.
# Each candidate is run, for a version manager's shim stands on PATH for versions it has not got.
# In an activated .venv the Python it was made from is meant, for .venv may be about to go.
find_python() {
    local candidate
    for candidate in "${PYTHON:-}" python3.11 python3.12 python3.13 python3; do
        [ -n "$candidate" ] || continue
        "$candidate" -c '
import sys
if sys.version_info < (3, 11):
    sys.exit(1)
print(getattr(sys, "_base_executable", sys.executable))
' 2>/dev/null && return 0
    done
    return 1
}
