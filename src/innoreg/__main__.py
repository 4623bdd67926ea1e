"""`python -m innoreg`: the program where its script is not on the path."""

from innoreg.cli import main

if __name__ == "__main__":
    raise SystemExit(main())
