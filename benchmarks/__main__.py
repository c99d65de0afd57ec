"""Runs the benchmarks one after the other, all or those that are named, and sums up.

Each runs in a process of its own, prints its figures and fails when it misses a bar. The exit code
is 1 when any did.
"""

import subprocess
import sys
import time
from pathlib import Path

LONGEST_SECONDS = 2400


def main() -> int:
    """Run them, and return 1 where a bar is not met."""
    files = {file.stem: file for file in sorted(Path(__file__).parent.glob("[!_]*.py"))}
    chosen = sys.argv[1:] or list(files)
    if unknown := set(chosen) - files.keys():
        print(f"There is no benchmark {', '.join(sorted(unknown))}; there are {', '.join(files)}.")
        return 2
    lines = []
    missed = False
    for name in chosen:
        print(f"== {name}", flush=True)
        began = time.monotonic()
        passed = _passes(files[name])
        missed |= not passed
        verdict = "all bars met" if passed else "NOT MET"
        lines.append(f"{name:<8} {verdict:<12} {time.monotonic() - began:5.0f} s")
        print(flush=True)
    print("\n".join(("== Summary", *lines)))
    return int(missed)


def _passes(file: Path) -> bool:
    try:
        done = subprocess.run([sys.executable, str(file)], check=False, timeout=LONGEST_SECONDS)
    except subprocess.TimeoutExpired:
        print(f"not done in {LONGEST_SECONDS} s")
        return False
    return done.returncode == 0


if __name__ == "__main__":
    sys.exit(main())
