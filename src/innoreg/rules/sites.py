"""Sites against the programme they work in."""

from collections.abc import Iterator
from datetime import date

from innoreg.diagnostics import Related
from innoreg.i18n import T
from innoreg.ledger import Standing
from innoreg.model.site import Site
from innoreg.rules.rule import Finding, warning
from innoreg.rules.texts import day
from innoreg.rules.view import View


@warning
def site_outlives_program(view: View) -> Iterator[Finding]:
    """A site goes on after its programme was completed, or its term ends after the programme's.

    Complete or extend it by an order, or correct one of the terms.
    """
    for site in view.outcome.sites.values():
        record = site.record
        if not (site.started and isinstance(record, Site) and record.program and view.asks(record)):
            continue
        program = view.outcome.standing(record.program)
        if program is None:
            continue
        if program.ended and program.by:
            yield Finding(
                view.place_of(program.by),
                T(
                    "“{program}” ends, and its site “{site}” goes on",
                    program=program.ref,
                    site=site.ref,
                ),
                T("complete the site by a clause too, or say in which programme it goes on"),
                related=(Related(view.place(record, "program"), T("the site")),),
                driver=record,
            )
        elif _later(site.end, program):
            yield Finding(
                view.place(record, "program"),
                T(
                    "“{site}” lasts until {end}, its programme until {last}",
                    site=site.ref,
                    end=day(site.end),
                    last=day(program.end),
                ),
                T("check both terms"),
                related=(Related(view.place(program.record), T("the programme")),),
            )


def _later(end: date | None, program: Standing) -> bool:
    return end is not None and program.end is not None and end > program.end
