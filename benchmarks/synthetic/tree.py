"""The whole registry: how many records of each kind, and the files on disk."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from random import Random

from benchmarks.synthetic.orders import Office, pair, site
from benchmarks.synthetic.plans import TODAY, Plan
from benchmarks.synthetic.register import Record, register
from innoreg.store.yaml_text.writer import block_lines

__all__ = ["TODAY", "made", "write"]

_ITEMS, _FILES = 0.69, 0.31
_PER_PLAN, _PER_SITE_ORDER, _PER_PAIR_ORDER = 60, 6, 10
_SETTINGS = 'schema: 1\ntitle: "Реестр для измерений"\nweeks: workweek\nschool_year_end: "08-31"\n'


def write(folder: Path, records: int, seed: int = 1) -> int:
    """Write a registry of about `records` records below `folder`; how many files it has.

    Items of plans count as records: they are seven of ten.
    """
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "innoreg.yaml").write_text(_SETTINGS, encoding="utf-8")
    count = 0
    for kind, name, comment, data in made(records, seed):
        path = folder / "data" / kind / f"{name}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        text = "\n".join([f"# {comment}", *block_lines(data, 0)]) + "\n"
        path.write_text(text, encoding="utf-8", newline="\n")
        count += 1
    return count


def made(records: int, seed: int = 1) -> Iterator[Record]:
    """The records themselves: folder, id, comment and content."""
    random = Random(seed)
    names, files = register(random, records)
    office = Office(random, names)
    left = round(records * _FILES) - len(files)
    yield from files
    for part in (_plans(random, office, records), _sites(random, office, round(records * 0.03)),
                 _pairs(random, office, round(records * 0.04))):  # fmt: skip
        for record in part:
            left -= 1
            yield record
    for _ in range(left):
        yield office.instruction()


def _plans(random: Random, office: Office, records: int) -> Iterator[Record]:
    items = round(records * _ITEMS)
    plans = max(1, round(items / _PER_PLAN))
    for n in range(plans):
        share = items // plans + (n < items % plans)
        plan = Plan(random, office.register, n, share)
        yield plan.record()
        yield office.plan(plan)


def _sites(random: Random, office: Office, count: int) -> Iterator[Record]:
    programs = office.register.programs
    for first in range(0, count, _PER_SITE_ORDER):
        numbers = range(first, min(count, first + _PER_SITE_ORDER))
        program = programs[first // _PER_SITE_ORDER % len(programs)]
        for number in numbers:
            yield site(random, office.register, number, program)
        yield office.sites([f"site-{n}" for n in numbers], program)


def _pairs(random: Random, office: Office, count: int) -> Iterator[Record]:
    for first in range(0, count, _PER_PAIR_ORDER):
        numbers = range(first, min(count, first + _PER_PAIR_ORDER))
        begins = date(2019 + first // _PER_PAIR_ORDER % 7, 10, 1)
        for number in numbers:
            yield pair(random, office.register, number, begins)
        yield office.pairs([f"pair-{n}" for n in numbers], begins)
