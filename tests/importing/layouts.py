"""Plans laid out as tables: heads of one or two rows, merges, splits, ticks, sections."""

from dataclasses import dataclass, field
from random import Random

from importing.plans import HEADS, Entry, parent_of

QUARTERS = ["I квартал", "II квартал", "III квартал", "IV квартал"]


@dataclass
class Box:
    """A cell of the drawn table; `auto` is the list level of an automatic number."""

    text: str = ""
    cols: int = 1
    rows: int = 1
    auto: int | None = None


@dataclass
class Layout:
    """How a plan is drawn; every choice is one that real plans make."""

    columns: list[str]
    numbers: str = "typed"  # typed, dotted, auto, none
    sections: str = "row"  # row, numbered, stage, none
    time: str = "plain"  # plain, startend, quarters
    group: bool = False
    title_row: bool = False
    numerals: bool = False
    repeat_head: bool = False
    split: bool = False
    merged: list[str] = field(default_factory=list)
    pairs: set[int] = field(default_factory=set)
    heads: dict[str, str] = field(default_factory=dict)


def make_layout(random: Random) -> Layout:
    """A layout with a random head wording, order of columns and habits."""
    fields = ["title", "deadline", "responsible", "result"]
    if random.random() < 0.2:
        fields.remove("result")
    if random.random() < 0.15:
        fields.remove("responsible")
    if random.random() < 0.3:
        random.shuffle(fields)
    extra = [name for name in ("audience", "place", "mark") if random.random() < 0.2]
    for name in extra:
        fields.insert(random.randrange(1, len(fields) + 1), name)
    layout = Layout(
        columns=["number", *fields],
        numbers=random.choice(["typed", "dotted", "dotted", "auto", "none"]),
        sections=random.choice(["row", "row", "numbered", "stage", "none"]),
        time=random.choice(["plain", "plain", "plain", "startend", "quarters"]),
        group=random.random() < 0.3,
        title_row=random.random() < 0.2,
        numerals=random.random() < 0.2,
        repeat_head=random.random() < 0.2,
        split=random.random() < 0.3,
        merged=[
            name
            for name in ("number", "title", "deadline", "responsible", "result")
            if random.random() < 0.1
        ],
        heads={name: random.choice(wordings) for name, wordings in HEADS.items()},
    )
    if layout.numbers == "none":
        layout.columns.remove("number")
        layout.split = False
        if layout.sections == "numbered":
            layout.sections = "row"
    if layout.sections == "stage":
        layout.columns.insert(0, "section")
    return layout


def draw(random: Random, layout: Layout, entries: list[Entry]) -> list[list[Box]]:
    """The rows of the table; a box with `rows` > 1 is left out of the rows under it.

    The entries are changed to what the drawn table says (ticked quarters, dropped columns).
    """
    _adjust(random, layout, entries)
    head = _head(layout)
    rows: list[list[Box]] = []
    if layout.title_row:
        rows.append([Box("План работы инновационной площадки на 2023 год", cols=_width(layout))])
    rows.extend(head)
    if layout.numerals:
        rows.append([Box(str(n + 1)) for n in range(_width(layout))])
    body = _body(random, layout, entries)
    if layout.repeat_head:
        middle = len(body) // 2
        while middle < len(body) and not _whole(layout, body[middle]):
            middle += 1
        if not any(box.rows > 1 for row in body for box in row):
            body[middle:middle] = _head(layout)
    return rows + body


def _whole(layout: Layout, row: list[Box]) -> bool:
    """Whether a row is not the rest of the one above."""
    return sum(box.cols for box in row) == _width(layout) and bool(
        row[0].text or row[0].auto is not None
    )


def _width(layout: Layout) -> int:
    return sum(
        {"startend": 2, "quarters": 4}.get(layout.time, 1) if c == "deadline" else 1
        for c in layout.columns
    )


def _head(layout: Layout) -> list[list[Box]]:
    group = {"responsible", "result"} <= set(layout.columns) and layout.group
    together = (
        group and abs(layout.columns.index("responsible") - layout.columns.index("result")) == 1
    )
    double = together or layout.time != "plain"
    first: list[Box] = []
    second: list[Box] = []
    grouped = False
    for name in layout.columns:
        text = layout.heads[name]
        if name == "deadline" and layout.time == "startend":
            first.append(Box("Сроки реализации", cols=2))
            second.extend([Box("начало"), Box("окончание")])
        elif name == "deadline" and layout.time == "quarters":
            first.append(Box("Сроки проведения", cols=4))
            second.extend(Box(quarter) for quarter in QUARTERS)
        elif together and name in ("responsible", "result"):
            if not grouped:
                first.append(Box("Исполнение", cols=2))
            grouped = True
            second.append(Box(text))
        else:
            first.append(Box(text, rows=2 if double else 1))
    return [first, second] if double else [first]


def _adjust(random: Random, layout: Layout, entries: list[Entry]) -> None:
    for entry in entries:
        for name in ("responsible", "result", "deadline"):
            if name not in layout.columns:
                setattr(entry, name, "")
        entry.extra = {
            name: text for name, text in entry.extra.items() if name in layout.columns and text
        }
        if layout.numbers == "none":
            entry.number = entry.parent = ""
        if layout.sections == "none":
            entry.section = ""
        if entry.kind == "section" or "deadline" not in layout.columns:
            continue
        if layout.time == "quarters":
            ticked = sorted(random.sample(range(4), random.randint(1, 4)))
            entry.deadline = ", ".join(QUARTERS[index] for index in ticked)
        if layout.time == "startend":
            month = random.randint(1, 11)
            entry.deadline = f"01.{month:02}.2023 – 28.{month + 1:02}.2023"
    if layout.sections in ("stage", "none"):
        entries[:] = [entry for entry in entries if entry.kind == "item"]
    if layout.sections == "numbered":
        _number_sections(entries)
    _merge(random, layout, entries)


def _merge(random: Random, layout: Layout, entries: list[Entry]) -> None:
    """Make neighbours alike in the merged columns: `pairs` are the upper ones."""
    layout.merged = [name for name in layout.merged if name in layout.columns]
    if layout.time != "plain" and "deadline" in layout.merged:
        layout.merged.remove("deadline")
    if layout.numbers in ("auto", "none") and "number" in layout.merged:
        layout.merged.remove("number")
    if len(layout.merged) > 2 or layout.sections == "stage":
        layout.merged = []
    for index in range(len(entries) - 1) if layout.merged else ():
        upper, lower = entries[index], entries[index + 1]
        single = index - 1 not in layout.pairs and upper.kind == lower.kind == "item"
        if single and random.random() < 0.3:
            layout.pairs.add(index)
            for name in layout.merged:
                setattr(lower, name, getattr(upper, name))
    known: set[str] = set()
    for entry in entries if layout.sections != "numbered" else ():
        entry.parent = parent_of(entry.number, known)
        known.add(entry.number)


def _number_sections(entries: list[Entry]) -> None:
    """Sections 1, 2 …; their items 1.1, 1.2 …"""
    section = count = 0
    for entry in entries:
        if entry.kind == "section":
            section, count = section + 1, 0
            entry.number = str(section)
        else:
            count += 1
            entry.number, entry.parent = f"{section}.{count}", str(section)


def _body(random: Random, layout: Layout, entries: list[Entry]) -> list[list[Box]]:
    rows: list[list[Box]] = []
    stages = _stages(entries) if layout.sections == "stage" else {}
    for index, entry in enumerate(entries):
        if entry.kind == "section":
            rows.append(_section(layout, entry))
            continue
        row: list[Box] = []
        for name in layout.columns:
            if name == "section":
                if index in stages:
                    row.append(Box(entry.section, rows=stages[index]))
            elif name in layout.merged and index - 1 in layout.pairs:
                continue
            elif name == "deadline":
                row.extend(_deadline(layout, entry))
            else:
                row.append(_box(layout, entry, name))
            if name in layout.merged and index in layout.pairs:
                row[-1].rows = 2
        splits = layout.split and layout.sections != "stage" and not layout.merged
        rest = _split(row, layout, entry) if splits and random.random() < 0.3 else None
        rows.append(row)
        if rest:
            rows.append(rest)
    return rows


def _stages(entries: list[Entry]) -> dict[int, int]:
    found: dict[int, int] = {}
    start = 0
    for index in range(1, len(entries) + 1):
        if index == len(entries) or entries[index].section != entries[start].section:
            found[start] = index - start
            start = index
    return found


def _deadline(layout: Layout, entry: Entry) -> list[Box]:
    if layout.time == "quarters":
        ticked = entry.deadline.split(", ")
        return [Box("+" if quarter in ticked else "") for quarter in QUARTERS]
    if layout.time == "startend":
        return [Box(text) for text in entry.deadline.split(" – ")]
    return [Box(entry.deadline)]


def _box(layout: Layout, entry: Entry, name: str) -> Box:
    if name == "number":
        if layout.numbers == "auto":
            return Box(auto=entry.level - 1)
        return Box(entry.number + ("." if layout.numbers == "dotted" else ""))
    if name in entry.extra:
        return Box(entry.extra[name])
    return Box(getattr(entry, name, ""))


def _section(layout: Layout, entry: Entry) -> list[Box]:
    width = _width(layout)
    if layout.sections == "numbered":
        number = _box(layout, entry, "number")
        return [number, Box(entry.title, cols=width - 1)]
    return [Box(entry.title, cols=width)]


def _split(row: list[Box], layout: Layout, entry: Entry) -> list[Box] | None:
    """The end of the title moved into a row of its own, as a page break does."""
    words = entry.title.split(" ")
    cuts = [i for i in range(1, len(words)) if words[i][:1].islower() and words[i - 1][-1:] != "-"]
    if not cuts or len(row) != _width(layout):
        return None
    title = next(box for box in row if box.text == entry.title)
    title.text = " ".join(words[: cuts[-1]])
    rest = [Box() for _box in row]
    rest[row.index(title)] = Box(" ".join(words[cuts[-1] :]))
    return rest
