"""Who and what plans and orders speak of: districts, authorities, schools, people, programmes."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import product
from random import Random
from typing import Any

from benchmarks.synthetic.words import (
    DISTRICT_HEADS,
    DISTRICT_TAILS,
    FIRST_INITIALS,
    POSTS,
    PROGRAM_AIMS,
    PROGRAM_FIELDS,
    REGIONS,
    SECOND_INITIALS,
    SURNAMES,
)
from innoreg.store.record_ids import to_id

Record = tuple[str, str, str, Mapping[str, Any]]
"""Folder, id, comment on the first line, and what the file says."""

TEACHERS = 0.4
"""The share of people who stand in pairs, so that their names are protected."""


@dataclass(frozen=True, slots=True)
class Named:
    """A record that others name: its id and its words."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Register:
    """Everything that plans and orders may name. The first people only sign."""

    districts: tuple[Named, ...]
    institutes: tuple[Named, ...]
    schools: tuple[Named, ...]
    heads: tuple[Named, ...]
    people: tuple[Named, ...]
    teachers: tuple[Named, ...]
    programs: tuple[Named, ...]


def register(random: Random, records: int) -> tuple[Register, list[Record]]:
    """The names for a registry of so many records, and the records themselves."""
    regions = min(len(REGIONS), max(1, records // 10_000))
    per_region = min(len(DISTRICT_TAILS), max(3, records // 50))
    districts = _districts(regions, per_region)
    institutes = tuple(Named(f"institute-{r + 1}", _institute(r)) for r in range(regions))
    schools = tuple(_school(n, districts) for n in range(max(6, round(records * 0.09))))
    people = _people(random, max(12, round(records * 0.10)))
    teachers = people[-round(len(people) * TEACHERS) :]
    programs = _programs(max(2, records // 500))
    made = Register(
        districts,
        institutes,
        schools,
        people[: len(institutes)],
        people[len(institutes) : -len(teachers)],
        teachers,
        programs,
    )
    return made, [*_records(random, made, per_region)]


def _districts(regions: int, per_region: int) -> tuple[Named, ...]:
    names = [
        head + tail
        for head in DISTRICT_HEADS[:regions]
        for tail in DISTRICT_TAILS[:per_region]
    ]  # fmt: skip
    return tuple(Named(to_id(name), name) for name in names)


def _institute(region: int) -> str:
    return f"Областной институт развития образования ({REGIONS[region]} область)"


def _school(n: int, districts: tuple[Named, ...]) -> Named:
    number = n // len(districts) + 1
    return Named(f"{districts[n % len(districts)].id}-school-{number}", f"СОШ № {number}")


def _people(random: Random, count: int) -> tuple[Named, ...]:
    """Men and women; no two have the same surname and initials."""
    combinations = list(product(range(2), SURNAMES, FIRST_INITIALS, SECOND_INITIALS))
    chosen = random.sample(combinations, count)
    names = [f"{surname}{'а' * woman} {one}.{two}." for woman, surname, one, two in chosen]
    return tuple(Named(to_id(name), name) for name in names)


def _programs(count: int) -> tuple[Named, ...]:
    """Programmes; past two hundred the titles say which turn it is."""
    titles = [
        f"{field}: {aim}" for aim, field in product(PROGRAM_AIMS, PROGRAM_FIELDS)
    ]  # fmt: skip
    turns = [
        titles[n % len(titles)] + (f" ({n // len(titles) + 1} очередь)" if n >= len(titles) else "")
        for n in range(count)
    ]
    return tuple(Named(f"program-{n + 1}", title) for n, title in enumerate(turns))


def _records(random: Random, made: Register, per_region: int) -> Iterator[Record]:
    for n, district in enumerate(made.districts):
        region = REGIONS[n // per_region]
        yield "districts", district.id, f"{region} область", _district(district, region)
        yield from _local_authorities(district)
    for n, institute in enumerate(made.institutes):
        yield from _regional_authorities(n, institute)
    for n, school in enumerate(made.schools):
        district = made.districts[n % len(made.districts)]
        yield "schools", school.id, f"{district.name} район", _school_record(n, school, district)
    protected = {person.id for person in made.teachers}
    for person in (*made.heads, *made.people, *made.teachers):
        record = _person(random, person, random.choice(made.schools), person.id in protected)
        yield "people", person.id, "Сведения организации", record
    for program in made.programs:
        yield "programs", program.id, "Региональная программа", _program(program)


def _district(district: Named, region: str) -> dict[str, Any]:
    return {
        "schema": 1,
        "name": f"{district.name} муниципальный район ({region} область)",
        "short_name": district.name,
        "aliases": [f"{district.name} муниципальный район", f"{district.name} район"],
        "type": "municipal_district",
    }


def _local_authorities(district: Named) -> Iterator[Record]:
    comment = f"{district.name} район"
    committee = f"{district.id}-committee"
    head = {"schema": 1, "name": f"Комитет по образованию администрации ({comment})"}
    yield "authorities", committee, comment, {
        **head, "type": "municipal", "district": district.id,
        "letterhead": {
            "lines": ["АДМИНИСТРАЦИЯ МУНИЦИПАЛЬНОГО РАЙОНА", "КОМИТЕТ ПО ОБРАЗОВАНИЮ"],
            "order_kind": "Распоряжение",
        },
    }  # fmt: skip
    yield "authorities", f"{district.id}-centre", comment, {
        "schema": 1, "name": f"Муниципальный методический центр ({comment})",
        "type": "methodical_centre", "parent": committee, "district": district.id,
    }  # fmt: skip


def _regional_authorities(n: int, institute: Named) -> Iterator[Record]:
    region = f"{REGIONS[n]} область"
    committee = f"committee-{n + 1}"
    yield "authorities", committee, region, {
        "schema": 1, "name": f"Комитет общего и профессионального образования ({region})",
        "type": "committee", "superior": "Администрация области",
    }  # fmt: skip
    yield "authorities", institute.id, region, {
        "schema": 1, "name": institute.name, "type": "institute", "parent": committee,
        "letterhead": {"order_kind": "Распоряжение", "order_word": "ОБЯЗЫВАЮ:"},
    }  # fmt: skip


def _school_record(n: int, school: Named, district: Named) -> dict[str, Any]:
    number = school.name.removeprefix("СОШ ")
    record: dict[str, Any] = {
        "schema": 1,
        "name": "муниципальное бюджетное общеобразовательное учреждение "
        f"«Средняя общеобразовательная школа {number}» ({district.name} район)",
        "short_name": f"МБОУ «СОШ {number}»",
        "aliases": [school.name],
        "type": "school",
        "district": district.id,
    }
    if n % 4 == 0:
        flag = ("leader", "low_results", "adverse_conditions", "resilient")[n // 4 % 4]
        record["flags"] = [
            {"flag": flag, "from": f"{year}-01-01", "to": f"{year}-12-31",
             "basis": f"Список школ региона на {year} год."}
            for year in (2023, 2024)
        ]  # fmt: skip
    return record


def _person(random: Random, person: Named, school: Named, protected: bool) -> dict[str, Any]:
    woman = person.name.split()[0].endswith("а")
    post = {
        "title": random.choice(POSTS),
        "organisation": school.id,
        "from": f"{random.randint(2008, 2018)}-09-01",
    }
    record = {
        "schema": 1,
        "name": person.name,
        "gender": "f" if woman else "m",
        "positions": [post],
    }
    return {**record, "protected": True} if protected else record


def _program(program: Named) -> dict[str, Any]:
    field, _, aim = program.name.partition(": ")
    stages = (("preparatory", 2018, 2018), ("main", 2019, 2026), ("final", 2027, 2028))
    return {
        "schema": 1,
        "title": program.name,
        "type": "innovation_program",
        "period": {"from": "2018-01-01", "to": "2028-12-31"},
        "stages": [
            {"stage": stage, "from": f"{a}-01-01", "to": f"{b}-12-31"} for stage, a, b in stages
        ],
        "opening": {
            "from": "2018-01-01",
            "basis": f"Решение координационного совета о программе «{field}»: {aim}.",
        },
    }
