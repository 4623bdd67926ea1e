"""`innoreg sites`: the register of sites on a day, with their states, reports and what to decide."""

from typing import Annotated

import typer

from innoreg.cli.command_context import Call, load_registry, print_remark
from innoreg.cli.filter_options import DistrictOption, FormatOption, SchoolOption, SortOption
from innoreg.cli.output import show_cards, show_json, show_table
from innoreg.cli.reference_lookup import find_target
from innoreg.errors import WrongUsage
from innoreg.i18n import N_, T, _


def sites(
    call: Call,
    ref: Annotated[
        str | None,
        typer.Argument(metavar=N_("REF"), help=N_("one of them; absent: all sites")),
    ] = None,
    *,
    type_: Annotated[
        str | None,
        typer.Option(
            "--type", metavar=N_("TYPE"), help=N_("regional, federal, municipal, internship")
        ),
    ] = None,
    district: DistrictOption = None,
    school: SchoolOption = None,
    sort: SortOption = None,
    format: FormatOption = "table",
) -> None:
    from innoreg.ledger import replay
    from innoreg.queries.filters import Filters
    from innoreg.queries.site_lives import site_life
    from innoreg.queries.standings import register_entries
    from innoreg.report import site_lives as report
    from innoreg.report.tables import Line

    registry = load_registry(call)
    state = replay(registry, call.day)
    wanted = Filters(None, None, None, district, school, None, None)
    entries = [e for e in register_entries(state, wanted) if e.standing.kind == "site"]
    if ref is not None:
        target = find_target(registry, ref)
        if target.kind != "site":
            raise WrongUsage(
                T("“{ref}” is no site", ref=ref), T("`innoreg list sites` shows the ids")
            )
        entries = [each for each in entries if each.standing.ref == target.ref]
    lives = [site_life(state, each.standing) for each in entries]
    lives = [life for life in lives if type_ in (None, life.site.type)]
    heading = report.heading(state, lives)
    if not lives:
        print_remark(_("no site passes these filters"))
    if format == "json":
        show_json(call, report.as_document(state, lives), sort)
    elif format == "table" and call.is_on_terminal and sort is None:
        show_cards(call, [Line(heading, style="bold"), *report.cards(state, lives)])
    else:
        rows = [report.row(state, life) for life in lives]
        show_table(call, report.columns(), rows, format, heading, sort=sort)
