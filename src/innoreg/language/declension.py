"""Decline(text, case), paradigm, plural."""

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
    """`text`, given in the nominative, in the case; spacing and letters stay the source's.

    `forms` and `indeclinable` are a record's own word: they win, and nothing in them is risky.
    `gender` is asked for persons only; what follows a comma after the name is the person's post.
    Raises DeclensionError `gender-unknown` for a person whose
    form depends on a gender that nothing tells.
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
    """The five cases of `text` for a person to sign off; raises as `decline` does."""
    return {
        case: decline(text, case, kind, gender=gender, forms=forms, indeclinable=indeclinable)
        for case in OBLIQUE
    }


def plural(number: int, one: str, few: str, many: str) -> str:
    """The word beside a number: `plural(5, "день", "дня", "дней")` is «дней»."""
    last_two, last = abs(number) % 100, abs(number) % 10
    if 11 <= last_two <= 14:
        return many
    if last == 1:
        return one
    return few if 2 <= last <= 4 else many
