"""The answers of `due` and `overdue`: worked out with or without the cache, and printed."""

from collections.abc import Callable
from datetime import date
from functools import partial
from shutil import get_terminal_size
from typing import TYPE_CHECKING

from innoreg.cli.command_context import (
    CallContext,
    answer_from_cache,
    print_remark,
    report_failed_files,
    show,
    show_as_it_is,
    without_hidden_samples,
)
from innoreg.cli.hidden_samples import TERMS, HiddenSample
from innoreg.errors import InnoregError, Refused, WrongUsage
from innoreg.i18n import T, _

if TYPE_CHECKING:
    from innoreg.queries.due import Answer
    from innoreg.queries.due_row import Rows
    from innoreg.queries.filters import Filters

Question = Callable[["Rows", date], "Answer"]


def due_answer(call: CallContext, question: Question) -> "Answer":
    """The answer on the day asked about; the files that it lacks are noted in the call."""
    from innoreg.cache.due_rows import KeptRows

    # Asked for first: a wrong day is reported before a missing registry.
    day = call.day
    kept = None
    if not call.options.samples:
        kept = answer_from_cache(call, KeptRows(day, partial(_answer_or_error, question, call)))
    if kept is None or kept.answer is None:
        from innoreg.queries.occurrence_rows import RegistryRows
        from innoreg.store.loader import load_tree

        read = call.read_in_one_state(lambda: load_tree(call.tree, salvage=True))
        report_failed_files(call, read.failed_files)
        return question(RegistryRows(without_hidden_samples(call, read).readable, day), day)
    if kept.failed:
        from innoreg.store.loader import read_failed_files

        report_failed_files(call, read_failed_files(call.tree, kept.failed))
    if isinstance(kept.answer, InnoregError):
        raise kept.answer
    return kept.answer


def _answer_or_error(
    question: Question, call: CallContext, rows: "Rows"
) -> "Answer | InnoregError | None":
    """The answer, or the error as a value, to be raised after the unread files were reported.

    None where an invented record is named, of which these rows tell nothing.
    """
    from innoreg.queries.due_row import SAMPLE

    day = call.day
    hidden = rows.names(SAMPLE)
    if call.wants_samples(name.id for name in hidden):
        return None
    call.hidden[:] = [HiddenSample(each.title, each.words == TERMS) for each in hidden]
    try:
        return question(rows, day)
    except InnoregError as error:
        return error


def check_for_marks(form: str, *, for_marks: bool) -> None:
    """WrongUsage where a sheet to be filled in is asked for in another form than a workbook."""
    if for_marks and form != "xlsx":
        raise WrongUsage(
            T("{option} goes with --format xlsx", option="--for-marks"), T("name it: -o FILE.xlsx")
        )


def write_mark_form(call: CallContext, answer: "Answer", wanted: "Filters") -> None:
    """Write the open rows as a sheet in which others mark what they have done; Refused without any."""
    from innoreg.cli.command_context import load_registry
    from innoreg.cli.workbook_output import write_workbook
    from innoreg.export.mark_form_writer import mark_form_bytes
    from innoreg.model.district import District
    from innoreg.model.school import School
    from innoreg.model.site import Site
    from innoreg.queries.record_names import find_by_words
    from innoreg.report.citations import reference_title
    from innoreg.report.due_table import heading
    from innoreg.report.mark_form import form_rows

    registry = load_registry(call)
    kinds = ((District, wanted.district), (School, wanted.school), (Site, wanted.site))
    asked = [find_by_words(registry, model, words) for model, words in kinds if words]
    ids = frozenset(record.id for record in asked if record)
    rows = list(
        form_rows([*answer.rows, *answer.undated], ids, lambda ref: reference_title(registry, ref))
    )
    if not rows:
        raise Refused(
            T("nothing of it is left to be marked"), T("`innoreg due` shows all there is")
        )
    names = ", ".join(reference_title(registry, record.ref) for record in asked if record)
    title = _("Mark what has been carried out") + (f": {names}" if names else "")
    told = [title, heading(answer)[0], _("Fill in the yellow cells and send the file back.")]
    write_workbook(call, mark_form_bytes(rows, told, call.day))


def show_answer(call: CallContext, answer: "Answer", form: str, sort: str | None = None) -> None:
    """Print the rows; what has no place in the form that was asked for goes to stderr.

    sort: the column of `--sort`; then the rows of all documents stand in one table.
    """
    from innoreg.cli.output import refuse_sort
    from innoreg.report import due_table as report

    answer = answer._replace(incomplete=bool(call.failed))
    if form == "json":
        refuse_sort(sort)
    if sort is not None:
        answer = _sort_answer(answer, sort)
    if form != "xlsx" and (form != "table" or not call.is_on_terminal):
        head = report.notes(answer) if form in ("json", "csv") else []
        undated = report.undated_note(answer) if form == "csv" else []
        for remark in (*report.year_note(answer), *head, *undated):
            print_remark(remark)
    if form == "xlsx":
        from innoreg.cli.workbook_output import write_sheets
        from innoreg.report.due_sheets import due_sheets

        write_sheets(call, due_sheets(answer))
    elif form == "json":
        from innoreg.cli.output import show_json

        show_json(call, report.as_document(answer))
    elif form != "table":
        show_as_it_is(report.as_table(answer, form))
    elif call.is_on_terminal:
        parts = report.as_rich(answer, call.width, one_table=sort is not None)
        for part in parts:
            call.draw(part)
        # Of a long list the head with the counts has left the screen.
        if sum(str(part).count("\n") for part in parts) > get_terminal_size((80, 24)).lines:
            show("\n" + report.heading(answer)[0])
    else:
        show_as_it_is(report.as_plain(answer))


def _sort_answer(answer: "Answer", wanted: str) -> "Answer":
    """The answer with its rows by the column that `wanted` names, by its head or its key in JSON."""
    from innoreg.cli.output import sorted_places
    from innoreg.report.due_columns import sortable_table

    keys, heads, cells = sortable_table(answer.rows)
    order = sorted_places(heads, cells, wanted, keys)
    return answer._replace(rows=tuple(answer.rows[at] for at in order))
