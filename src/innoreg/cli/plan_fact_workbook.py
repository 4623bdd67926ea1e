"""Plan and fact of a period as a workbook, for who filters and counts further."""

from collections.abc import Sequence
from datetime import date

from innoreg.cli.command_context import show
from innoreg.cli.document_output import PrintSettings
from innoreg.deadlines import Period
from innoreg.errors import WrongUsage
from innoreg.i18n import T, _
from innoreg.model.registry import Registry
from innoreg.queries.due_row import DueRow
from innoreg.queries.filters import Filters
from innoreg.render.output_file import write_document


def write_plan_fact(
    registry: Registry,
    planned: Sequence[DueRow],
    period: Period,
    wanted: Filters,
    day: date,
    how: PrintSettings,
) -> None:
    """Write the workbook that -o names; WrongUsage with options that only a document has."""
    # Only who asks for a workbook pays for them.
    from innoreg.export.workbook_writer import workbook_bytes
    from innoreg.queries.execution_scores import score_discipline
    from innoreg.report.plan_fact_sheets import plan_fact_sheets

    if how.draft or how.template:
        raise WrongUsage(T("a workbook has no draft and no template"), T("name a .docx with -o"))
    assert how.output
    scores = score_discipline(registry, period, wanted, day, "responsible")
    sheets = plan_fact_sheets(planned, period, day, scores)
    raw = workbook_bytes(sheets, sheets[0].heading[0], day)
    write_document(how.output, raw, force=how.force)
    show(_("written: {path}", path=how.output))
