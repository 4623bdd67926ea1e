"""What must not stand on a screen: the checks of the walk, each a list of complaints."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from innoreg.cli.command_table import COMMANDS
from innoreg.model.record_models import field_choices, field_labels
from innoreg.render.layout_check.layout_checker import CHECKS
from screen_walk.walk import Screen

_EDGES = " \t\n─.,;:!?()[]«»„“”\"'…–—|→·•"
_LATIN = re.compile(r"(?<![0-9A-Za-z])[A-Za-z][A-Za-z0-9_+%.:/@#~-]*")
_CYRILLIC = re.compile(r"[А-Яа-яЁё][А-Яа-яЁё-]*")
_COMMIT = re.compile(r"[0-9a-f]{7,12}")
# What is typed as it is, between backticks: commands, and keys where a file is to be edited; the
# code of a finding, by which it is looked up and accepted; a line of a file; a list of files.
_TYPED = re.compile(r"`[^`]*`|(?<=\w)\[[a-z0-9-]+\]|^ *\d+ \| .*$")
# Their answers are Russian words, whoever asks.
_RUSSIAN = ("forms", "decline", "deadline")
# Examinations have no other names in English.
_EXAMINATIONS = {"огэ", "егэ", "гвэ", "впр"}
# What is Latin in Russian too.
_NAMES = {
    "innoreg", "yaml", "json", "csv", "git", "pdf", "word", "docx", "xlsx", "excel", "head", "jsonl",
    "utf-8", "unicode", "libreoffice", "i", "ii", "iii", "iv", "v", "vi",
}  # fmt: skip


def words_of(text: str) -> set[str]:
    return {word.strip(_EDGES) for word in text.split()}


@cache
def key_words() -> frozenset[str]:
    """Every key of the records, and every value of those that have a list of them."""
    return frozenset(field_labels()).union(*field_choices().values())


@cache
def typed_names() -> frozenset[str]:
    """Names that are typed in commands, and in records that accept a flaw."""
    commands = {name for _head, group in COMMANDS.values() for name in group}
    return frozenset(commands | {check.name for check in CHECKS})


class DataWords:
    """The words of a register's files, and its references."""

    def __init__(self, folder: Path) -> None:
        self.words: set[str] = set()
        self.refs: set[str] = set()
        self.ids: set[str] = set()
        """Names that a record gives its parts, which may be those of keys as well."""
        self.latin: set[str] = set()
        self.cyrillic: set[str] = set()
        for path in sorted(folder.rglob("*.yaml")):
            self.refs |= {path.stem, path.name}
            self._note(yaml.safe_load(path.read_text("utf-8")))

    def add(self, text: str) -> None:
        """Words of others, such as those of commits."""
        self.words |= words_of(text)
        self.latin |= {word.strip(".:/-%").lower() for word in _LATIN.findall(text)}
        self.cyrillic |= {word.lower() for word in _CYRILLIC.findall(text)}

    def _note(self, given: Any) -> None:
        if isinstance(given, dict):
            for key, each in given.items():
                if key in ("id", "criterion", "paper"):
                    self.ids.add(str(each))
                self._note(each)
        elif isinstance(given, list):
            for each in given:
                self._note(each)
        elif " " in str(given) or "." in str(given) or not str(given).isascii():
            self.add(str(given))
        elif str(given) not in key_words():
            self.words.add(str(given))
            self.refs.add(str(given).partition("/")[0])


def long_lines(screen: Screen) -> Iterator[str]:
    """Lines wider than the terminal, but for a single word that is."""
    for line in screen.text.splitlines():
        if len(line) > screen.width and len(line.split()) > 1:
            yield f"{len(line)} wide: {line}"


def broken_words(screen: Screen, whole: Screen, data: DataWords) -> Iterator[str]:
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


def foreign_words(screen: Screen, data: DataWords) -> Iterator[str]:
    """Words of the other language that are no data, reference, command, option or file name."""
    english = screen.language == "en"
    if english and screen.call.startswith(_RUSSIAN):
        return
    for line in screen.text.splitlines():
        found = _english_foreign(line, data) if english else _russian_foreign(line, data)
        yield from (f"{word}  in: {line.strip()}" for word in found)


def _english_foreign(line: str, data: DataWords) -> Iterator[str]:
    for word in _CYRILLIC.findall(_TYPED.sub(" ", line)):
        if (data.cyrillic | _EXAMINATIONS).isdisjoint((word.lower(), *word.lower().split("-"))):
            yield word


def _russian_foreign(line: str, data: DataWords) -> Iterator[str]:
    for word in _LATIN.findall(_TYPED.sub(" ", line)):
        bare = word.strip(".:/-%")
        is_typed = f"--{bare}" in line or f"-{bare}" in line.split() or bare in typed_names()
        if not bare or bare.lower() in _NAMES or is_typed or _COMMIT.fullmatch(bare):
            continue
        is_file = "/" in bare or re.search(r"\.[a-z0-9]{2,5}$", bare)
        if bare in key_words():
            if bare not in data.ids and f"/{bare}" not in line and f"{bare}/" not in line:
                yield bare
        elif not (is_file or bare.partition(":")[0] in data.refs or bare.lower() in data.latin):
            yield bare


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
