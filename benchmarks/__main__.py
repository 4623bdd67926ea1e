"""Run the benchmarks that are named, or all of them: `python -m benchmarks [--large] [NAME …]`."""

import argparse
import importlib
import pkgutil
import sys

import benchmarks

NAMES = sorted(
    module.name
    for module in pkgutil.iter_modules(benchmarks.__path__)
    if module.name not in ("__main__", "synthetic")
)


def main() -> int:
    """1 where a benchmark misses its target."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description="Measure innoreg.")
    parser.add_argument("names", nargs="*", default=NAMES, metavar="NAME", help=", ".join(NAMES))
    parser.add_argument("--large", action="store_true", help="whole: 100,000 records too; an hour")
    parser.add_argument("--small", action="store_true", help="whole: 1,000 records; writes no page")
    given = parser.parse_args()
    if unknown := sorted({*given.names} - {*NAMES}):
        parser.error(f"no benchmark {unknown[0]}; there are: {', '.join(NAMES)}")
    missed = False
    for name in given.names:
        print(f"== {name}", flush=True)
        main = importlib.import_module(f"benchmarks.{name}").main
        missed |= bool(main(given.large, given.small) if name == "whole" else main())
    return int(missed)


if __name__ == "__main__":
    sys.exit(main())
