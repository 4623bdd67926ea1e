"""Declension in words: names of cases, why a form is refused."""

from innoreg.i18n import N_, T, _
from innoreg.language import DeclensionError

_CASES = {
    "nom": N_("nominative"),
    "gen": N_("genitive"),
    "dat": N_("dative"),
    "acc": N_("accusative"),
    "ins": N_("instrumental"),
    "loc": N_("prepositional"),
}
_REFUSALS = {
    "gender-unknown": (
        T("“{text}”: the gender is not known, and the form depends on it"),
        T("say --gender m or --gender f; in a record, `gender:`"),
    ),
    "no-head": (T("“{text}”: there is no word to agree with"), None),
    "bad-request": (T("the request is not whole: {text}"), None),
}


def case_name(case: str) -> str:
    """The name of a case in the reader's language: «родительный»."""
    return _(_CASES[case])


def refusal_texts(error: DeclensionError) -> tuple[T, T | None]:
    """Why a phrase is not declined, and what to do about it: message and hint."""
    message, hint = _REFUSALS[error.code]
    # A text of its own for each phrase: those of the table are shared.
    return T(message.message, text=error.text), hint
