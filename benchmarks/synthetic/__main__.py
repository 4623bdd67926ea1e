"""Write a registry of about N records into a folder: `python -m benchmarks.synthetic N DIR [SEED]`."""

import sys
from pathlib import Path

from benchmarks.synthetic import write

if len(sys.argv) not in (3, 4):
    sys.exit(__doc__)
files = write(Path(sys.argv[2]), int(sys.argv[1]), int(sys.argv[3]) if sys.argv[3:] else 1)
print(f"{files} files")
