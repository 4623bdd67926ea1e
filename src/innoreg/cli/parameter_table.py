"""The commands as a shell completes them: their options and arguments, without importing them.

A command's module imports what the command needs, and a shell asks at every press of a key. The
table is written by `make docs`; a test holds it fresh.
"""

import json
from functools import cache
from importlib import resources
from typing import Any

from typer.core import TyperArgument, TyperCommand, TyperGroup, TyperOption

from innoreg.cli.common_options import make_common_options
from innoreg.cli.completion import add_completion
from innoreg.i18n import _


def tabled_command(name: str) -> Any:
    """The command of that name, or None: good for completing only."""
    found = _table().get(name)
    return None if found is None else _command(name, found)


@cache
def _table() -> dict[str, Any]:
    text = resources.files("innoreg.cli").joinpath("parameters.json").read_text("utf-8")
    return json.loads(text)  # type: ignore[no-any-return]


def _command(name: str, row: dict[str, Any]) -> Any:
    does = _(row["does"]) if row["does"] else None
    if below := row.get("commands"):
        commands = {each: _command(each, one) for each, one in below.items()}
        return TyperGroup(name=name, commands=commands, help=does, params=make_common_options())
    params = [_parameter(each) for each in row["parameters"]] + make_common_options()
    for param in params:
        add_completion(param)
    settings = {"help_option_names": ["--help", "-h"]}
    return TyperCommand(name, params=params, help=does, context_settings=settings)


def _parameter(row: dict[str, Any]) -> Any:
    words: dict[str, Any] = {"metavar": row.get("metavar"), "help": _help(row), "required": False}
    several = bool(row.get("several"))
    if options := row.get("options"):
        param: Any = TyperOption(
            param_decls=[*options, row["name"]],
            is_flag=row.get("flag") or None,
            multiple=several,
            **words,
        )
    else:
        param = TyperArgument(param_decls=[row["name"]], nargs=-1 if several else 1, **words)
    if choices := row.get("choices"):
        param.choices = tuple(choices)
    return param


def _help(row: dict[str, Any]) -> str | None:
    return _(row["help"]) if row.get("help") else None
