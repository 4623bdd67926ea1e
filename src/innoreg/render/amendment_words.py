"""What a clause amends, in words: the document once, then each change by its row."""

from collections.abc import Iterator, Sequence

from innoreg.model.clause import Amend, Change
from innoreg.model.order import Order
from innoreg.model.registry import Target
from innoreg.model.roadmap import Roadmap
from innoreg.render.declinable_words import lower_first
from innoreg.render.document_names import Namer
from innoreg.render.plan_heads import PlanField, column_head

_FIELDS = {
    "text": "текст", "title": "наименование", "deadline": "срок", "responsible": "ответственных",
    "result": "ожидаемый результат", "to": "срок окончания",
}  # fmt: skip
_COLUMNS: dict[str, PlanField] = {
    "title": "title", "deadline": "deadline", "responsible": "responsible", "result": "result",
}  # fmt: skip
# Letters of a list, without those that are hard to tell from others.
_LETTERS = "абвгдежзиклмнопрстуфхцчшщэюя"


def amendment_text(clause: Amend, naming: Namer) -> str:
    """«Внести в … следующие изменения: …»; "" where the clause names no order or no change."""
    order = naming.registry.get(Order, clause.order)
    if order is None or not clause.changes:
        return ""
    plan = _only_plan(clause.changes, order, naming)
    where = _plan_place(plan, order, naming) if plan else naming.order(order).case("acc")
    said = [_change_text(change, order, plan, naming) for change in clause.changes]
    if len(said) == 1:
        return f"Внести в {where} следующее изменение: {said[0]}"
    rows = "".join(f"\n{mark} {row};" for mark, row in zip(_marks(len(said)), said, strict=True))
    return f"Внести в {where} следующие изменения:{rows.removesuffix(';')}"


def _marks(number: int) -> Iterator[str]:
    """а), б), в) …; dashes where the letters do not suffice."""
    marks = [f"{letter})" for letter in _LETTERS[:number]]
    yield from marks if len(marks) == number else ["–"] * number


def _only_plan(changes: Sequence[Change], order: Order, naming: Namer) -> Roadmap | None:
    """The plan of the order that all changes are about."""
    found = {target.record.id: target.record for target in _targets(changes, naming)}
    plan = next(iter(found.values())) if len(found) == 1 else None
    held = {appendix.roadmap for appendix in order.appendices}
    return plan if isinstance(plan, Roadmap) and plan.id in held else None


def _targets(changes: Sequence[Change], naming: Namer) -> Iterator[Target]:
    for change in changes:
        if target := naming.registry.find(change.subject):
            yield target


def _plan_place(plan: Roadmap, order: Order, naming: Namer) -> str:
    numbered = len(order.appendices) > 1
    number = next((a.number for a in order.appendices if a.roadmap == plan.id), None)
    mark = f"приложение {number}" if numbered and number else "приложение"
    title = naming.phrase(lower_first(plan.title)).case("acc")
    return f"{title} ({mark} к {naming.order(order).case('dat')})"


def _change_text(change: Change, order: Order, plan: Roadmap | None, naming: Namer) -> str:
    target = naming.registry.find(change.subject)
    record = target.record if target else None
    place = naming.subject(change.subject)
    if target and (record is plan or record is order):
        place = naming.part(target) or place
    if target and target.item and isinstance(record, Roadmap):
        # The cells of a row have no other name than the heads of their columns.
        head = f"«{column_head(record, _COLUMNS.get(change.field, 'title'))}» {place.case('gen')}"
        if change.was:
            return f"в графе {head} {_replacement(change.was, change.now)}"
        return f"графу {head} изложить в следующей редакции: «{change.now}»"
    if change.was:
        return f"в {place.case('loc')} {_replacement(change.was, change.now)}"
    if change.field == "text":
        return f"{place.case('acc')} изложить в следующей редакции: «{change.now}»"
    return (
        f"{_FIELDS[change.field]} {place.case('gen')} изложить в следующей редакции: «{change.now}»"
    )


def _replacement(was: str, now: str) -> str:
    """«слово «март» заменить словами «до 1 апреля»»: one word, several, or digits."""
    old = "цифры" if _is_number(was) else "слова" if len(was.split()) > 1 else "слово"
    new = "цифрами" if _is_number(now) else "словами" if len(now.split()) > 1 else "словом"
    return f"{old} «{was}» заменить {new} «{now}»"


def _is_number(text: str) -> bool:
    return text.replace(".", "").replace(",", "").isdecimal()
