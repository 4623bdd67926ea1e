"""An empty answer in words and JSON: what was asked, of how many duties, what is near."""

from collections.abc import Sequence
from typing import Any

from innoreg.i18n import T, _, ngettext
from innoreg.queries.filters import Filters, as_options
from innoreg.queries.nothing_found import Nothing
from innoreg.report import display_texts


def asked_text(asked: Sequence[str]) -> str:
    """The filters as they were typed; that there were none."""
    return _("Asked: {options}", options=", ".join(asked)) if asked else _("Asked: everything")


def asked_line(nothing: Nothing) -> str:
    """What was asked, and how many duties were looked through for it."""
    count = ngettext(
        "{n} duty with a term was looked through",
        "{n} duties with a term were looked through",
        nothing.duties,
    )
    return f"{asked_text(nothing.asked)}; {count}."


def asked_of_standings(wanted: Filters, looked_through: int) -> str:
    """The same of programmes, sites or pairs: so many there are in all."""
    count = ngettext("of {n} record", "of {n} records", looked_through)
    return f"{asked_text(as_options(wanted))}; {count}."


def nearest_days(nothing: Nothing) -> str:
    """The nearest days that have something; before them how much of the days asked about is off."""
    said = []
    if n := nothing.cancelled:
        said.append(ngettext("Then {n} term is cancelled.", "Then {n} terms are cancelled.", n))
    near = [display_texts.day(day) for day in (nothing.before, nothing.after) if day]
    if near:
        said.append(_("The nearest terms: {days}.", days=", ".join(near)))
    if said:
        return " ".join(said)
    day = display_texts.day(nothing.today)
    return _(
        "By the documents signed until {day}, nothing that fits is due at any time;"
        " later ones do not count yet.",
        day=day,
    )


def nothing_hint(nothing: Nothing) -> T:
    """The same as one line of a refusal."""
    return T("{line}", line=f"{nearest_days(nothing)} {asked_line(nothing)}")


def nothing_fields(nothing: Nothing | None) -> dict[str, Any]:
    """The key that JSON has where there are no rows."""
    if nothing is None:
        return {}
    near = [day for day in (nothing.before, nothing.after) if day]
    fields = {"asked": nothing.asked, "duties": nothing.duties, "nearest": near}
    return {"nothing": {**fields, **({"cancelled": n} if (n := nothing.cancelled) else {})}}
