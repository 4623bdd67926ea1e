"""Names, posts, organisations and titles of a document as `Word`s, which can be declined."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache

from innoreg.errors import Refused
from innoreg.i18n import T
from innoreg.language import Case, DeclensionError, Gender, PhraseKind, Risk, decline
from innoreg.model.authority import Authority
from innoreg.model.base import Forms
from innoreg.model.district import District
from innoreg.model.person import Person
from innoreg.model.school import School
from innoreg.render.declension_risks import risk_text

_NAME = re.compile(r"(?P<surname>\S+)\s+(?P<initials>[А-ЯЁ]\.\s?(?:[А-ЯЁ]\.)?)")


class Remarks:
    """What a person should look at in the document being made; each is kept once."""

    def __init__(self) -> None:
        self._found: dict[T, None] = {}

    def add(self, remark: T) -> None:
        self._found[remark] = None

    def __iter__(self) -> Iterator[T]:
        return iter(self._found)


@dataclass(frozen=True, slots=True)
class Word:
    """A phrase in the nominative and what is known about its cases; `case("dat")` declines it."""

    text: str
    kind: PhraseKind
    remarks: Remarks = field(compare=False, repr=False)
    gender: Gender | None = None
    forms: Mapping[str, str] = field(default_factory=dict)
    indeclinable: bool = False
    ref: str = ""

    def __str__(self) -> str:
        return self.text

    def case(self, case: Case) -> str:
        """The phrase in the case; Refused where it cannot be had without a guess."""
        if case in self.forms:
            return self.forms[case]
        try:
            text, risks = _decline_cached(
                self.text, case, self.kind, self.gender, self.indeclinable
            )
        except DeclensionError as error:
            raise _refusal(error, self.ref) from None
        for risk in risks:
            self.remarks.add(risk_text(risk))
        return text

    def inside(self, case: Case) -> str:
        """The phrase in the case, inside a sentence: names of people and districts keep capitals."""
        said = self.case(case)
        return said if self.kind in ("person", "district") else lower_first(said)

    @property
    def signed(self) -> str:
        """A person as under a document: initials before the surname."""
        found = _NAME.fullmatch(self.text)
        return f"{found['initials'].strip()} {found['surname']}" if found else self.text


# One document asks for the same names again and again.
@cache
def _decline_cached(
    text: str, case: Case, kind: PhraseKind, gender: Gender | None, indeclinable: bool
) -> tuple[str, tuple[Risk, ...]]:
    found = decline(text, case, kind, gender=gender, indeclinable=indeclinable)
    return found.text, found.risks


def _refusal(error: DeclensionError, ref: str) -> Refused:
    """A name declines without a guess once its gender is known."""
    hint = T("give `gender:` or `forms:` in {ref}", ref=ref) if ref else None
    return Refused(
        T("“{text}”: the gender is not known, and the form depends on it", text=error.text), hint
    )


def _given_forms(forms: Forms | None) -> dict[str, str]:
    return forms.model_dump(exclude_none=True) if forms else {}


def person_word(record: Person, remarks: Remarks) -> Word:
    """The person by surname and initials."""
    return Word(
        record.name,
        "person",
        remarks,
        record.gender,
        _given_forms(record.forms),
        record.indeclinable,
        record.ref,
    )


def organisation_word(record: Authority | School, remarks: Remarks) -> Word:
    """The organisation by its full name."""
    return Word(record.name, "org", remarks, forms=_given_forms(record.forms), ref=record.ref)


def district_word(record: District, remarks: Remarks) -> Word:
    """The district by its full name."""
    return Word(record.name, "district", remarks, forms=_given_forms(record.forms), ref=record.ref)


def post_word(title: str, remarks: Remarks) -> Word:
    """A post, given in the nominative."""
    return Word(title, "position", remarks)


def phrase_word(text: str, remarks: Remarks) -> Word:
    """Any other phrase in the nominative: a title, a kind of document."""
    return Word(text, "org", remarks)


# «Ленинградский областной институт» keeps its capital, «Детский сад» and «Педагогический» do not.
_OF_A_PLACE = re.compile(r"[А-ЯЁ][а-яё-]*[сц]к(?:ий|ая|ое|ие|ого|ой|ому|ую|им|ом|их|ими)")
_COMMON = re.compile(r"(?:[А-ЯЁ][а-яё-]*(?:че|сте)ск|Детск|Город?ск|Сельск|Юношеск|Кадетск|Морск)")


def lower_first(text: str) -> str:
    """The text inside a sentence: «Комитет …» -> «комитет …»; an abbreviation stays as it is."""
    first = text.partition(" ")[0]
    if _OF_A_PLACE.fullmatch(first) and not _COMMON.match(first):
        return text
    return text[:1].lower() + text[1:] if first[1:].islower() or len(first) == 1 else text


def upper_first(text: str) -> str:
    """The text with a capital."""
    return text[:1].upper() + text[1:]
