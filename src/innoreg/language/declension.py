"""A text in one case or in all of them, and the plural form that a number takes."""

from collections.abc import Mapping

from innoreg.language.cases import OBLIQUE, Case, Declined, Gender, PhraseKind
from innoreg.language.person_names import decline_person
from innoreg.language.phrase_declension import decline_phrase


def decline(
    text: str,
    case: Case,
    kind: PhraseKind,
    *,
    gender: Gender | None = None,
    forms: Mapping[str, str] | None = None,
    indeclinable: bool = False,
) -> Declined:
    """`text`, given in the nominative, in the case; spacing and capitals stay as written.

    `forms` and `indeclinable` come from a record: they take precedence and carry no risks.
    `gender` is used for persons only; words after a comma are the person's post.
    Raises DeclensionError `gender-unknown` for a person whose form depends on a gender that
    neither `gender` nor a patronymic gives.
    """
    if forms and case in forms:
        return Declined(forms[case])
    if case == "nom" or indeclinable or not text.strip():
        return Declined(text)
    if kind != "person":
        return decline_phrase(text, case, kind)
    name, comma, post = text.partition(",")
    person = decline_person(name, case, gender)
    if not comma:
        return person
    held = decline_phrase(post, case, "position")
    return Declined(person.text + comma + held.text, person.risks + held.risks)


def paradigm(
    text: str,
    kind: PhraseKind,
    *,
    gender: Gender | None = None,
    forms: Mapping[str, str] | None = None,
    indeclinable: bool = False,
) -> dict[Case, Declined]:
    """`text` in the five oblique cases; arguments and errors as of `decline`."""
    return {
        case: decline(text, case, kind, gender=gender, forms=forms, indeclinable=indeclinable)
        for case in OBLIQUE
    }


def plural(number: int, one: str, few: str, many: str) -> str:
    """The form of the word that the number takes: `plural(5, "день", "дня", "дней")` is «дней»."""
    last_two, last = abs(number) % 100, abs(number) % 10
    # 11–14 take the last form, whatever their last digit.
    if 11 <= last_two <= 14:
        return many
    if last == 1:
        return one
    return few if 2 <= last <= 4 else many
