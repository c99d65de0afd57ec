#!/usr/bin/env bash
# Makes the .qm files, which the kiosk reads, from the .ts files, which people translate.
# With "update" it first takes new texts of the interface into the .ts files.

set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

folder=resources/translations

if [ "${1:-}" = update ]; then
    sources=(ui/*.py ui/*/*.py)
    for file in "$folder"/*.ts; do
        .venv/bin/pyside6-lupdate -silent -no-obsolete -locations none "${sources[@]}" -ts "$file"
    done
fi

for file in "$folder"/*.ts; do
    made=${file%.ts}.qm
    if [ "$file" -nt "$made" ]; then
        .venv/bin/pyside6-lrelease -silent "$file" -qm "$made.new"
        # Whole or not at all: two makes at once would read half a file.
        mv "$made.new" "$made"
    fi
done
