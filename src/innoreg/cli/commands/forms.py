"""`innoreg forms check`: every name, post and organisation in five cases, for sign-off."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, Any

import typer

from innoreg.cli.command_context import Call, load_registry, show_as_it_is
from innoreg.cli.common_options import spread_groups
from innoreg.cli.declension_texts import case_name, refusal_texts
from innoreg.cli.filter_options import FormatOption
from innoreg.cli.lazy_group import Command, Group
from innoreg.cli.output import show_json, show_table
from innoreg.i18n import N_, _
from innoreg.language import OBLIQUE, DeclensionError, Gender, PhraseKind, paradigm
from innoreg.model.authority import Authority
from innoreg.model.base import Forms
from innoreg.model.district import District
from innoreg.model.person import Person
from innoreg.model.registry import Registry
from innoreg.model.school import School
from innoreg.render.declension_risks import risk_text
from innoreg.report.sheets import Sheet
from innoreg.report.tables import Column, as_csv, as_markdown, table_as_plain, table_as_rich

app = typer.Typer(name="forms", cls=Group, rich_markup_mode=None, no_args_is_help=True)


@app.callback()
def forms() -> None:
    """Declared so that typer keeps `check` as a command of its own while it is the only one."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase of the register that documents decline."""

    ref: str
    text: str
    kind: PhraseKind
    gender: Gender | None = None
    given: Forms | None = None
    indeclinable: bool = False


def find_phrases(registry: Registry) -> Iterator[Phrase]:
    """Every name, post, organisation and district, in the order of the files."""
    for record in registry.records:
        if isinstance(record, Person):
            yield Phrase(
                record.ref, record.name, "person", record.gender, record.forms, record.indeclinable
            )
            for position in record.positions:
                yield Phrase(record.ref, position.title, "position")
        elif isinstance(record, District):
            yield Phrase(record.ref, record.name, "district", given=record.forms)
        elif isinstance(record, Authority | School):
            yield Phrase(record.ref, record.name, "org", given=record.forms)


@app.command(
    "check", cls=Command, help=N_("every name and post in five cases, with what to look at")
)
@spread_groups
def check(
    call: Call,
    risky: Annotated[
        bool, typer.Option("--risky", help=N_("only those a person should look at"))
    ] = False,
    format: FormatOption = "table",
) -> None:
    rows = [
        row
        for phrase in find_phrases(load_registry(call))
        if (row := _row(phrase)) and (row[-1] or not risky)
    ]
    heads = [_("Reference"), _("Words"), *(case_name(case) for case in OBLIQUE), _("Look at")]
    if format == "json":
        names = ["ref", "text", *OBLIQUE, "look_at"]
        found = [dict(zip(names, row, strict=True)) for row in rows]
        show_json(call, {"format": 1, "rows": found})
    elif format == "xlsx":
        columns = [Column(head, wide=head == heads[1]) for head in heads]
        show_table(call, columns, rows, format, sheet=Sheet(_("Cases"), (), ()))
    elif format == "csv":
        show_as_it_is(as_csv(heads, rows))
    elif format == "md":
        show_as_it_is(as_markdown(heads, rows))
    elif call.is_on_terminal:
        call.draw(_table_for_terminal(rows, call.width))
    else:
        show_as_it_is(table_as_plain([Column(head) for head in heads], rows))


def _row(phrase: Phrase) -> list[str]:
    given = phrase.given.model_dump(exclude_none=True) if phrase.given else None
    try:
        cases = paradigm(
            phrase.text,
            phrase.kind,
            gender=phrase.gender,
            forms=given,
            indeclinable=phrase.indeclinable,
        )
    except DeclensionError as error:
        return [phrase.ref, phrase.text, *("" for _case in OBLIQUE), str(refusal_texts(error)[0])]
    risks = dict.fromkeys(str(risk_text(risk)) for form in cases.values() for risk in form.risks)
    return [phrase.ref, phrase.text, *(cases[case].text for case in OBLIQUE), "; ".join(risks)]


def _table_for_terminal(rows: list[list[str]], width: int) -> Any:
    """The table for a terminal, with a line for each case."""
    # Seven columns of long names fit no screen.
    columns = [Column(_("Reference")), Column(_("Case")), Column(_("Words"), wide=True)]
    lines = []
    for ref, text, *cases, look_at in rows:
        lines.append([ref, case_name("nom"), text])
        lines += [
            ["", case_name(case), form] for case, form in zip(OBLIQUE, cases, strict=True) if form
        ]
        if look_at:
            lines.append(["", _("look at"), look_at])
    return table_as_rich(columns, lines, width)
