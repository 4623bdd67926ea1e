"""Findings written down as JSON and read back exactly, without the rules that made them."""

import json
import sqlite3
from collections.abc import Iterable, Mapping
from typing import Any

from innoreg.diagnostics import Diagnostic, Place, Related, by_place
from innoreg.i18n import TN, T, Texts
from innoreg.report.findings import Findings

_PLAIN = (str, int, type(None))


class NotStorable(TypeError):
    """A text holds a value that cannot be written down; the run is then not stored."""


def write_findings(
    database: sqlite3.Connection, by_file: Mapping[int | None, Iterable[Diagnostic]]
) -> None:
    """Put these in the place of what was known of these files; None: of no single file.

    A finding belongs to the file that drives it, which need not be the one it stands in.
    """
    rows = [(file, encode(d)) for file, found in by_file.items() for d in found]
    database.executemany("DELETE FROM finding WHERE file IS ?", [(file,) for file in by_file])
    database.executemany("INSERT INTO finding (file, data) VALUES (?, ?)", rows)


def read_findings(database: sqlite3.Connection) -> Findings:
    """All that is known, as a run over the files would say it."""
    found = decode(line for (line,) in database.execute("SELECT data FROM finding"))
    counts = dict(database.execute("SELECT state, count(*) FROM file GROUP BY state"))
    records, ignored = counts.get("record", 0), counts.get("ignored", 0)
    # A salvaged record serves the rules, but it is no record that can be relied upon.
    broken = counts.get("salvaged", 0) + counts.get("failed", 0)
    return Findings(by_place(found), records + ignored + broken, records, ignored)


def write_advice(database: sqlite3.Connection, advice: Mapping[str, str]) -> None:
    """What the codes mean, so that it can be told without the rules, in whose words it stands."""
    words = json.dumps(dict(advice), ensure_ascii=False)
    database.execute("INSERT OR REPLACE INTO meta (key, value) VALUES ('advice', ?)", (words,))


def read_advice(database: sqlite3.Connection) -> Mapping[str, str]:
    """What `write_advice` kept."""
    row = database.execute("SELECT value FROM meta WHERE key = 'advice'").fetchone()
    found: Mapping[str, str] = json.loads(row[0]) if row else {}
    return found


def encode(found: Diagnostic) -> str:
    """One finding as JSON in ASCII: the name of a file may hold bytes that are no text."""
    return json.dumps(
        [
            found.code,
            found.severity,
            _place(found.place),
            _text(found.message),
            _text(found.hint) if found.hint else None,
            found.suggestion,
            [[_place(related.place), _text(related.message)] for related in found.related],
        ],
        separators=(",", ":"),
    )


def decode(lines: Iterable[str]) -> list[Diagnostic]:
    """The findings that `encode` wrote, equal to those it was given."""
    return [_finding(*row) for row in json.loads(f"[{','.join(lines)}]")]


def _place(place: Place) -> list[str | int | None]:
    return [place.file, place.line, place.column, place.end_column]


def _text(text: T) -> list[Any]:
    """[message], [message, params], [one, params, many, n] or, of several texts, [[…]]."""
    if type(text) is T:
        return [text.message, _params(text)] if text.params else [text.message]
    if type(text) is TN:
        return [text.message, _params(text), text.many, text.n]
    if type(text) is Texts:
        return [text.texts]
    raise NotStorable(type(text).__name__)


def _params(text: T) -> dict[str, Any]:
    return {name: _value(value) for name, value in text.params}


def _value(value: object) -> Any:
    """A value as itself; a list is always a text inside the text."""
    if isinstance(value, T):
        return _text(value)
    # A kind of str or int of one's own may show itself otherwise than what JSON gives back.
    if type(value) in _PLAIN:
        return value
    raise NotStorable(type(value).__name__)


def _finding(
    code: str,
    severity: Any,
    place: list[Any],
    message: list[Any],
    hint: list[Any] | None,
    suggestion: str | None,
    related: list[Any],
) -> Diagnostic:
    return Diagnostic(
        code,
        severity,
        Place(*place),
        _read(message),
        _read(hint) if hint else None,
        suggestion,
        tuple(Related(Place(*place), _read(words)) for place, words in related),
    )


def _read(text: list[Any]) -> T:
    message, *rest = text
    if not rest:
        return T(message) if isinstance(message, str) else Texts(*message)
    params = {
        name: _read(value) if isinstance(value, list) else value for name, value in rest[0].items()
    }
    return T(message, **params) if len(rest) == 1 else TN(message, rest[1], rest[2], **params)
