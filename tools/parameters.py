"""The table of all options and arguments, which completion reads instead of the commands' modules."""

import json
from typing import Any

import typer

from innoreg.cli.app import app
from innoreg.cli.command_table import SUMMARIES
from innoreg.cli.common_options import COMMON_NAMES


def table() -> str:
    """The table as JSON, a parameter a line: command -> its parameters, or its commands and theirs."""
    group: Any = typer.main.get_command(app)
    context = typer.Context(group)
    commands = (
        f"{_json(name)}: {_command(group.get_command(context, name))}" for name in SUMMARIES
    )
    return "{\n" + ",\n".join(commands) + "\n}\n"


def _command(command: Any) -> str:
    does = _json(command.help or "")
    if below := getattr(command, "commands", None):
        inner = (f"{_json(name)}: {_command(one)}" for name, one in below.items())
        return f'{{"does": {does}, "commands": {{\n' + ",\n".join(inner) + "\n}}"
    own = [param for param in command.params if param.name not in (*COMMON_NAMES, "help")]
    rows = "".join(f"\n {_json(_parameter(param))}," for param in own).rstrip(",")
    return f'{{"does": {does}, "parameters": [{rows}\n]}}'


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def _parameter(param: Any) -> dict[str, Any]:
    found = {
        "name": param.name,
        "options": [*param.opts, *param.secondary_opts]
        if param.param_type_name == "option"
        else [],
        "metavar": param.metavar,
        "help": getattr(param, "help", None),
        "flag": bool(getattr(param, "is_flag", False)),
        "several": bool(getattr(param, "multiple", False) or param.nargs == -1),
        "choices": [*map(str, getattr(param.type, "choices", ()))],
        "path": param.type.name in ("path", "file", "directory", "filename"),
    }
    return {key: value for key, value in found.items() if value}
