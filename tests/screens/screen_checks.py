"""What must not stand on a screen: the checks of the walk, each a list of complaints."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, get_args

import yaml
from pydantic import BaseModel

from innoreg.cli.command_table import COMMANDS
from innoreg.model.record_models import MODELS, field_labels
from innoreg.model.settings import Settings
from screens.walk import Screen

_EDGES = " \t\n─.,;:!?()[]«»„“”\"'…–—|→·•"
_LATIN = re.compile(r"[A-Za-z][A-Za-z0-9_+%.:/@#~-]*")
_CYRILLIC = re.compile(r"[А-Яа-яЁё][А-Яа-яЁё-]*")
# Between these stands what is typed as it is: commands, and keys where a file is to be edited.
_TYPED = re.compile(r"`[^`]*`")


def long_lines(screen: Screen) -> Iterator[str]:
    """Lines wider than the terminal, but for a single word that is."""
    for line in screen.text.splitlines():
        if len(line) > screen.width and len(line.split()) > 1:
            yield f"{len(line)} wide: {line}"


def words_of(text: str) -> set[str]:
    return {word.strip(_EDGES) for word in text.split()}


def broken_words(screen: Screen, whole: Screen, data: "DataWords") -> Iterator[str]:
    """Words that stand neither on the widest screen nor in the data: pieces of words."""
    known = words_of(whole.text) | data.words
    for line in screen.text.splitlines():
        for word in line.split():
            bare = word.strip(_EDGES)
            if bare and bare not in known and not (bare.isascii() and not bare.isalpha()):
                yield f"{bare}  in: {line}"


def rows_alike(screen: Screen) -> Iterator[str]:
    """Rows that look the same, and cells that do once they were cut though their texts differ."""
    for table in screen.tables:
        for row, times in Counter(table.rows).items():
            # A row without a beginning belongs to the one above.
            if times > 1 and row and row[0].strip() and not row[0].startswith(" "):
                yield f"{times} rows alike: {' | '.join(row)}"
        for column in table.columns:
            texts: dict[tuple[str, ...], set[str]] = {}
            for text, lines in column:
                texts.setdefault(lines, set()).add(text)
            for lines, several in texts.items():
                if len(several) > 1:
                    yield f"{len(several)} texts alike: {' | '.join(lines)}"


class DataWords:
    """The words of a register's files, and its references."""

    def __init__(self, root: Path) -> None:
        self.words: set[str] = set()
        self.refs: set[str] = set()
        self.latin: set[str] = set()
        self.cyrillic: set[str] = set()
        for path in sorted(root.rglob("*.yaml")):
            if ".git" in path.parts or "schemas" in path.parts:
                continue
            self.refs |= {path.stem, path.name}
            self._note(yaml.safe_load(path.read_text("utf-8")))

    def _note(self, given: Any) -> None:
        if isinstance(given, dict):
            for each in given.values():
                self._note(each)
        elif isinstance(given, list):
            for each in given:
                self._note(each)
        else:
            text = str(given)
            self.words |= words_of(text)
            self.cyrillic |= {word.lower() for word in _CYRILLIC.findall(text)}
            if " " in text or "." in text or not text.isascii():
                self.latin |= {word.lower() for word in _LATIN.findall(text)}
            elif re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*(/.*)?", text) and text not in key_words():
                self.refs.add(text)


def _literals(annotation: Any) -> Iterator[str]:
    for part in get_args(annotation):
        if isinstance(part, str):
            yield part
        elif not (isinstance(part, type) and issubclass(part, BaseModel)):
            yield from _literals(part)


def key_words() -> set[str]:
    """Every key of the records, and every value of an enumeration."""
    from innoreg.model.record_models import _collect_models

    models: dict[type[BaseModel], None] = {}
    for model in (*MODELS.values(), Settings):
        _collect_models(model, models)
    values = {
        value
        for model in models
        for field in model.model_fields.values()
        for value in _literals(field.annotation)
    }
    return set(field_labels()) | values


# What is Latin in Russian too.
_NAMES = {
    "innoreg", "yaml", "json", "csv", "git", "pdf", "word", "docx", "xlsx", "excel", "head", "jsonl",
    "utf-8", "unicode", "libreoffice", "i", "ii", "iii", "iv", "v", "vi",
}  # fmt: skip


def foreign_words(screen: Screen, data: DataWords) -> Iterator[str]:
    """Words of the other language that are no data, reference, command, option or file name."""
    if screen.language == "en":
        for line in screen.text.splitlines():
            for word in _CYRILLIC.findall(line):
                if not any(
                    part in data.cyrillic for part in (word.lower(), *word.lower().split("-"))
                ):
                    yield f"{word}  in: {line.strip()}"
        return
    commands = {name for _head, group in COMMANDS.values() for name in group}
    keys = key_words()
    for line in screen.text.splitlines():
        for word in _LATIN.findall(_TYPED.sub(" ", line)):
            bare = word.strip(".:/-%")
            if (
                not bare
                or bare.lower() in _NAMES
                or f"--{bare}" in line
                or f"-{bare}" in line.split()
            ):
                continue
            ref = bare.partition("/")[0].partition(":")[0]
            if (bare in keys and f"/{bare}" not in line and f"{bare}/" not in line) or not (
                ref in data.refs
                or bare.lower() in data.latin
                or "/" in bare
                or re.search(r"\.[a-z0-9]{2,5}$", bare)
                or bare in commands
            ):
                yield f"{bare}  in: {line.strip()}"


def complaints(screen: Screen, whole: Screen, data: DataWords) -> Iterator[str]:
    """All of them, with the kind of each first."""
    found: Iterable[tuple[str, Iterator[str]]] = (
        ("wider than the terminal", long_lines(screen)),
        ("a word is broken", broken_words(screen, whole, data)),
        ("cannot be told apart", rows_alike(screen)),
        ("the other language", foreign_words(screen, data)),
    )
    for kind, each in found:
        for said in each:
            yield f"{kind}: {said}"
