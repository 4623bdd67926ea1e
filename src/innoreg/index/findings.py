"""What `validate` says, kept file by file: made by the rules, read back without them."""

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from innoreg.diagnostics import OF_WHOLE, by_place
from innoreg.index.product import Held, Product, Targets
from innoreg.index.written import decode, encode
from innoreg.report.findings import Findings
from innoreg.store.tree import MARK

if TYPE_CHECKING:
    from innoreg.store.loader import Loaded


@dataclass(frozen=True, slots=True)
class Made:
    """The findings of each file, written down, and what their codes mean.

    A finding belongs to the file that drives it, which need not be the one it stands in.
    """

    by_file: Mapping[str, list[str]]
    advice: Mapping[str, str]


def _make(loaded: "Loaded", targets: Targets | None, _today: date) -> Made:
    from innoreg.rules import check_by_file

    by_file: dict[str, list[str]] = defaultdict(list, {path: [] for path in targets or ()})
    codes = set()
    told = [(found.place.file, found) for found in loaded.diagnostics]
    driven = check_by_file(loaded.registry, targets).items()
    for file, found in (*told, *((file, each) for file, several in driven for each in several)):
        if targets is None or file in targets:
            by_file[file].append(encode(found))
            codes.add(found.code)
    return Made(by_file, advice_on(codes))


def advice_on(codes: Iterable[str]) -> Mapping[str, str]:
    """What these codes mean and what to do about them, in the words of the rules."""
    from innoreg.rules import RULES
    from innoreg.store.file_diagnostics import SYNTAX_CODES

    rules = {rule.code: rule for rule in RULES}
    return {code: SYNTAX_CODES.get(code) or rules[code].advice for code in set(codes)}


def _keep(database: sqlite3.Connection, made: Made, ids: Mapping[str, int]) -> Iterable[Held]:
    # The settings are no record; what is said of their file belongs to none.
    by_id = {None if path == MARK else ids[path]: lines for path, lines in made.by_file.items()}
    rows = [(file, line) for file, lines in by_id.items() for line in lines]
    database.executemany("DELETE FROM finding WHERE file IS ?", [(file,) for file in by_id])
    database.executemany("INSERT INTO finding (file, data) VALUES (?, ?)", rows)
    advice = json.dumps({**_advice(database), **made.advice}, ensure_ascii=False)
    database.execute("INSERT OR REPLACE INTO meta (key, value) VALUES ('advice', ?)", (advice,))
    return ()


FINDINGS = Product("findings", ("finding",), True, _make, _keep)


def read_findings(database: sqlite3.Connection) -> Findings:
    """All that is known, as a run over the files would say it."""
    found = decode(line for (line,) in database.execute("SELECT data FROM finding"))
    became = dict(database.execute("SELECT state, count(*) FROM file GROUP BY state"))
    if became.get("failed"):
        found = [each for each in found if each.code not in OF_WHOLE]
    return Findings(
        by_place(found),
        files=sum(became.values()),
        records=became.get("record", 0),
        ignored=became.get("ignored", 0),
        advice=_advice(database),
    )


def _advice(database: sqlite3.Connection) -> Mapping[str, str]:
    row = database.execute("SELECT value FROM meta WHERE key = 'advice'").fetchone()
    advice: Mapping[str, str] = json.loads(row[0]) if row else {}
    return advice
