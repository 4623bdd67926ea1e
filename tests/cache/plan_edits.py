"""Random edits of plans as people make them by hand and by command; some leave the usual on purpose."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

from innoreg.store.yaml_text.plain_reader import parse_plain_bytes

TERMS = (
    "март", "до 15 апреля", "февраль, июнь", "ежемесячно до 5 числа", "в течение года", "постоянно",
    "по мере необходимости", "первая неделя мая", "ежеквартально", "25 марта", "вчера", "до 1 мая",
    "10 апреля, по согласованию",
)  # fmt: skip
EVENTS = ("done", "done", "done", "extended", "extended", "cancelled", "reopened")


def written(value: Any, indent: int = 0) -> str:
    """A plan in the usual form."""
    pad = " " * indent
    if isinstance(value, dict):
        return "".join(f"{pad}{key}:{_behind(each, indent)}" for key, each in value.items())
    lines = []
    for each in value:
        text = written(each, indent + 2) if isinstance(each, dict) else f"{pad}  {_word(each)}\n"
        lines.append(f"{pad}- {text[indent + 2 :]}")
    return "".join(lines)


def _behind(value: Any, indent: int) -> str:
    if isinstance(value, dict | list):
        return f"\n{written(value, indent + 2)}" if value else " []\n"
    return f" {_word(value)}\n"


def _word(value: str) -> str:
    return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'


class PlanEditor:
    """Edits the plans below `root`; the same seed makes the same edits."""

    def __init__(self, root: Path, seed: int) -> None:
        self.root, self.random = root, Random(seed)

    def edit(self) -> str:
        """One to three random edits of one plan; what was done, for the message of a failing test."""
        path = self.random.choice(sorted((self.root / "data/roadmaps").glob("*.yaml")))
        plan = parse_plain_bytes(path.read_bytes())
        assert plan is not None
        told = []
        for _ in range(self.random.choice((1, 1, 1, 2, 3))):
            holder, item = self.random.choice(list(_items(plan)))
            kind = self.random.choice(list(_KINDS))
            told.append(f"{path.name} {item['number']}: {kind}")
            _KINDS[kind](self, plan, holder, item)
        text = written(plan)
        if self.random.random() < 0.1:
            text = f"# {text.count('-')}\n{text}"
        path.write_text(text, encoding="utf-8", newline="\n")
        return "; ".join(told)

    def _retitle(self, _plan: Any, _holder: list[Any], item: Any) -> None:
        item["title"] = f"{item['title'][:30]} {self.random.randint(1, 99)}"

    def _reword(self, _plan: Any, _holder: list[Any], item: Any) -> None:
        chance = self.random.random()
        if chance < 0.1:
            item.pop("deadline", None)
        elif chance < 0.2:
            item["deadline"] = self.random.sample(TERMS, 2)
        else:
            item["deadline"] = self.random.choice(TERMS)

    def _remark(self, _plan: Any, _holder: list[Any], item: Any) -> None:
        key = self.random.choice(("note", "result", "responsible_text"))
        if self.random.random() < 0.3:
            item.pop(key, None)
        else:
            item[key] = f"Слова {self.random.randint(1, 99)}"

    def _happen(self, plan: Any, _holder: list[Any], item: Any) -> None:
        first = date.fromisoformat(plan["period"]["from"])
        day = first + timedelta(days=self.random.randint(-20, 500))
        event = {"event": self.random.choice(EVENTS), "on": str(day)}
        if event["event"] == "extended":
            event["to"] = self.random.choice(TERMS)
        elif event["event"] == "done" and self.random.random() < 0.5:
            event["evidence"] = "Протокол"
        if self.random.random() < 0.3:
            event["occurrence"] = str(self.random.randint(1, 4))
        addressees = item.get("addressees", [])
        if event["event"] != "extended" and addressees and self.random.random() < 0.6:
            known = ["a", "b", "petrov"] if isinstance(addressees, str) else addressees
            event["for"] = self.random.choice([*known, "nobody"])
        if self.random.random() < 0.05:
            event["on"] = self.random.choice(("2022-02-30", "1822-01-01", "3 марта", " "))
        if self.random.random() < 0.03:
            event["occurrence"] = self.random.choice(("0", "first", "²", "01"))
        events = item.setdefault("events", [])
        if events and self.random.random() < 0.3:
            events.insert(self.random.randint(0, len(events)), event)
        else:
            events.append(event)

    def _unhappen(self, _plan: Any, _holder: list[Any], item: Any) -> None:
        if item.get("events"):
            del item["events"][self.random.randrange(len(item["events"]))]
            if not item["events"] and self.random.random() < 0.8:
                del item["events"]

    def _change_event(self, _plan: Any, _holder: list[Any], item: Any) -> None:
        if item.get("events"):
            event = self.random.choice(item["events"])
            event["on"] = str(date(2022, 1, 1) + timedelta(days=self.random.randint(0, 400)))

    def _take_out(self, _plan: Any, holder: list[Any], item: Any) -> None:
        if len(holder) > 1:
            holder.remove(item)

    def _put_in(self, _plan: Any, holder: list[Any], item: Any) -> None:
        new = {k: v for k, v in item.items() if k not in ("items", "events")}
        new["number"] = self.random.choice((f"{self.random.randint(20, 99)}.", item["number"]))
        place = len(holder) if self.random.random() < 0.7 else self.random.randint(0, len(holder))
        holder.insert(place, new)

    def _answer(self, plan: Any, _holder: list[Any], item: Any) -> None:
        chance = self.random.random()
        if chance < 0.2:
            item.pop("responsible", None)
        elif chance < 0.6:
            other = self.random.choice([each for _holder, each in _items(plan)])
            if "responsible" in other:
                item["responsible"] = [*other["responsible"]]
        else:
            words = f"кураторы {self.random.randint(1, 9)}"
            parties = (words, {"text": words}, {"person": "petrov"}, {"person": "nobody"})
            item["responsible"] = [*item.get("responsible", []), self.random.choice(parties)]

    def _section(self, plan: Any, _holder: list[Any], _item: Any) -> None:
        for section in plan.get("sections", ()):
            section["deadline"] = self.random.choice(TERMS)


def _items(part: Any) -> Iterator[tuple[list[Any], Any]]:
    for section in part.get("sections", ()):
        yield from _items(section)
    for item in part.get("items", ()):
        yield part["items"], item
        yield from _items(item)


_KINDS: dict[str, Callable[[PlanEditor, Any, list[Any], Any], None]] = {
    "title": PlanEditor._retitle,
    "term": PlanEditor._reword,
    "remark": PlanEditor._remark,
    "event": PlanEditor._happen,
    "another event": PlanEditor._happen,
    "event removed": PlanEditor._unhappen,
    "event changed": PlanEditor._change_event,
    "item removed": PlanEditor._take_out,
    "item added": PlanEditor._put_in,
    "responsible": PlanEditor._answer,
    "term of sections": PlanEditor._section,
}
