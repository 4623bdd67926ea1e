"""`innoreg behind`: who of a duty's addressees is done, late, open or overdue."""

from innoreg.cli.change_session import RefArgument
from innoreg.cli.command_context import Call, load_registry
from innoreg.cli.filter_options import FormatOption, SortOption
from innoreg.cli.reference_lookup import find_ref
from innoreg.errors import WrongUsage
from innoreg.i18n import T, _

# The signs of a workbook for what an addressee's own states are called.
_STATES = {
    "done": "done", "late": "done-late", "open": "planned", "overdue": "overdue",
    "cancelled": "cancelled",
}  # fmt: skip


def behind(
    call: Call,
    ref: RefArgument,
    sort: SortOption = None,
    format: FormatOption = "table",
) -> None:
    from innoreg.cli.output import show_json, show_table
    from innoreg.queries.addressee_progress import addressee_progress
    from innoreg.queries.lacking_records import refuse_if_lacking
    from innoreg.queries.obligation import obligation_at
    from innoreg.report import addressees as report
    from innoreg.report.sheets import Sheet

    registry = load_registry(call)
    name = find_ref(registry, ref)
    thing = obligation_at(registry, name, call.day)
    if thing and thing.duty.lacks_addressees:
        refuse_if_lacking(registry)
    found = addressee_progress(thing, call.day) if thing else []
    if not found:
        raise WrongUsage(
            T("{ref} has no addressees who report one by one", ref=name),
            T("`innoreg show {ref}` shows who answers", ref=name),
        )
    if format == "json":
        show_json(call, report.as_document(name, found), sort)
        return
    heads, rows = report.table(registry, found)
    heading = report.heading(registry, name, found, call.day)
    sheet = Sheet(_("Addressees"), (), (), states=[_STATES[each.state] for each in found])
    show_table(call, heads, rows, format, heading, sheet=sheet, sort=sort)
