"""Documents from records: the context, a template's engine, the final pass."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from innoreg.errors import Refused
from innoreg.i18n import T
from innoreg.model.authority import Authority, Letterhead
from innoreg.model.order import Order
from innoreg.model.registry import Registry
from innoreg.render.adopted.form_engine import fill_adopted_form
from innoreg.render.adopted.form_mapping import read_mapping
from innoreg.render.declinable_words import Remarks
from innoreg.render.document_kinds import KINDS, kind_of_template
from innoreg.render.docx.docx_parts import DOCUMENT, parse_xml
from innoreg.render.extract_context import Addressee, Certification, extract_context
from innoreg.render.final_pass import DocumentFacts, finish_document
from innoreg.render.layout_check.flaw import Document, Finding
from innoreg.render.layout_check.layout_profiles import profile_for
from innoreg.render.order_context import order_context
from innoreg.render.paper_context import PaperContext
from innoreg.render.template_files import TemplateFiles
from innoreg.render.text_engine import SUFFIX, TextEngine, make_text_engine
from innoreg.render.unprinted_parts import unprinted_parts
from innoreg.render.wordml import package_parts

if TYPE_CHECKING:
    from innoreg.render.word_engine import WordEngine


@dataclass(frozen=True, slots=True)
class RenderedDocument:
    """A finished .docx, what to look at in its words, and what its layout breaks."""

    data: bytes
    remarks: tuple[T, ...] = ()
    findings: tuple[Finding, ...] = ()


class Extract(NamedTuple):
    """An extract, whom it is for, and how much of the order it holds."""

    addressee: str
    clauses: int
    rows: int
    made: RenderedDocument


class Renderer:
    """Makes documents from contexts; templates are compiled once for all of them."""

    def __init__(self, own: Path | None = None, registry: Path | None = None) -> None:
        """`own`: the registry's folder of templates, whose names win over those of innoreg."""
        self.files = TemplateFiles(own, registry)

    @cached_property
    def _text(self) -> TextEngine:
        return make_text_engine(self.files)

    @cached_property
    def _word(self) -> "WordEngine":
        # docxtpl and python-docx take a quarter of a second to import.
        from innoreg.render.word_engine import WordEngine

        return WordEngine()

    def render(
        self,
        context: Mapping[str, Any],
        template: str,
        facts: DocumentFacts,
        pictures: Mapping[str, bytes] | None = None,
    ) -> RenderedDocument:
        """One document; Refused where the template fails. pictures: PNGs by the names it may use."""
        if template.endswith(SUFFIX):
            blocks = self._text.render_blocks(template, context)
            parts = package_parts(blocks, facts.profile, self.files.read_picture, pictures)
        elif template.endswith(".docx"):
            parts = self._fill_form(template, context)
        else:
            raise Refused(
                T("“{name}” is no template: a template ends in .md.j2 or .docx", name=template)
            )
        root = parse_xml(parts, DOCUMENT)
        assert root is not None
        missing = unprinted_parts(context, root)
        remarks = context.get("remarks")
        said = (*(remarks if isinstance(remarks, Remarks) else ()), *missing)
        data, findings = finish_document(parts, facts)
        return RenderedDocument(data, said, findings)

    def _fill_form(self, template: str, context: Mapping[str, Any]) -> dict[str, bytes]:
        """A form with tags of its own, or one that was adopted: its words come from the shipped text."""
        form = self.files.require(template)
        mapping = read_mapping(form)
        if mapping is None:
            return self._word.fill_form(form, context)
        text = kind_of_template(template).template
        blocks = self._text.render_blocks(text, context)
        # A form that was adopted has no place for pictures.
        words = [each for each in blocks if getattr(each, "role", "") != "picture"]
        return fill_adopted_form(form, mapping, words)


def order_facts(
    registry: Registry, order: Order, document: Document | None = None
) -> DocumentFacts:
    """What the final pass must know of an order, or of another document made of one."""
    issuer = registry.get(Authority, order.issuer)
    letterhead = issuer.letterhead if issuer else None
    day = order.date or date(order.context[0].year, 1, 1)
    lines = letterhead.lines if letterhead else ()
    return DocumentFacts(order.title, day, document, profile_for(letterhead), lines)


def render_order(
    press: Renderer,
    registry: Registry,
    order: Order,
    template: str | None = None,
    *,
    day: date | None = None,
) -> RenderedDocument:
    """The order as a .docx, on the form of its issuer; Refused where a clause cannot be written.

    day: with pairs as amended up to that day; None: everything as signed.
    """
    context = order_context(registry, order, Remarks(), day)
    issuer = registry.get(Authority, order.issuer)
    own = issuer.letterhead.form if issuer and issuer.letterhead else None
    return press.render(
        context, template or own or KINDS["order"].template, order_facts(registry, order)
    )


def render_extract(
    press: Renderer,
    registry: Registry,
    order: Order,
    whom: Addressee,
    template: str = KINDS["extract"].template,
    certified: Certification | None = None,
) -> Extract:
    """The extract for one addressee of the order."""
    whole = order_context(registry, order, Remarks())
    context = extract_context(registry, order, whole, whom, certified)
    rows = sum(not row["whole"] for each in context["appendices"] for row in each["rows"])
    rows += sum(len(each["decisions"]) for each in context["directions"])
    made = press.render(context, template, order_facts(registry, order, "certificate"))
    return Extract(context["addressee"].text, len(context["clauses"]), rows, made)


def render_paper(
    press: Renderer,
    context: PaperContext,
    template: str,
    day: date,
    letterhead: Letterhead | None = None,
    pictures: Mapping[str, bytes] | None = None,
) -> RenderedDocument:
    """A letter, memo or report of a day, set as the letterhead of its issuer wants it."""
    meant = kind_of_template(template).layout
    facts = DocumentFacts(context["title"], day, meant, profile_for(letterhead))
    return press.render(context, template, facts, pictures)
