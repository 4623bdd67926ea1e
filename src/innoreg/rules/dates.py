"""Days that must follow one another: from before to, flags with a period."""

from collections.abc import Iterator

from innoreg.i18n import T
from innoreg.model.school import School
from innoreg.rules.rule import Finding, error, warning
from innoreg.rules.texts import day
from innoreg.rules.view import View


@error
def dates_reversed(view: View) -> Iterator[Finding]:
    """A period ends before it begins.

    Correct one of the two days.
    """
    for record in view.said.reversed:
        for path, start, end in view.places(record).stretches:
            if start > end:
                yield Finding(
                    view.place(record, *path, "to"),
                    T("ends on {to}, before it begins on {start}", to=day(end), start=day(start)),
                    T("correct one of the two days"),
                )


@warning
def flag_without_period(view: View) -> Iterator[Finding]:
    """A school stands on a yearly list, but no year is given: a flag is no property for ever.

    Give `from` and `to` of the list.
    """
    for school in view.all(School):
        for index, flag in enumerate(school.flags):
            if flag.from_ is None and flag.to is None:
                yield Finding(
                    view.place(school, "flags", index),
                    T("the flag {flag} has no period", flag=flag.flag),
                    T("give `from` and `to`: the lists are made anew every year"),
                )
