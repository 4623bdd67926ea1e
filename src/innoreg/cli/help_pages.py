"""The help pages, in the reader's language, without importing the commands."""

import shutil
import textwrap
from collections.abc import Iterable
from typing import Any

from innoreg.cli.command_table import COMMANDS, SUMMARIES
from innoreg.cli.common_options import COMMON_NAMES
from innoreg.i18n import _


def _page_width() -> int:
    # Lines of more than 100 columns are hard to read; below 40 every word would break.
    return max(40, min(100, shutil.get_terminal_size((80, 24)).columns))


def _two_columns(rows: Iterable[tuple[str, str]]) -> str:
    rows = list(rows)
    # A longer name gets a line of its own, so that one does not push all texts to the right.
    left = min(28, max((len(name) for name, _text in rows), default=0)) + 4
    lines = []
    for name, text in rows:
        head = f"  {name}".ljust(left)
        if len(name) > left - 4:
            lines.append(head.rstrip())
            head = " " * left
        body = textwrap.fill(
            text,
            _page_width(),
            initial_indent=head,
            subsequent_indent=" " * left,
            break_on_hyphens=False,
        )
        lines.append(body)
    return "\n".join(lines) + "\n"


def _section(heading: str, rows: Iterable[tuple[str, str]]) -> str:
    return f"{heading}\n{_two_columns(rows)}"


def group_help(params: list[Any]) -> str:
    """The page of `innoreg --help`."""
    parts = [
        _("The register of innovation activity, kept as YAML in git.") + "\n",
        "  innoreg " + _("COMMAND [OPTIONS]") + "\n",
    ]
    for heading, commands in COMMANDS.values():
        if commands:
            rows = ((name, _(summary)) for name, summary in commands.items())
            parts.append(_section(_(heading), rows))
    parts.append(_section(_("Options of every command"), option_rows(params)))
    parts.append(
        _(
            "`innoreg COMMAND --help` says more of a command, `innoreg help topics` lists the manual."
        )
        + "\n"
    )
    return "\n".join(parts)


def subgroup_help(group: Any, ctx: Any) -> str:
    """The page of a command that has commands of its own."""
    path = ctx.command_path
    parts = [
        f"{path}: {_(SUMMARIES.get(group.name, ''))}\n",
        f"  {path} " + _("COMMAND [OPTIONS]") + "\n",
    ]
    rows = [(name, help_text(command)) for name, command in group.commands.items()]
    return "\n".join([*parts, _two_columns(rows)])


def command_help(command: Any, ctx: Any) -> str:
    """The page of one command."""
    own = [
        p for p in command.params if p.param_type_name == "option" and p.name not in COMMON_NAMES
    ]
    arguments = [p for p in command.params if p.param_type_name == "argument"]
    path = ctx.command_path
    usage = " ".join([path, *(argument_name(p) for p in arguments), _("[OPTIONS]")])
    summary = SUMMARIES.get(path.removeprefix("innoreg ")) or command.help or ""
    parts = [f"{path}: {_(summary)}\n", f"  {usage}\n"]
    if command.epilog:
        parts.append(_(command.epilog) + "\n")
    if described := [(argument_name(p), help_text(p)) for p in arguments if p.help]:
        parts.append(_section(_("Arguments"), described))
    if own:
        parts.append(_section(_("Options"), option_rows(own)))
    common = [p for p in command.params if p.name in COMMON_NAMES]
    parts.append(_section(_("Options of every command"), option_rows(common)))
    return "\n".join(parts)


def help_text(param: Any) -> str:
    """What an argument, an option or a command of a group is for, in the reader's language."""
    text = param.help
    return _(text) if text else ""


def argument_name(param: Any) -> str:
    """As it stands in the usage: `PLACE…`, `[KEY=VALUE…]`."""
    name = _(param.metavar) if param.metavar else param.name.upper()
    name = f"{name}…" if param.nargs == -1 else name
    return name if param.required else f"[{name}]"


def option_rows(params: list[Any]) -> Iterable[tuple[str, str]]:
    """Each option with its value (`--month MONTH`), and what it is for."""
    for param in params:
        if getattr(param, "hidden", False) or param.name in (
            "install_completion",
            "show_completion",
        ):
            continue
        names = ", ".join([*param.opts, *param.secondary_opts])
        metavar = "" if param.is_flag or param.count else f" {_value_name(param)}"
        yield f"{names}{metavar}", help_text(param)


def _value_name(param: Any) -> str:
    choices = getattr(param.type, "choices", None)
    if choices:
        return "|".join(choices)
    return _(param.metavar) if param.metavar else param.name.upper()
