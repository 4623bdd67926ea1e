"""Indicators as a table of districts and checkpoints, in words and as JSON."""

from collections.abc import Collection, Iterator, Sequence
from fractions import Fraction
from typing import Any

from innoreg.i18n import N_, _, ngettext
from innoreg.model.registry import Registry
from innoreg.queries.indicator_values import REGION, Cell, IndicatorAnswer, Light
from innoreg.report import display_texts
from innoreg.report.citations import reference_title, source_fields
from innoreg.report.fractions_text import number_text, tenths, value_text
from innoreg.report.tables import Column

LIGHT_WORDS: dict[Light, str] = {
    "green": N_("reached"), "yellow": N_("nearly reached"), "red": N_("not reached"),
    "grey": N_("no data"),
}  # fmt: skip


def heading(answer: IndicatorAnswer) -> str:
    """What is measured, the day, on what the targets rest."""
    return " · ".join([answer.indicator.id, answer.indicator.title, *notes(answer)])


def notes(answer: IndicatorAnswer) -> list[str]:
    """The day, on what the targets rest, and lines that cannot be read."""
    one = answer.indicator
    parts = [_("on {day}", day=display_texts.day(answer.day))]
    if one.basis:
        parts.append(_("targets: {basis}", basis=one.basis))
    if answer.unread:
        said = ngettext("{n} line cannot be read", "{n} lines cannot be read", answer.unread)
        parts.append(said)
    return parts


def columns(answer: IndicatorAnswer) -> list[Column]:
    """Heads of the table: the district, then each checkpoint."""
    days = (Column(display_texts.day(each), lines=4) for each in answer.checkpoints)
    return [Column(_("District"), lines=2), *days]


def rows(registry: Registry, answer: IndicatorAnswer, places: Sequence[str]) -> list[list[str]]:
    """The cells of these places, the region last."""
    return [
        [place_text(registry, place), *(cell_text(answer, cell) for cell in answer.rows[place])]
        for place in places
    ]


def place_text(registry: Registry, place: str) -> str:
    """The name of a district, or the whole region."""
    return reference_title(registry, place) if place != REGION else _("The region")


def cell_text(answer: IndicatorAnswer, cell: Cell) -> str:
    """«18,5 % из 20 %, почти выполнено (92,5 % плана)»; «–» where there is nothing to say."""
    return "; ".join(_cell_parts(answer, cell)) or "–"


def _cell_parts(answer: IndicatorAnswer, cell: Cell) -> Iterator[str]:
    unit = answer.indicator.unit
    if cell.value is not None and cell.figure:
        yield value_text(cell.value, unit)
        if cell.figure.of is not None and cell.figure.of < answer.districts:
            yield _("by {n} of {of} districts", n=cell.figure.of, of=answer.districts)
    if cell.target is not None:
        yield _("target {value}", value=target_text(cell.target, unit))
    elif cell.value is not None:
        yield _("target –")
    if cell.light:
        said = _(LIGHT_WORDS[cell.light])
        if cell.light in ("yellow", "red") and cell.of_target is not None:
            said += " " + _("({n} % of the target)", n=number_text(cell.of_target))
        yield said


def target_text(value: Fraction, unit: str) -> str:
    """A target with its unit, as short as it is: «20 %»."""
    return number_text(value, whole=True) + (" %" if unit == "percent" else "")


CSV_HEADS = ("indicator", "district", "on", "value", "target", "light", "districts")


def csv_rows(answer: IndicatorAnswer, places: Sequence[str]) -> Iterator[list[str]]:
    """A line for each place and checkpoint, with ids, days and numbers as they are."""
    for place in places:
        for day, cell in zip(answer.checkpoints, answer.rows[place], strict=True):
            value = number_text(cell.value) if cell.value is not None else ""
            target = number_text(cell.target, whole=True) if cell.target is not None else ""
            of = str(cell.figure.of or "") if cell.figure else ""
            yield [
                answer.indicator.id, place, day.isoformat(), value, target, cell.light or "", of
            ]  # fmt: skip


def places_with_data(answer: IndicatorAnswer) -> list[str]:
    """The districts of which anything is known or that have a target of their own; the region last."""
    region = answer.rows[REGION]
    return [
        place
        for place, cells in answer.rows.items()
        if place == REGION
        or any(
            cell.figure or cell.target != common.target
            for cell, common in zip(cells, region, strict=True)
        )
    ]


def as_document(
    registry: Registry,
    answers: Sequence[IndicatorAnswer],
    day: Any,
    wanted: Collection[str] | None = None,
) -> dict[str, Any]:
    """The indicators as one document; only of the places `wanted`, where these are given."""
    return {
        "format": 1,
        "today": day,
        "rows": [_answer_fields(registry, each, wanted) for each in answers],
    }


def _answer_fields(
    registry: Registry, answer: IndicatorAnswer, wanted: Collection[str] | None
) -> dict[str, Any]:
    one = answer.indicator
    return {
        "ref": one.id,
        "title": one.title,
        "unit": one.unit,
        "direction": one.direction,
        "basis": one.basis,
        "formula": one.compute,
        "warn_at": one.warn_at,
        "districts": answer.districts,
        "unread": answer.unread,
        "checkpoints": list(answer.checkpoints),
        "rows": [
            {
                "district": place or None,
                "cells": [
                    _cell_fields(point, cell)
                    for point, cell in zip(answer.checkpoints, cells, strict=True)
                ],
            }
            for place, cells in answer.rows.items()
            if wanted is None or place in wanted
        ],
        "source": source_fields(registry, one),
    }


def _cell_fields(point: Any, cell: Cell) -> dict[str, Any]:
    figure = cell.figure
    return {
        "on": point,
        "reported": figure.on if figure else None,
        "part": _plain(figure.part) if figure else None,
        "whole": _plain(figure.whole) if figure and figure.whole is not None else None,
        "of_districts": figure.of if figure else None,
        "value_tenths": tenths(cell.value) if cell.value is not None else None,
        "target": _plain(cell.target) if cell.target is not None else None,
        "light": cell.light,
        "of_target_tenths": tenths(cell.of_target) if cell.of_target is not None else None,
    }


def _plain(value: Fraction) -> int | str:
    """A whole number, else the decimal text it was written as."""
    if value.denominator == 1:
        return value.numerator
    scaled = value * 10**6
    whole, rest = divmod(int(scaled), 10**6)
    return f"{whole}.{rest:06d}".rstrip("0")
