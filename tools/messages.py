"""Gather the texts of the source into the Russian catalog and compile it.

`--check` writes nothing and fails when the catalog is not what the source needs.
"""

import ast
import io
import os
import sys
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from pydantic import BaseModel

from innoreg.deadlines.grammar import RULES
from innoreg.deadlines.spelling import MENDINGS
from innoreg.export.tables import TABLES
from innoreg.model.record_models import MODELS
from innoreg.model.settings import Settings
from innoreg.report.ci_formats import advice_parts
from innoreg.report.json_schema import summary_line
from innoreg.rules import RULES as CHECKS
from innoreg.store.file_diagnostics import SYNTAX_CODES

SOURCE = Path(__file__).parents[1] / "src" / "innoreg"
PO = SOURCE / "locale" / "ru" / "LC_MESSAGES" / "innoreg.po"
MO = PO.with_suffix(".mo")
PLURAL_FORMS = (
    "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : "
    "n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);"
)
MARKS = {"_": 1, "N_": 1, "T": 1, "about": 1, "ngettext": 2, "TN": 2}
"""The functions that mark a text, and how many of their arguments are texts: one, or one and many."""


def gathered() -> Catalog:
    """Every text the source marks, in the order of its words."""
    catalog = Catalog(charset="utf-8")
    for path in sorted(SOURCE.rglob("*.py")):
        for text in marked_texts(path.read_text(encoding="utf-8")):
            catalog.add(text)
    terms = (*(rule.name for rule in RULES), *MENDINGS)
    models = [*descriptions(raw_schemas())]
    for text in (*models, *terms, *advice(), *table_texts(set(models))):
        catalog.add(text)
    return catalog


def marked_texts(source: str) -> Iterator[str | tuple[str, ...]]:
    """The literal texts of all calls of MARKS in a module; pairs where a text has a plural."""
    # Python's own syntax tree, not babel's tokens: what those find inside an f-string differs
    # between versions of babel and of Python.
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            count = MARKS.get(node.func.id, 0)
            texts = tuple(
                argument.value
                for argument in node.args[:count]
                if isinstance(argument, ast.Constant) and isinstance(argument.value, str)
            )
            if texts and len(texts) == count:
                yield texts if count > 1 else texts[0]


def descriptions(part: Any) -> Iterator[str]:
    """What `innoreg schema` says of every model and field below `part`."""
    for value in part.values() if isinstance(part, dict) else part:
        if isinstance(value, dict | list):
            yield from descriptions(value)
    if isinstance(part, dict) and isinstance(part.get("description"), str):
        yield summary_line(part["description"])


def advice() -> Iterator[str]:
    """What SARIF says of every code."""
    for words in (*SYNTAX_CODES.values(), *(check.advice for check in CHECKS)):
        yield from advice_parts(words)


def table_texts(known: Collection[str]) -> Iterator[str]:
    """What only the export says of its tables and columns; `known`: what the models say.

    The column of a nested part says what the part is and, after a colon, what its key is.
    """
    for table in TABLES:
        yield summary_line(table.about)
        for words in (summary_line(column.about) for column in table.columns):
            colons = (at for at in range(len(words)) if words.startswith(": ", at))
            if not any(f"{words[:at]}." in known for at in colons):
                yield words


def raw_schemas() -> list[Any]:
    """The schemas of all records and of the settings, before translation."""
    models: list[type[BaseModel]] = [*MODELS.values(), Settings]
    return [model.model_json_schema() for model in models]


def updated() -> Catalog:
    """The Russian catalog with new texts added (empty) and unused ones dropped."""
    old = read_po(io.BytesIO(PO.read_bytes()), locale="ru") if PO.exists() else Catalog()
    new = Catalog(
        locale="ru",
        project="innoreg",
        charset="utf-8",
        fuzzy=False,
        header_comment="# Russian texts of innoreg.",
    )
    for message in gathered():
        if message.id:
            known = old.get(message.id)
            translated = known.string if known else ""
            # What kind of format a text has babel guesses, and other versions guess otherwise.
            new.add(message.id, translated).flags.clear()
    return new


class TimelessCatalog(Catalog):
    """A catalog whose head names neither a time nor the version of babel: the file stays the same."""

    @property  # type: ignore[misc] # babel admits writing it, nobody does
    def mime_headers(self) -> list[tuple[str, str]]:
        """The head: what `gettext` needs to read the texts and to choose a plural form."""
        return [
            ("Language", "ru"),
            ("Plural-Forms", PLURAL_FORMS),
            ("MIME-Version", "1.0"),
            ("Content-Type", "text/plain; charset=utf-8"),
            ("Content-Transfer-Encoding", "8bit"),
        ]


def as_po(catalog: Catalog) -> bytes:
    """The catalog as it lies in the repository: sorted, without dates or line numbers."""
    out = io.BytesIO()
    write_po(out, catalog, sort_output=True, no_location=True, omit_header=True, width=100)
    head = (
        '# Russian texts of innoreg; `make messages` keeps the list.\nmsgid ""\nmsgstr ""\n'
        '"Language: ru\\n"\n"MIME-Version: 1.0\\n"\n'
        '"Content-Type: text/plain; charset=utf-8\\n"\n"Content-Transfer-Encoding: 8bit\\n"\n'
        f'"Plural-Forms: {PLURAL_FORMS}\\n"\n\n'
    )
    return head.encode() + out.getvalue()


def as_mo(po: bytes) -> bytes:
    """The compiled form of a catalog, from its text so that both always agree."""
    out, catalog = io.BytesIO(), TimelessCatalog(locale="ru")
    for message in read_po(io.BytesIO(po), locale="ru"):
        if message.id:
            catalog.add(message.id, message.string)
    write_mo(out, catalog)
    return out.getvalue()


def untranslated(catalog: Catalog) -> list[str]:
    """The texts without Russian words, or with some plural form missing."""
    missing = []
    for message in catalog:
        strings = message.string if isinstance(message.string, tuple | list) else [message.string]
        if message.id and (not all(strings) or (message.pluralizable and len(strings) != 3)):
            missing.append(str(message.id))
    return missing


def main(check: bool) -> int:
    """Write (or check) both files; the exit code is 1 while texts lack Russian words."""
    catalog = updated()
    po = as_po(catalog)
    mo = as_mo(po)
    stale = [p for p, b in ((PO, po), (MO, mo)) if not p.exists() or p.read_bytes() != b]
    if not check:
        PO.write_bytes(po)
        MO.write_bytes(mo)
    missing = untranslated(catalog)
    for text in missing:
        print(f"no Russian text: {text}")
    if check and stale:
        print("the catalog is not fresh: run `make messages`")
    return int(bool(missing) or (check and bool(stale)))


if __name__ == "__main__":
    try:
        code = main("--check" in sys.argv[1:])
        sys.stdout.flush()
    except BrokenPipeError:
        # `make messages | head` has seen enough; the interpreter must not flush into the void.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = 1
    sys.exit(code)
