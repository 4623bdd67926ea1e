"""The answer of `behind`: what each addressee of a duty has done, as a table and as JSON."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from innoreg.i18n import N_, _
from innoreg.model.registry import Registry
from innoreg.queries.addressee_progress import AddresseeProgress, Progress
from innoreg.report import display_texts
from innoreg.report.citations import reference_title
from innoreg.report.tables import Column

_WORDS: dict[Progress, str] = {
    "done": N_("done"),
    "late": N_("done late"),
    "open": N_("open"),
    "overdue": N_("overdue"),
    "cancelled": N_("taken off control"),
}


def count_done(found: Sequence[AddresseeProgress]) -> int:
    """How many have reported, in time or late; whose duty was taken off has not."""
    return sum(each.state in ("done", "late") for each in found)


def _count_cancelled(found: Sequence[AddresseeProgress]) -> int:
    return sum(each.state == "cancelled" for each in found)


def heading(registry: Registry, ref: str, found: Sequence[AddresseeProgress], today: date) -> str:
    """«loiro-2022/8: 16 из 18 (88,9 %); нет: Тосненский, Лужский · сегодня …»."""
    done, of = count_done(found), len(found)
    # One decimal, as reports of districts print shares; Russian ones with a comma.
    tenths = (done * 2000 + of) // (of * 2)
    share = _("{n}.{tenth} %", n=tenths // 10, tenth=tenths % 10)
    text = _("{ref}: {n} of {of} ({share})", ref=ref, n=done, of=of, share=share)
    if off := _count_cancelled(found):
        text += "; " + _("taken off control: {n}", n=off)
    waiting = [
        reference_title(registry, each.id) for each in found if each.state in ("open", "overdue")
    ]
    if waiting:
        text += "; " + _("missing: {names}", names=", ".join(waiting))
    return " · ".join([text, _("today is {day}", day=display_texts.day(today))])


def table(
    registry: Registry, found: Sequence[AddresseeProgress]
) -> tuple[list[Column], list[list[str]]]:
    """Heads and rows: the id, the name, the state with its days."""
    heads = [Column(_("Addressee")), Column(_("Name"), 2, True), Column(_("State"), 3)]
    return heads, [
        [each.id, reference_title(registry, each.id), _state_text(each)] for each in found
    ]


def as_document(ref: str, found: Sequence[AddresseeProgress]) -> dict[str, Any]:
    """The document of docs/json.md."""
    return {
        "format": 1,
        "ref": ref,
        "addressees": len(found),
        "done": count_done(found),
        "cancelled": _count_cancelled(found),
        "rows": [each._asdict() for each in found],
    }


def _state_text(each: AddresseeProgress) -> str:
    if each.days is None:
        return _(_WORDS[each.state])
    return f"{_(_WORDS[each.state])}, {display_texts.days_late(each.days)}"
