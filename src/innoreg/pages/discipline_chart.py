"""The discipline of execution as SVG: for each who answers a bar of what was kept, late and not done."""

from collections.abc import Iterator, Sequence

from markupsafe import Markup, escape

from innoreg.hidden_signs import show_hidden_signs
from innoreg.i18n import _
from innoreg.queries.execution_scores import Score

_WIDTH, _LABEL, _ROW, _HEAD = 1120, 400, 24, 34
_ROOM = 120
"""Pixels right of the bars, for what stands beside them."""
_LETTERS = 50


def draw_discipline(scores: Sequence[Score]) -> Markup:
    """A bar for each score, in their order; the longest has most terms."""
    height = _HEAD + _ROW * len(scores) + 6
    most = max((score.due for score in scores), default=1)
    scale = (_WIDTH - _LABEL - _ROOM) / max(most, 1)
    parts = [f'<svg class="discipline" viewBox="0 0 {_WIDTH} {height}" role="img">', *_legend()]
    for index, score in enumerate(scores):
        parts += _bar(score, _HEAD + _ROW * index, scale)
    return Markup("\n".join([*parts, "</svg>"]))


def _parts() -> tuple[tuple[str, str, str], ...]:
    return (
        ("done", "✓", _("done in time")),
        ("done-late", "✓", _("done late")),
        ("late", "▲", _("not done")),
    )


def _legend() -> Iterator[str]:
    at = _LABEL
    for kind, sign, text in _parts():
        yield f'<g class="bar {kind}"><rect x="{at}" y="8" width="14" height="12"/></g>'
        yield f'<text x="{at + 20}" y="18">{escape(f"{sign} {text}")}</text>'
        at += 40 + 9 * (len(text) + 2)


def _bar(score: Score, top: int, scale: float) -> Iterator[str]:
    name = " ".join(show_hidden_signs(score.carrier.text or _("nobody is named")).split())
    label = name if len(name) <= _LETTERS else name[: _LETTERS - 1].rstrip() + "…"
    yield f'<text x="4" y="{top + 15}">{escape(label)}</text>'
    at = float(_LABEL)
    for (kind, _sign, _text), number in zip(
        _parts(), (score.in_time, score.late, score.overdue), strict=True
    ):
        if number:
            width = round(number * scale, 1)
            yield f'<g class="bar {kind}"><rect x="{round(at, 1)}" y="{top + 3}" width="{width}" height="15"/></g>'
            at += width
    said = _("{n} of {of} in time", n=score.in_time, of=score.due)
    yield f'<text x="{round(at + 6, 1)}" y="{top + 15}">{escape(said)}</text>'
