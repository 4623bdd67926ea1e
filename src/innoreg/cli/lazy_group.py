"""The groups of commands for typer: a command's module is imported only when it is called."""

import difflib
from collections.abc import Callable
from importlib import import_module
from keyword import iskeyword
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup

from innoreg.cli.command_table import SUMMARIES
from innoreg.cli.common_options import make_common_options, spread_groups
from innoreg.cli.help_pages import command_help, group_help, subgroup_help
from innoreg.errors import WrongUsage
from innoreg.i18n import T, _

# click knows only the long one of itself.
HELP_NAMES = ["--help", "-h"]


class Command(TyperCommand):
    """A command with the common options and a help page in the reader's language."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.params = [*self.params, *make_common_options()]
        self.context_settings["help_option_names"] = HELP_NAMES
        for param in self.params:
            if choices := getattr(param.type, "choices", None):
                kind: Any = param.type
                kind.normalize_choice = _read_choice(str(param.name), choices)

    def format_help(self, ctx: Any, formatter: Any) -> None:
        formatter.write(command_help(self, ctx))


def _read_choice(name: str, choices: tuple[str, ...]) -> Callable[..., str]:
    """Takes the words of both languages for the values of an option: «посещение» for `visit`."""

    def read(choice: Any, **_context: Any) -> str:
        if choice in choices:
            return str(choice)
        from innoreg.value_words import find_value

        return find_value(name, str(choice), choices) or str(choice)

    return read


class LazyGroup(TyperGroup):
    """The program: its commands are known by name and imported when called."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.params = [*self.params, *make_common_options()]
        self.context_settings["help_option_names"] = HELP_NAMES

    def list_commands(self, _ctx: Any) -> list[str]:
        return list(SUMMARIES)

    def get_command(self, ctx: Any, name: str) -> Any:
        if name not in SUMMARIES:
            return None
        # Only while a shell completes.
        if ctx is not None and ctx.resilient_parsing:
            from innoreg.cli.parameter_table import tabled_command

            return tabled_command(name)
        return load_command(name)

    def shell_complete(self, ctx: Any, incomplete: str) -> Any:
        """The list is enough to complete a name: none of the commands is imported for it."""
        listed = [TyperCommand(name, short_help=_(does)) for name, does in SUMMARIES.items()]
        ctx.command = TyperGroup(name=self.name, params=self.params, commands=listed)
        return ctx.command.shell_complete(ctx, incomplete)

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        # While a shell completes, the name may be half typed: that is no mistake.
        if args[0] not in SUMMARIES and not args[0].startswith("-") and not ctx.resilient_parsing:
            raise unknown_command(args[0], list(SUMMARIES))
        return super().resolve_command(ctx, args)

    def format_help(self, _ctx: Any, formatter: Any) -> None:
        formatter.write(group_help(self.params))


class Group(TyperGroup):
    """A command with commands of its own: `innoreg forms check`."""

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        if args[0] not in self.commands and not args[0].startswith("-"):
            raise unknown_command(
                f"{self.name} {args[0]}", [f"{self.name} {c}" for c in self.commands]
            )
        return super().resolve_command(ctx, args)

    def format_help(self, ctx: Any, formatter: Any) -> None:
        formatter.write(subgroup_help(self, ctx))


_MEANT = {
    "check": "validate", "lint": "validate", "verify": "validate", "late": "overdue",
    "todo": "due", "agenda": "today", "deadlines": "due", "mark": "done", "search": "find",
    "grep": "find", "log": "history", "print": "render", "docx": "render", "add": "new",
    "create": "new", "site": "pages", "html": "pages", "mail": "remind", "calendar": "export",
    "format": "fmt", "mentors": "mentoring", "explain": "why",
}  # fmt: skip
"""What other programs call what a command here does."""


def unknown_command(name: str, known: list[str]) -> WrongUsage:
    """The error for a command that does not exist, with the one that is meant, or the closest name."""
    close = [_MEANT[name]] if name in _MEANT else difflib.get_close_matches(name, known, 1)
    hint = T("perhaps `{close}`", close=close[0]) if close else T("see `innoreg --help`")
    return WrongUsage(T("no command “{name}”", name=name), hint)


def load_command(name: str) -> Any:
    """The command of that name: its module's function, or the module's own typer application."""
    word = name.replace("-", "_")
    # `import` is a word of Python's, so its module is `import_`.
    module = import_module(
        f"innoreg.cli.commands.{word}_" if iskeyword(word) else f"innoreg.cli.commands.{word}"
    )
    # A command with commands of its own is a typer application.
    several = getattr(module, "app", None)
    if several is not None:
        return typer.main.get_group(several)
    # `list_` is called so because `list` is Python's own.
    function = getattr(module, word, None) or getattr(module, f"{word}_")
    single = typer.Typer(add_completion=False, rich_markup_mode=None)
    single.command(name, cls=Command)(spread_groups(function))
    return typer.main.get_command(single)
