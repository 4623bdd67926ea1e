"""What all papers share: who sends them, their texts in Russian, the finished document delivered."""

from collections.abc import Callable, Sequence
from contextvars import copy_context
from datetime import date
from pathlib import Path
from typing import TypeVar

from innoreg.cli.command_context import CallContext
from innoreg.cli.document_output import PrintSettings, deliver_document, registry_press
from innoreg.cli.letter_options import Letterhead
from innoreg.cli.paper_data import post_of
from innoreg.errors import Refused
from innoreg.i18n import T, use_language
from innoreg.model.authority import Authority
from innoreg.model.order import Signatory
from innoreg.model.person import Person
from innoreg.model.registry import Registry
from innoreg.queries.record_names import find_by_words
from innoreg.render.declinable_words import Remarks, Word
from innoreg.render.document_kinds import KINDS
from innoreg.render.document_names import Namer
from innoreg.render.paper_context import PaperContext, Sender
from innoreg.render.renderer import render_paper
from innoreg.render.svg_picture import Picture

M = TypeVar("M")


def deliver_paper(
    call: CallContext,
    sender: Sender,
    context: PaperContext,
    kind: str,
    day: date,
    file: str,
    how: PrintSettings,
    *,
    tell: bool = True,
    pictures: Sequence[Picture] = (),
) -> None:
    """Render the paper and write it, or show it as a draft; `tell`: say where it is."""
    context["pictures"] = [{"name": each.name, "words": each.words} for each in pictures]
    letterhead = sender.issuer.letterhead if sender.issuer else None
    name = how.template or KINDS[kind].template
    press_ = registry_press(call, sender.registry)
    made = render_paper(
        press_, context, name, day, letterhead, {each.name: each.data for each in pictures}
    )
    deliver_document(made, how.output or Path(file), how, tell=tell)


def find_sender(registry: Registry, letterhead: Letterhead, day: date) -> Sender:
    """The issuer and the signatory that the options name."""
    person = find_by_words(registry, Person, letterhead.signed)
    post = post_of(person, day) if person else ""
    if person and not post:
        raise Refused(
            T("{person} has no post in the register on that day", person=person.ref),
            T("give the person `positions:`"),
        )
    signatory = Signatory(person=person.id, post=post[:1].upper() + post[1:]) if person else None
    return Sender(registry, find_by_words(registry, Authority, letterhead.issuer), signatory)


def executor_lines(registry: Registry, given: Sequence[str]) -> tuple[str, ...]:
    """The executor's name, of the register where an id was given, and the contacts."""
    if not given:
        return ()
    first, *others = given
    person = registry.get(Person, first)
    return (person.name if person else first, *others)


def name_word(registry: Registry, ref: str) -> Word:
    """The name of a person or an organisation, to be declined."""
    naming = Namer(registry, Remarks())
    return naming.person(ref) if registry.get(Person, ref) else naming.organisation(ref)


def in_russian(make: Callable[[], M]) -> M:
    """Call `make` with Russian texts: documents are Russian, whatever the reader's language."""

    def run() -> M:
        use_language("ru")
        return make()

    # In a copy of the context, so that the messages after it keep the reader's language.
    return copy_context().run(run)
