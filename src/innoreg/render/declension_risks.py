"""What a person should look at in a declined word, in words. Imports no models."""

from innoreg.i18n import N_, T
from innoreg.language import Risk

_RISKS = {
    "double-name": N_("“{word}”: a double first name; check whether its first part declines"),
    "double-surname": N_("“{word}”: a double surname; check whether the first one declines"),
    "fleeting-vowel": N_("“{word}”: the vowel of the ending may stay or go; check it"),
    "vowel-ending": N_("“{word}”: names with this ending do not all decline; check it"),
    "soft-name": N_("“{word}”: a foreign first name with this ending may stay as it is; check it"),
    "town-name": N_("“{word}”: a town's name of several words may stay as it is; check it"),
    "common-noun": N_("“{word}”: the surname is also a common word; check it"),
    "unknown-word": N_("“{word}”: not in the dictionary; check it"),
    "possible-plural": N_("“{word}”: may be a plural; check it"),
    "no-head": N_("“{word}”: no word in the nominative was found, nothing was changed"),
}


def risk_text(risk: Risk) -> T:
    """What to look at, and in which word."""
    return T(_RISKS[risk.code], word=risk.word)
