#!/usr/bin/env bash
# Installs what pip cannot: the libraries that Qt loads, and the programs that the tests start.
#
#   tools/setup-system.sh GROUP...
#
#   python      a Python to make .venv from
#   offscreen   Qt without a display
#   window      Qt on X11 and Wayland
#   test        a MariaDB server and an X server for the tests to start as their own, xdotool, which
#               taps and types there, and openssl
#   bundle      what PyInstaller calls
#
# What is there already is left alone, whoever put it there: libraries are looked for by their
# soname and programs on PATH, not in dpkg's list. On Debian and Ubuntu the rest is installed
# with apt-get, as root or with a sudo that asks for no password; otherwise the command to run
# is printed and the script ends with 1.

set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
# shellcheck source=tools/find-python.sh
. tools/find-python.sh

# ldconfig and mariadbd are in sbin, which a user's PATH often lacks.
export PATH="${PATH:-/usr/local/bin:/usr/bin:/bin}:/usr/local/sbin:/usr/sbin:/sbin"

# soname:package, as found by ldd on the wheel's modules and plugins.
offscreen_libraries=(
    libEGL.so.1:libegl1
    libGL.so.1:libgl1
    libX11.so.6:libx11-6
    libdbus-1.so.3:libdbus-1-3
    libfontconfig.so.1:libfontconfig1
    libfreetype.so.6:libfreetype6
    libglib-2.0.so.0:libglib2.0-0
    libgthread-2.0.so.0:libglib2.0-0
    libxkbcommon.so.0:libxkbcommon0
)
window_libraries=(
    libX11-xcb.so.1:libx11-xcb1
    libxcb.so.1:libxcb1
    libxcb-cursor.so.0:libxcb-cursor0
    libxcb-glx.so.0:libxcb-glx0
    libxcb-icccm.so.4:libxcb-icccm4
    libxcb-image.so.0:libxcb-image0
    libxcb-keysyms.so.1:libxcb-keysyms1
    libxcb-randr.so.0:libxcb-randr0
    libxcb-render.so.0:libxcb-render0
    libxcb-render-util.so.0:libxcb-render-util0
    libxcb-shape.so.0:libxcb-shape0
    libxcb-shm.so.0:libxcb-shm0
    libxcb-sync.so.1:libxcb-sync1
    libxcb-util.so.1:libxcb-util1
    libxcb-xfixes.so.0:libxcb-xfixes0
    libxcb-xkb.so.1:libxcb-xkb1
    libxkbcommon-x11.so.0:libxkbcommon-x11-0
    libwayland-client.so.0:libwayland-client0
    libwayland-cursor.so.0:libwayland-cursor0
    libwayland-egl.so.1:libwayland-egl1
)
# The server's core package has the programs and no service: nothing is started, now or at boot.
test_programs=(
    mariadbd:mariadb-server-core
    mariadb-install-db:mariadb-server-core
    my_print_defaults:mariadb-client-core
    Xvfb:xvfb
    xdotool:xdotool
    openssl:openssl
)
bundle_programs=(
    objdump:binutils
    objcopy:binutils
)

missing=()           # what was looked for
missing_packages=()  # what brings it

need() { # what, package
    missing+=("$1")
    local package
    for package in "${missing_packages[@]+"${missing_packages[@]}"}"; do
        [ "$package" != "$2" ] || return 0
    done
    missing_packages+=("$2")
}

need_libraries() { # soname:package...
    local entry
    for entry in "$@"; do
        case "$libraries" in
            *"	${entry%%:*} ("*) ;;
            *) need "${entry%%:*}" "${entry##*:}" ;;
        esac
    done
}

need_programs() { # program:package...
    local entry
    for entry in "$@"; do
        command -v "${entry%%:*}" >/dev/null || need "${entry%%:*}" "${entry##*:}"
    done
}

# Debian takes ensurepip out of Python and puts it into python3.x-venv.
need_python() {
    local python version
    if ! python=$(find_python); then
        need "Python 3.11 or newer" python3
        need "Python's venv module" python3-venv
    elif ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
        version=$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])')
        need "venv module of $python" "python$version-venv"
    fi
}

# PyInstaller puts Python's shared library into the folder; Debian's own Python does without it.
need_shared_python() {
    local python version
    python=$(find_python) || return 0
    version=$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])')
    if [ "$("$python" -c 'import sys; print(sys.base_prefix)')" = /usr ]; then
        need_libraries "libpython$version.so.1.0:libpython$version"
    fi
}

libraries=$(ldconfig -p 2>/dev/null || true)
for group in "$@"; do
    case "$group" in
        python) need_python ;;
        offscreen) need_libraries "${offscreen_libraries[@]}" ;;
        window) need_libraries "${window_libraries[@]}" ;;
        test) need_programs "${test_programs[@]}" ;;
        bundle)
            need_programs "${bundle_programs[@]}"
            need_shared_python
            ;;
        *)
            echo "setup-system.sh: no group is called '$group'." >&2
            exit 2
            ;;
    esac
done
[ ${#missing[@]} -gt 0 ] || exit 0

list() { printf '  %s\n' "$@"; }

if ! command -v apt-get >/dev/null; then
    {
        echo "Missing on this machine, which has no apt-get to install it with:"
        list "${missing[@]}"
        echo "Install the packages that hold these, then repeat the command."
    } >&2
    exit 1
fi

# --no-remove: rather fail than take a database server or a Python away that someone uses.
install=(apt-get install --yes --no-install-recommends --no-remove "${missing_packages[@]}")
if [ "$(id -u)" -eq 0 ]; then
    as_root=()
elif command -v sudo >/dev/null && sudo -n true 2>/dev/null; then
    as_root=(sudo -n)
else
    {
        echo "Missing on this machine:"
        list "${missing[@]}"
        echo "Installing it takes root's rights. Run this, then repeat the command:"
        echo
        echo "  sudo apt-get update && sudo apt-get install --no-install-recommends ${missing_packages[*]}"
        echo
    } >&2
    exit 1
fi

echo "Installing system packages:"
list "${missing_packages[@]}"
as_root+=(env DEBIAN_FRONTEND=noninteractive)
if ! { "${as_root[@]}" apt-get update -q && "${as_root[@]}" "${install[@]}" -q; }; then
    {
        echo "The packages could not be installed; apt-get says why above. Once it works, this does it:"
        echo
        echo "  ${install[*]}"
        echo
    } >&2
    exit 1
fi
