"""Personal data that must not enter the register: git never forgets it. It is never quoted."""

import re
from collections.abc import Iterator

from innoreg.i18n import T
from innoreg.model.base import Record
from innoreg.model.privacy import CLASSES, class_of, default_class
from innoreg.rules.message_quotes import subplace
from innoreg.rules.registry_view import View, gathered_once
from innoreg.rules.results_rows import first_ones, row_notes
from innoreg.rules.rule import Finding, error

# Nine figures with little between them: the shortest code looked for has ten or eleven.
_ROW = re.compile(r"\d(?:[\s№()-]{0,3}\d){8}")
_BESIDE = ("(", "телефон", "тел.", "моб.", "снилс", "паспорт", "сери", "рожд", "родил", "р.")
"""What stands beside a code whose figures are fewer or apart."""
# Keys whose values are codes by right: a number of an organisation is no telephone.
_CODES = frozenset({"inn", "ogrn", "oktmo", "number", "id"})
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)*\.[a-zа-яё]{2,}", re.IGNORECASE)
_PHONE = re.compile(
    r"(?<![\d.,/-])(?:\+\s?7|8)(?:[\s()-]{0,2}\d){10}(?![\d/-])"
    r"|(?<![\d.,/-])9\d\d[\s-]\d{3}[\s-]\d{2}[\s-]\d{2}(?![\d/-])"
    r"|\(\d{3,5}\)\s?\d{1,3}-\d{2}-\d{2}(?!\d)"
    r"|(?i:\bтел(?:ефон\w*|\.)|\bмоб\.)[\s:№]*[\d(][\d\s()-]{4,}\d",
)
_SNILS = re.compile(
    r"(?<![\d-])\d{3}-\d{3}-\d{3}[\s-]\d{2}(?![\d-])|(?i:\bснилс)\W{0,6}(?:\d[\s-]?){10}\d"
)
_PASSPORT = re.compile(
    r"(?i:\bпаспорт\w*|\bсери[яи])\D{0,24}\d{2}\s?\d{2}\D{0,8}\d{6}(?!\d)"
    r"|(?<!\d)\d{2}\s\d{2}\s(?:№\s?)?\d{6}(?!\d)"
)
_DAY = r"\d{1,2}(?:\.\d{1,2}\.|\s[а-яё]+\s)\d{4}"
_BIRTH = re.compile(
    rf"{_DAY}\s*(?:г\.\s?р\.|г(?:ода?|\.)?\s+рожд)|(?:дат[аы]\s+рожд\w*|\bродил\w*|\bрожд\w*)\W{{0,4}}{_DAY}",
    re.IGNORECASE,
)


@gathered_once
def _suspicious_texts(view: View) -> Iterator[tuple[str, list[Record]]]:
    """The texts that one of the patterns may fit: few do, and a pattern takes its time."""
    return (each for each in view.record_texts.coded.items() if _is_suspicious(each[0]))


def _is_suspicious(text: str) -> bool:
    """Whether it has an @, or figures in a row or beside such words as codes have them."""
    small = text.lower()
    return "@" in text or any(word in small for word in _BESIDE) or bool(_ROW.search(text))


def _pattern_findings(
    view: View, pattern: re.Pattern[str], message: T, allowed: str | None = None
) -> Iterator[Finding]:
    hint = T("delete it; if it was committed before, the history keeps it")
    for text, records in _suspicious_texts(view):
        for match in pattern.finditer(text):
            for record, path in view.where(text, records):
                # The message never quotes the text: a report of findings is passed around.
                if path[-1] not in _CODES and path != (allowed,):
                    place = subplace(view.place(record, *path), text, match.start(), match.end())
                    yield Finding(place, message, hint)
    yield from first_ones(
        Finding(place, message, hint)
        for text, place in row_notes(view)
        if _is_suspicious(text) and pattern.search(text)
    )


@error
def phone_number(view: View) -> Iterator[Finding]:
    """A telephone number stands in a text.

    Delete it: the register keeps no contacts. What was committed before stays in the history, so
    tell whoever keeps the repository.
    """
    yield from _pattern_findings(view, _PHONE, T("a telephone number"))


@error
def email_address(view: View) -> Iterator[Finding]:
    """An e-mail address stands in a text.

    Delete it: the register keeps no contacts but work addresses, under `email` of a person, an
    authority or a school.
    """
    yield from _pattern_findings(view, _EMAIL, T("an e-mail address"), allowed="email")


@error
def snils(view: View) -> Iterator[Finding]:
    """A СНИЛС, the number of a personal insurance account, stands in a text.

    Delete it, and tell whoever keeps the repository if it was committed before.
    """
    yield from _pattern_findings(view, _SNILS, T("a СНИЛС"))


@error
def passport(view: View) -> Iterator[Finding]:
    """Series and number of a passport stand in a text.

    Delete them, and tell whoever keeps the repository if they were committed before.
    """
    yield from _pattern_findings(view, _PASSPORT, T("series and number of a passport"))


@error
def birth_date(view: View) -> Iterator[Finding]:
    """A person's day of birth stands in a text.

    Delete it: the register needs nobody's age.
    """
    yield from _pattern_findings(view, _BIRTH, T("a day of birth"))


@error
def protected_in_public(view: View) -> Iterator[Finding]:
    """A protected record lies in this repository, though `data_private` names one of its own for such.

    Move the file there; what was committed here before stays in the history of this repository.
    """
    settings = view.registry.settings
    folder = settings.data_private or settings.private
    if folder is None:
        return
    for record in view.registry.records:
        file = view.registry.source(record).file
        inside = settings.private and file.startswith(f"{settings.private}/")
        if not inside and class_of(record) in ("restricted", "personal"):
            yield Finding(
                view.place(record),
                T("a protected record, which belongs into {folder}", folder=folder),
                T("move the file to {folder}/data; the history of this repository keeps what was"
                  " committed", folder=folder),
            )  # fmt: skip


@error
def visibility_lowered(view: View) -> Iterator[Finding]:
    """A record is to be shown to more people than its kind allows: `visibility` only ever raises the class.

    Take the line out, or name a higher class: public, internal, restricted, personal.
    """
    for record in view.registry.records:
        if record.visibility is None:
            continue
        least = default_class(record)
        if CLASSES.index(record.visibility) < CLASSES.index(least):
            yield Finding(
                view.place(record, "visibility"),
                T(
                    "`visibility` is {given}, a record of this kind is {least} at least",
                    given=record.visibility,
                    least=least,
                ),
                T("take the line out, or name a higher class"),
            )
