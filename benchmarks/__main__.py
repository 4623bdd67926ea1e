"""Run the benchmarks named on the command line, or all of them: `python -m benchmarks deadlines`.

`--large` adds what takes more than ten minutes.
"""

import importlib
import pkgutil
import sys

import benchmarks

names = [word for word in sys.argv[1:] if not word.startswith("--")] or [
    module.name for module in pkgutil.iter_modules(benchmarks.__path__) if module.name != "__main__"
]
missed = False
for name in names:
    if main := getattr(importlib.import_module(f"benchmarks.{name}"), "main", None):
        print(f"== {name}", flush=True)
        try:
            missed |= bool(main())
        except SystemExit as end:
            missed |= bool(end.code)
sys.exit(missed)
