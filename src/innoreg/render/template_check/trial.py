"""A template tried on made-up documents: whatever a render would refuse in it, it refuses here."""

import base64
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from innoreg.diagnostics import Diagnostic, Place, Severity
from innoreg.errors import Refused
from innoreg.i18n import T
from innoreg.render.document_kinds import DocumentKind
from innoreg.render.final_pass import DocumentFacts
from innoreg.render.renderer import Renderer
from innoreg.render.template_check.sample_context import NAME, TEXT, sample_context
from innoreg.render.template_files import read_template_text
from innoreg.render.text_engine import SUFFIX

# One white point.
_PICTURE = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mP8/x8AAwMCAO+ip1sAAAAASUVORK5CYII="
)
_DAY = date(2026, 2, 1)


def trial_faults(path: Path, kind: DocumentKind) -> Iterator[Diagnostic]:
    """The first thing that a whole document, and then one without signatory and appendices, refuses.

    What only the second refuses is a warning: many templates are for documents that have both.
    """
    press = Renderer(path.parent)
    facts = DocumentFacts(TEXT, _DAY, kind.layout)
    for bare in (False, True):
        context = sample_context(kind.context_type, bare=bare)
        try:
            press.render(context, path.name, facts, dict.fromkeys((TEXT, NAME), _PICTURE))
        except Refused as refused:
            yield _fault(path, refused, bare=bare)
            return


def _fault(path: Path, refused: Refused, *, bare: bool) -> Diagnostic:
    given = dict(refused.message.params)
    place, said = str(given.get("place", "")), given.get("message")
    file, _colon, at = place.partition(":")
    message = said if isinstance(said, T) and place else refused.message
    line = int(at.split(" ")[0]) if at.split(" ")[0].isdecimal() else _line_of(path, refused)
    if bare:
        message = T(
            "a document without signatory, appendices or rows is refused: {reason}", reason=message
        )
    severity: Severity = "warning" if bare else "error"
    return Diagnostic(
        "template-render", severity, Place(file or path.name, line), message, refused.hint
    )


def _line_of(path: Path, refused: Refused) -> int:
    """The first line of a text template that says what a message about blocks is about."""
    if not path.name.endswith(SUFFIX):
        return 1
    lines = read_template_text(path).split("\n")
    for words in _quoted(refused.message):
        for number, line in enumerate(lines, 1):
            if words in line:
                return number
    return 1


def _quoted(message: T) -> Iterator[str]:
    for _name, value in message.params:
        if isinstance(value, T):
            yield from _quoted(value)
        elif isinstance(value, str) and value.strip():
            yield value
