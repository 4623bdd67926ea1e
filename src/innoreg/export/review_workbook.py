"""The form that an expert fills in, as an Excel workbook that `innoreg review --from` reads back."""

import io

from innoreg.errors import Refused
from innoreg.export.results_workbook import new_workbook, timeless
from innoreg.i18n import T, _
from innoreg.model.application import Application
from innoreg.model.person import Person
from innoreg.model.registry import Registry
from innoreg.model.site_rules import SiteRules
from innoreg.queries.record_names import title_of


def form_bytes(registry: Registry, application: Application, expert: Person | None) -> bytes:
    """One sheet: what is assessed, a line for each criterion, the opinion, a conflict of interest.

    The first column holds ids, by which the form is read back; the last one is filled in.
    """
    rules = registry.get(SiteRules, application.rules)
    if rules is None or not rules.criteria:
        raise Refused(
            T("the rules of {id} have no criteria", id=application.id),
            T("write `criteria` into the record of the rules"),
        )
    book = new_workbook()
    from openpyxl.styles import Alignment, Font

    names = [registry.find(ref) for ref in application.organisations]
    rows: list[tuple[str, str, object, object]] = [
        ("", _("Opinion of an expert"), "", ""),
        ("application", _("Application"), "", application.id),
        ("", _("Organisations"), "", "; ".join(title_of(t.record) for t in names if t)),
        ("", _("Theme"), "", application.theme),
        ("expert", _("Expert"), title_of(expert) if expert else "", expert.id if expert else ""),
        ("", _("Criterion"), _("Most points"), _("Points")),
        *((each.id, each.title or each.id, each.max, "") for each in rules.criteria),
        ("opinion", _("Opinion: support, revise or reject"), "", ""),
        ("conflict", _("Conflict of interest: yes or no"), "", ""),
        ("words", _("Grounds"), "", ""),
    ]
    sheet = book.worksheets[0]
    sheet.title = application.id[:31]
    for number, row in enumerate(rows, 1):
        for at, value in enumerate(row, 1):
            if value == "":
                continue
            cell = sheet.cell(number, at, value)
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            if number in (1, 6):
                cell.font = Font(bold=True)
            if isinstance(value, str):
                # A text that begins with = is no formula.
                cell.data_type = "s"
    for letter, width in zip("ABCD", (16, 48, 18, 48), strict=True):
        sheet.column_dimensions[letter].width = width
    out = io.BytesIO()
    book.save(out)
    return timeless(out.getvalue())
