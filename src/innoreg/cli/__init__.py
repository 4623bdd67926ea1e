"""The command line: `main` is the console script, `app` the typer application behind it."""

from innoreg.cli.app import app, main

__all__ = ["app", "main"]
