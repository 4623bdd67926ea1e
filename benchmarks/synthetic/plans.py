"""Plans: sections or nested items, terms in many wordings, those who answer, what happened."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import count
from random import Random
from typing import Any

from benchmarks.synthetic.register import Named, Record, Register
from benchmarks.synthetic.terms import Year, all_year, four_days, in_month
from benchmarks.synthetic.words import AUDIENCES, GROUPS, RESULTS, THEMES, THINGS, VERBS

TODAY = date(2026, 3, 10)
"""The day on which the registry was written: later events are not in it."""


class Plan:
    """One plan of so many items, and what its order must know of it."""

    def __init__(self, random: Random, register: Register, number: int, items: int) -> None:
        self.id = f"plan-{number}"
        self.random, self.register = random, register
        self.program = register.programs[number % len(register.programs)]
        school = number // 8 % 4 == 3
        self.year = Year(date(2019 + number % 8, 9 if school else 1, 1), school)
        self.title = (
            f"Дорожная карта реализации программы «{self.program.name}» на {self.year.name}"
        )
        self._titles: set[str] = set()
        self._left = items
        self._sections = number % 3 == 0

    def record(self) -> Record:
        """The file."""
        data: dict[str, Any] = {
            "schema": 1, "type": "roadmap", "title": self.title, "program": self.program.id,
            "period": {"from": str(self.year.first), "to": str(self.year.last)},
            "columns": {"number": "№ п/п", "title": "Направления деятельности", "deadline": "Сроки",
                        "responsible": "Ответственный", "result": "Ожидаемые результаты"},
            **(self._in_sections() if self._sections else {"items": list(self._items(self._left))}),
        }  # fmt: skip
        return "roadmaps", self.id, f"Приложение 1 к распоряжению о плане {self.id}", data

    def _in_sections(self) -> dict[str, Any]:
        share = max(1, self._left // 4)
        sections: list[dict[str, Any]] = []
        while self._left:
            n = len(sections) + 1
            items = list(self._items(min(share, self._left)))
            sections.append({"number": f"{n}.", "title": f"Направление {n}", "items": items})
        return {"sections": sections}

    def _items(self, wanted: int) -> Iterator[dict[str, Any]]:
        """Rows, a few of them with rows below, `wanted` in all."""
        for number in count(1):
            if wanted <= 0:
                return
            below = min(self.random.randint(2, 5), wanted - 1) if self.random.random() < 0.12 else 0
            yield self._item(f"{number}.", below)
            wanted -= 1 + below

    def _item(self, number: str, below: int) -> dict[str, Any]:
        self._left -= 1
        item = {"number": number, "title": self._title()}
        if not below:
            return {**item, **self._duty(self.random.randrange(12))}
        places = sorted(self.random.sample(range(12), below))
        rows = [
            {"number": f"{number}{n}.", "title": self._title(), **self._duty(place, steady=False)}
            for n, place in enumerate(places, 1)
        ]
        self._left -= below
        head = {"deadline": "в течение года", **self._responsible()}
        return {**item, **head, "items": rows}

    def _title(self) -> str:
        while True:
            verb, thing, theme = map(self.random.choice, (VERBS, THINGS, THEMES))
            audience = f" {self.random.choice(AUDIENCES)}" if self.random.random() < 0.4 else ""
            title = f"{verb} – {thing} {theme}{audience}"
            if title not in self._titles:
                self._titles.add(title)
                return title

    def _duty(self, place: int, steady: bool = True) -> dict[str, Any]:
        """Term, responsible, result and events; only rows of the first level last the year."""
        chance = self.random.random()
        duty = {**self._responsible(), "result": self.random.choice(RESULTS)}
        if steady and chance < 0.12:
            words = all_year(self.random, self.year)
            return _with_events({"deadline": words, **duty}, self._done(self.year.last))
        if steady and chance < 0.16:
            words, days = four_days(self.random, self.year)
            done = [self._done(day, occurrence=n) for n, day in enumerate(days, 1)]
            return _with_events({"deadline": words, **duty}, [d for day in done for d in day])
        if chance > 0.95:
            sent = self.random.sample(self.register.districts, 3)
            duty["addressees"] = [district.id for district in sent]
        words = in_month(self.random, self.year, place)
        day = self.year.month(place).replace(day=self.random.randint(8, 28))
        return _with_events({"deadline": words, **duty}, self._happened(day, place))

    def _responsible(self) -> dict[str, Any]:
        people = self.random.sample(self.register.people, self.random.choice((1, 1, 1, 2)))
        parties: list[Any] = [{"person": person.id} for person in people]
        words = [person.name for person in people]
        if self.random.random() < 0.2:
            parties.append(self.random.choice(GROUPS))
            words.append(parties[-1])
        return {"responsible_text": ", ".join(words), "responsible": parties}

    def _happened(self, day: date, place: int) -> list[dict[str, Any]]:
        chance = self.random.random()
        if chance < 0.05 and place < 9:
            later = self.year.month(place + 2).replace(day=15)
            moved = {"event": "extended", "on": str(day), "to": f"до {later:%d.%m.%Y}"}
            return [moved, *self._done(later)] if day <= TODAY else []
        if chance < 0.07:
            dropped = {
                "event": "cancelled",
                "on": str(day),
                "reason": "Перенесено в план института.",
            }
            return [dropped] if day <= TODAY else []
        return self._done(day)

    def _done(self, due: date, **more: int) -> list[dict[str, Any]]:
        """Mostly done, a little before or after the day; not yet where that is in the future."""
        day = max(self.year.first, due + timedelta(days=self.random.randint(-9, 9)))
        if day > TODAY or self.random.random() < 0.03:
            return []
        done = {"event": "done", "on": str(day), **more}
        if self.random.random() < 0.6:
            return [done]
        return [{**done, "evidence": f"Протокол № {self.random.randint(1, 99)} рабочей группы."}]

    @property
    def signed(self) -> date:
        """The day of the order that approves it."""
        return self.year.first - timedelta(days=self.random.randint(3, 20))

    def consultants(self) -> Iterator[tuple[Named, Named]]:
        """Each district and the person who consults it, the same in all years of a programme."""
        first = self.register.programs.index(self.program) * 18
        for place, district in enumerate(self.register.districts[:18], first):
            yield district, self.register.people[place % len(self.register.people)]


def _with_events(item: dict[str, Any], events: list[dict[str, Any]]) -> dict[str, Any]:
    return {**item, "events": events} if events else item
