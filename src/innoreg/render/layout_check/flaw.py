"""`Flaw` and `Finding`, what a check finds, and `check`, which makes a function a `Check`."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Literal, get_args

from innoreg.i18n import T
from innoreg.render.docx.docx_parts import Element
from innoreg.render.docx.docx_view import DocxView, Line
from innoreg.render.layout_check.layout_profiles import Profile
from innoreg.render.layout_check.order_anatomy import Anatomy

Document = Literal["order", "resolutions", "letter", "memo", "certificate", "other"]


@dataclass(frozen=True, slots=True)
class Subject:
    """The document under check, its parts, the profile, and the author's lines if known."""

    sheet: DocxView
    parts: Anatomy
    profile: Profile
    author: tuple[str, ...] = ()
    document: Document = "order"


@dataclass(frozen=True, slots=True)
class Flaw:
    """One thing wrong: what, and the words it is about."""

    message: T
    text: str = ""
    warning: bool = False
    element: Element | None = None
    """The paragraph, where it is about one."""


@dataclass(frozen=True, slots=True)
class Finding:
    """A flaw with the number and name of its check; `paragraph` counts those of tables too."""

    check: int
    name: str
    severity: Literal["error", "warning"]
    message: T
    text: str = ""
    paragraph: int | None = None


@dataclass(frozen=True, slots=True)
class Check:
    """A numbered check: its name, what it asks for, and which documents it is for."""

    number: int
    name: str
    summary: str
    look: Callable[[Subject], Iterator[Flaw]]
    documents: frozenset[Document]

    def findings(self, subject: Subject) -> Iterator[Finding]:
        """What it finds in the document."""
        for flaw in self.look(subject):
            severity: Literal["error", "warning"] = "warning" if flaw.warning else "error"
            at = subject.sheet.paragraph_number(flaw.element)
            yield Finding(self.number, self.name, severity, flaw.message, flaw.text, at)


ANY: frozenset[Document] = frozenset(get_args(Document))
DECISIONS: frozenset[Document] = frozenset({"order", "resolutions"})
ORDER: frozenset[Document] = frozenset({"order"})
SIGNED: frozenset[Document] = frozenset({"order", "letter", "memo", "certificate"})


def check(
    number: int, summary: str, documents: Iterable[Document] = ANY
) -> Callable[[Callable[[Subject], Iterator[Flaw]]], Check]:
    """Make a function a numbered check; its name is the function's."""

    def made(look: Callable[[Subject], Iterator[Flaw]]) -> Check:
        name = look.__name__.replace("_", "-")
        return Check(number, name, summary, look, frozenset(documents))

    return made


def about(message: T, line: Line) -> Flaw:
    """A flaw of one paragraph."""
    return Flaw(message, excerpt(f"{line.number} {line.bare}".strip()), element=line.element)


def excerpt(text: str) -> str:
    """The words of a finding, short enough for a line."""
    text = " ".join(text.split())
    return text if len(text) <= 80 else f"{text[:79]}…"
