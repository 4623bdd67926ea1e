"""Declension in words: names of cases, what is risky in a form, why one is refused."""

from innoreg.i18n import N_, T, _
from innoreg.language import DeclensionError, Risk

_CASES = {
    "nom": N_("nominative"),
    "gen": N_("genitive"),
    "dat": N_("dative"),
    "acc": N_("accusative"),
    "ins": N_("instrumental"),
    "loc": N_("prepositional"),
}
_RISKS = {
    "double-name": N_("“{word}”: a double first name; check whether its first part declines"),
    "double-surname": N_("“{word}”: a double surname; check whether the first one declines"),
    "fleeting-vowel": N_("“{word}”: the vowel of the ending may stay or go; check it"),
    "vowel-ending": N_("“{word}”: names with this ending do not all decline; check it"),
    "common-noun": N_("“{word}”: the surname is also a common word; check it"),
    "unknown-word": N_("“{word}”: not in the dictionary; check it"),
    "possible-plural": N_("“{word}”: may be a plural; check it"),
    "no-head": N_("“{word}”: no word in the nominative was found, nothing was changed"),
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


def risk_words(risk: Risk) -> str:
    """What a person should look at in a form."""
    return _(_RISKS[risk.code], word=risk.word)


def refusal_texts(error: DeclensionError) -> tuple[T, T | None]:
    """Why a phrase is not declined, and what to do about it: message and hint."""
    message, hint = _REFUSALS[error.code]
    # A text of its own for each phrase: those of the table are shared.
    return T(message.message, text=error.text), hint
