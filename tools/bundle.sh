#!/usr/bin/env bash
# Makes dist/kiosk, a folder that runs without Python, and plays a session with it to the end.

set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

.venv/bin/pyinstaller --noconfirm --clean --log-level ERROR \
    --distpath dist --workpath build/pyinstaller kiosk.spec
du -sh dist/kiosk

pictures=$(mktemp -d)
trap 'rm -rf "$pictures"' EXIT
# With nothing of this shell's surroundings, as on a machine that has never seen the project.
env -i QT_QPA_PLATFORM=offscreen dist/kiosk/kiosk demo --speed 200 --pictures "$pictures"
if ! compgen -G "$pictures/*.png" >/dev/null; then
    echo "The bundled kiosk played its session but left no picture." >&2
    exit 1
fi
echo "dist/kiosk/kiosk works."
