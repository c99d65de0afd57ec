#!/usr/bin/env bash
# Runs all tests without a display. Arguments go to pytest: then only what they choose is run, and
# the domain's coverage is left alone.
#
# The domain has to be covered by its own tests, every branch of it, which is measured in a run of
# its own: a tracer would slow everything that paints or waits. Both runs are made whatever the
# first says, and the whole one comes last, so that its closing line counts every test.

set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

export QT_QPA_PLATFORM=offscreen
if [ $# -gt 0 ]; then
    exec .venv/bin/pytest "$@"
fi

outcome=0
echo "== Coverage of the domain by its own tests"
.venv/bin/pytest -q -p no:cacheprovider tests/unit/domain --cov --cov-fail-under=100 || outcome=$?
echo "== All tests"
.venv/bin/pytest || outcome=$?
exit "$outcome"
