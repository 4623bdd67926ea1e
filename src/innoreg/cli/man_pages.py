"""Man pages of the program and of each command, from the same texts as `--help`, in both languages."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import innoreg
from innoreg.cli.command_table import COMMANDS, SUMMARIES
from innoreg.cli.common_options import COMMON_NAMES
from innoreg.cli.help_pages import argument_name, help_text, option_rows
from innoreg.cli.lazy_group import load_command
from innoreg.errors import writing_to
from innoreg.i18n import LANGUAGES, _, current_language, use_language

FOLDERS = {"en": "man1", "ru": "ru/man1"}
"""Where `man` looks for the pages of a language below a folder of MANPATH."""


def write_man_pages(folder: Path) -> str:
    """Write `innoreg.1` and a page for each command, in both languages; what was written, in words."""
    before = current_language()
    try:
        with writing_to(folder):
            for language in LANGUAGES:
                use_language(language)
                place = folder / FOLDERS[language]
                place.mkdir(parents=True, exist_ok=True)
                for name, text in man_pages():
                    (place / f"{name}.1").write_text(text, encoding="utf-8", newline="\n")
    finally:
        use_language(before)
    return _("Man pages of {n} commands: {path}", n=len(SUMMARIES), path=folder)


def man_pages() -> Iterator[tuple[str, str]]:
    """Each page by its name, without `.1`, in the current language."""
    yield "innoreg", _program_page()
    for name in SUMMARIES:
        yield f"innoreg-{name}", _command_page(name)


def _program_page() -> str:
    lines = [
        *_head("innoreg", _("The register of innovation activity, kept as YAML in git.")),
        ".SH " + _("SYNOPSIS"),
        ".B innoreg " + _escaped(_("COMMAND [OPTIONS]")),
    ]
    for heading, commands in COMMANDS.values():
        lines.append(".SH " + _escaped(_(heading).upper()))
        lines += _entries((f"innoreg-{name}(1)", _(does)) for name, does in commands.items())
    common = load_command("due").params
    lines += [".SH " + _escaped(_("Options of every command").upper())]
    lines += _entries(option_rows([each for each in common if _is_common(each)]))
    return "\n".join(lines) + "\n"


def _command_page(name: str) -> str:
    command, path = load_command(name), f"innoreg {name}"
    lines = _head(f"innoreg-{name}", _(SUMMARIES[name]))
    if several := getattr(command, "commands", {}):
        lines += [
            ".SH " + _("SYNOPSIS"),
            ".B " + _escaped(" ".join((path, _("COMMAND [OPTIONS]")))),
        ]
        lines.append(".SH " + _("COMMANDS"))
        for each in several.values():
            lines += [".SS " + _escaped(f"{path} {each.name}"), _escaped(help_text(each))]
            lines += [".PP", *_entries(_rows(each))]
    else:
        usage = " ".join(argument_name(each) for each in _arguments(command))
        words = " ".join(part for part in (path, usage, _("[OPTIONS]")) if part)
        lines += [".SH " + _("SYNOPSIS"), f".B {_escaped(words)}"]
        if command.epilog:
            lines += [".SH " + _("DESCRIPTION"), _escaped(_(command.epilog))]
        if rows := [*_rows(command)]:
            lines += [".SH " + _("OPTIONS"), *_entries(rows)]
    lines += [".SH " + _("SEE ALSO"), r".BR innoreg (1)"]
    return "\n".join(lines) + "\n"


def _head(name: str, summary: str) -> list[str]:
    return [
        r".\" -*- coding: UTF-8 -*-",
        f'.TH {_escaped(name.upper())} 1 "" "innoreg {innoreg.__version__}" "innoreg"',
        ".SH " + _("NAME"),
        rf"{_escaped(name)} \- {_escaped(summary)}",
    ]


def _arguments(command: Any) -> list[Any]:
    return [each for each in command.params if each.param_type_name == "argument"]


def _rows(command: Any) -> Iterator[tuple[str, str]]:
    """The arguments and the options that only this command has."""
    yield from ((argument_name(each), help_text(each)) for each in _arguments(command))
    own = [e for e in command.params if e.param_type_name == "option" and not _is_common(e)]
    yield from option_rows(own)


def _is_common(param: Any) -> bool:
    return param.name in COMMON_NAMES


def _entries(rows: Iterable[tuple[str, str]]) -> list[str]:
    return [line for name, text in rows for line in (".TP", f".B {_escaped(name)}", _escaped(text))]


def _escaped(words: str) -> str:
    """Words that are no instruction of roff, on one line."""
    line = " ".join(words.replace("\\", r"\e").replace("-", r"\-").split())
    return rf"\&{line}" if line.startswith((".", "'")) else line or r"\&"
