"""Replay: a register of many orders made in memory, its state on one day and on twelve more.

Run `python -m benchmarks.ledger [ORDERS]`; the target holds for 10,000 orders.
"""

import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import median
from typing import Any

from innoreg.diagnostics import Place
from innoreg.ledger import Ledger, State, replay
from innoreg.model.base import Record
from innoreg.model.record_models import MODELS
from innoreg.model.registry import Path, Registry
from innoreg.model.settings import Settings

TARGET_S = 2.0
FIRST = date(2012, 1, 1)
DISTRICTS = 18


@dataclass(frozen=True)
class Source:
    """Where a record would lie."""

    file: str

    def place(self, path: Path = (), *, key: bool = False) -> Place:  # noqa: ARG002
        return Place(self.file)

    def marked_words(self, place: Place) -> str:  # noqa: ARG002
        return ""


def registry(orders: int) -> Registry:
    """A register of ten years: a site for every third order, every fifth one a pair."""
    settings = Settings.model_validate({"schema": 1, "title": "Реестр"})
    return Registry(settings, ((r, Source(f"data/{r.ref}.yaml")) for r in records(orders)))


def records(orders: int) -> Iterator[Record]:
    for n in range(DISTRICTS):
        yield made("district", f"d{n}", name=f"Район {n}", short_name=f"{n}", type="city_okrug")
    for n in range(50):
        yield made("person", f"person{n}", name=f"Иванов {n}")
        yield made("program", f"program{n}", title=f"Программа {n}")
    yield made("authority", "kopo", name="Комитет", type="committee")
    for n in range(0, orders, 3):
        yield made("school", f"school{n}", name=f"Школа {n}", type="school", district=f"d{n % 18}")
        yield made("site", f"site{n}", type="regional", organisations=[f"school{n}"], theme="Тема",
                   events=[{"event": "done", "on": day(n + 400), "report": "interim"}])  # fmt: skip
    for n in range(0, orders, 5):
        yield made("pair", f"pair{n}", level="school", mentors=[{"school": f"school{n // 3 * 3}"}],
                   mentees=[{"school": "school0"}])  # fmt: skip
    for n in range(orders):
        yield made("order", f"order{n}", issuer="kopo", order_kind="Распоряжение", number=f"{n}-р",
                   date=day(n), title="О площадках", clauses=list(clauses(n)))  # fmt: skip


def made(kind: str, ref: str, /, **fields: Any) -> Record:
    return MODELS[kind].model_validate({"id": ref, "schema": 1, **fields})


def day(n: int) -> date:
    """Three orders a day."""
    return FIRST + timedelta(days=n // 3)


def clauses(n: int) -> Iterator[dict[str, Any]]:
    """Three or four clauses: a life of the n-th site, told order by order."""
    site = f"site{n // 3 * 3}"
    if n < 50:
        yield {"kind": "approve", "number": "1", "subjects": [f"program{n}"]}
    if n % 3 == 0:
        terms = [
            {"report": "interim", "deadline": f"до 1 июня {2013 + n % 9} года"},
            {"report": "final", "deadline": f"декабрь {2014 + n % 9} г."},
        ]
        yield {"kind": "grant", "number": "2", "subjects": [site]}
        yield {"kind": "set_terms", "number": "3", "subjects": [site], "terms": terms}
    if n % 3 == 1:
        yield {"kind": "accept_results", "number": "2", "subjects": [site], "report": "interim"}
        yield {"kind": "extend", "number": "3", "subjects": [site], "to": day(n + 2000)}
    if n % 3 == 2:
        kind = "complete" if n % 2 else "terminate"
        yield {"kind": kind, "number": "2", "subjects": [site]}
    if n % 5 == 0:
        yield {"kind": "assign_pairs", "number": "4", "subjects": [f"pair{n}"]}
    if n % 7 == 0:
        row = {"person": f"person{n % 50}", "role": "consultant", "scope": [f"d{n % 18}"]}
        yield {"kind": "appoint", "number": "5", "assignments": [row]}
    if n % 50 == 49:
        yield {"kind": "repeal", "number": "6", "subjects": [f"order{n - 40}"]}
    addressee = [{"district": f"d{n % 18}"}]
    yield {"kind": "instruct", "number": "7", "deadline": "до 1 марта", "addressees": addressee}


def seconds(work: Callable[[], object]) -> float:
    """The median of three runs."""
    took = []
    for _ in range(3):
        start = time.perf_counter()
        work()
        took.append(time.perf_counter() - start)
    return median(took)


def windows(state: State) -> int:
    return sum(len(duty.occurrences) for duty in state.duties.values())


def main(orders: int = 10_000) -> int:
    register = registry(orders)
    last = day(orders)
    ledger = Ledger(register)
    start = time.perf_counter()
    found = windows(ledger.state(last))
    first = time.perf_counter() - start
    once = seconds(lambda: replay(register, last))
    each = seconds(lambda: ledger.state(last))
    print(f"{orders} orders, {len(register.records)} records, {found} windows of duties")
    print(f"replay of one day              {once:.2f} s (target {TARGET_S} s for 10,000 orders)")
    print(f"each further day               {each:.2f} s")
    print(
        f"a day with every term in words {first:.2f} s, again {seconds(lambda: windows(ledger.state(last))):.2f} s"
    )
    return int(orders <= 10_000 and once > TARGET_S)


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
