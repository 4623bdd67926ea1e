"""What was recorded, in one line for the screen and for the commit, and its thing below."""

import textwrap
from collections.abc import Sequence
from datetime import date
from typing import Any

from innoreg.i18n import _
from innoreg.queries.markable import Markable
from innoreg.report.words import day


def happened(thing: Markable, events: Sequence[dict[str, Any]]) -> str:
    """«loiro-2022/3: исполнено 22.02.2022», a blank line, and what the thing is."""
    first = events[0]
    numbers = ", ".join(str(e["occurrence"]) for e in events if "occurrence" in e)
    name = f"{thing.ref} [{numbers}]" if numbers else thing.ref
    name += f" ({first['for']})" if "for" in first else ""
    title = textwrap.shorten(thing.title, 200, placeholder="…")
    more = (first.get(key) for key in ("evidence", "reason"))
    return "\n\n".join([f"{name}: {_words(first)}", title, *filter(None, more)])


def _words(event: dict[str, Any]) -> str:
    on = day(date.fromisoformat(event["on"]))
    basis = event.get("basis")
    if event["event"] == "done":
        return _("done on {day}", day=on)
    if event["event"] == "reopened":
        return _("on control again from {day}", day=on)
    if event["event"] == "extended":
        return _("term extended: {to} ({basis}, {day})", to=event["to"], basis=basis, day=on)
    said = _("taken off control on {day}", day=on)
    return f"{said} ({basis})" if basis else said
