"""`innoreg deadline`: how the words of a term are understood."""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, Literal

import typer

from innoreg.cli.command_context import Call, CallContext, show, show_as_it_is
from innoreg.cli.common_options import parse_day
from innoreg.cli.output import answer_json_lines
from innoreg.cli.term_context import calendar_year, checked_period, parse_context
from innoreg.deadlines import Calendar, Period, deadline_to_dict, parse, with_anchor
from innoreg.errors import InnoregError, Refused, WrongUsage
from innoreg.i18n import N_, T
from innoreg.model.deadline_messages import refusal_words
from innoreg.report.deadline_explanation import explain_term
from innoreg.report.jsonio import dumps
from innoreg.store.tree import MARK, DiskTree, find_root


def deadline(
    call: Call,
    text: Annotated[
        str | None, typer.Argument(metavar=N_("TEXT"), help=N_("the words of the column «Сроки»"))
    ] = None,
    context: Annotated[
        str | None,
        typer.Option(
            "--context",
            metavar=N_("START..END"),
            help=N_(
                "the period of the document: 2022-01-01..2022-12-31, 2022, or the school year 2021-2022; this year when absent"
            ),
        ),
    ] = None,
    format: Annotated[
        Literal["text", "json"], typer.Option("--format", help=N_("form of the answer"))
    ] = "text",
    jsonl: Annotated[
        bool, typer.Option("--jsonl", help=N_("read requests from stdin, one JSON object a line"))
    ] = False,
) -> None:
    # The calendar first: the school year of a context ends on the day it names.
    rules = _find_calendar(call)
    period = parse_context(context, rules) if context else calendar_year(call.day.year)
    if jsonl:
        answer_json_lines(lambda request: _answer_request(request, period, rules))
        return
    if not text:
        raise WrongUsage(T("no term is given"), T("give its words, or --jsonl"))
    read = parse(text, period, rules)
    if format == "json":
        show_as_it_is(
            dumps({"format": 1, "text": text, **deadline_to_dict(read), "remark": read.remark})
        )
    elif read.kind is not None:
        show(explain_term(read, period, rules, call.width))
    if read.refusal:
        raise Refused(
            refusal_words(read.refusal),
            T("in a record, give the days beside the words in `windows:`"),
        )


def _find_calendar(call: CallContext) -> Calendar:
    """The calendar of the registry's settings; the default one where there is no registry.

    A registry named with -C must exist.
    """
    try:
        root = find_root(None, call.options.registry, os.environ)
    except InnoregError:
        if call.options.registry is not None:
            raise
        return Calendar()
    return read_plain_calendar(root) or _read_calendar(root)


def read_plain_calendar(root: Path) -> Calendar | None:
    """The calendar of settings that are valid at first sight; None of all others.

    Does without the models, whose import takes longer than reading a term.
    """
    from innoreg.model.counting import plain_calendar
    from innoreg.store.yaml_text.plain_reader import parse_plain_bytes

    try:
        return plain_calendar(parse_plain_bytes(DiskTree(root).read(MARK)))
    except OSError:
        return None


def _read_calendar(root: Path) -> Calendar:
    """The calendar of the settings, read with their model; its errors are raised."""
    from innoreg.model.term_reading import registry_calendar
    from innoreg.store.loader import read_settings

    return registry_calendar(read_settings(DiskTree(root)))


def _answer_request(request: Mapping[str, Any], period: Period, rules: Calendar) -> dict[str, Any]:
    """The answer to one line of --jsonl; a request without a context is read in `period`."""
    text, context = request.get("text"), request.get("context")
    if not isinstance(text, str):
        raise WrongUsage(T("a request needs `text`: {request}", request=dict(request)))
    if isinstance(context, Mapping):
        period = checked_period(
            parse_day(str(context.get("start"))), parse_day(str(context.get("end")))
        )
    read = parse(text, period, rules)
    if anchor := request.get("anchor"):
        read = with_anchor(read, parse_day(str(anchor)), rules)
    return {"id": request.get("id"), **deadline_to_dict(read)}
