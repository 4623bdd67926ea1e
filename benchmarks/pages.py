"""The site of a synthetic registry, beside a bare command on the same files: `innoreg due`.

Run `python -m benchmarks.pages [--large]`; the targets hold for 1,000 records, with --large also
for 10,000.
"""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.synthetic import TODAY, write

PROGRAM = Path(sys.executable).with_name("innoreg")
TARGETS_S = {1_000: 5.0, 10_000: 40.0}
LARGEST_PAGE = 300_000
TIMES = 3


def timed(*words: str, cwd: Path) -> tuple[float, float]:
    """Seconds that a command takes from its start to its end, and those of the processor."""
    start, before = time.perf_counter(), os.times()
    env = os.environ | {"INNOREG_NO_CACHE": "1"}
    subprocess.run([PROGRAM, *words], cwd=cwd, env=env, check=True, stdout=subprocess.DEVNULL)
    after = os.times()
    own = after.children_user + after.children_system
    return time.perf_counter() - start, own - before.children_user - before.children_system


def measure(records: int, folder: Path) -> bool:
    """Print the best times for a registry of so many records; whether they and the pages hold."""
    root = folder / str(records)
    write(root, records)
    day = ("--today", str(TODAY))
    site = root / "site"
    times = TIMES if records <= 1_000 else 1
    whole, own = min(timed("pages", "--to", str(site), *day, cwd=root) for _ in range(times))
    bare, _own = min(timed("due", *day, cwd=root) for _ in range(times))
    sizes = [path.stat().st_size for path in site.rglob("*.html")]
    target = TARGETS_S[records]
    print(
        f"{records:>6} records: {len(sizes)} pages in {whole:.1f} s (target {target:.0f} s), of the "
        f"processor {own:.1f} s; the largest {max(sizes) // 1000} KB; a bare `due` {bare:.1f} s"
    )
    return whole <= target and max(sizes) < LARGEST_PAGE


def main() -> int:
    """1 where a target is missed."""
    every = TARGETS_S if "--large" in sys.argv[1:] else [min(TARGETS_S)]
    with tempfile.TemporaryDirectory() as folder:
        held = [measure(records, Path(folder)) for records in every]
    return 0 if all(held) else 1


if __name__ == "__main__":
    sys.exit(main())
