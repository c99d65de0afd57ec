#!/usr/bin/env bash
# Sets up what is needed and opens the kiosk, windowed, with a station that is simulated. Without a
# display a session is played off-screen. Further arguments go to the kiosk.

set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

pictures=build/pictures

case "${QT_QPA_PLATFORM:-}" in
    "") wanted="${WAYLAND_DISPLAY:-}${DISPLAY:-}" ;;
    offscreen | minimal) wanted="" ;;
    # Framebuffer, VNC and the like: who asks for them by name knows where the window goes.
    *) wanted=$QT_QPA_PLATFORM ;;
esac

groups=(python offscreen)
[ -z "$wanted" ] || groups+=(window)
tools/setup-system.sh "${groups[@]}"
tools/setup-venv.sh
tools/translations.sh

if [ -n "$wanted" ] && { [ -n "${QT_QPA_PLATFORM:-}" ] || .venv/bin/python tools/has_display.py; }
then
    exec .venv/bin/kiosk --simulate --windowed "$@"
fi
if [ -n "$wanted" ]; then
    echo "The display '$wanted' cannot be reached: playing a simulated session off-screen."
else
    echo "There is no display here: playing a simulated session off-screen."
fi
mkdir -p "$pictures"
QT_QPA_PLATFORM=offscreen exec .venv/bin/kiosk demo --pictures "$pictures" "$@"
