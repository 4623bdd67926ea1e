"""Russian declension, plurals and typography; knows nothing of the register.

Importing this package loads no dictionary: the first phrase that is declined does.
"""

from innoreg.language.cases import (
    CASES,
    KINDS,
    OBLIQUE,
    Case,
    DeclensionError,
    Declined,
    Gender,
    PhraseKind,
    RefusalCode,
    Risk,
    RiskCode,
)
from innoreg.language.declension import decline, paradigm, plural
from innoreg.language.jsonl import answer_request
from innoreg.language.phrase_declension import approved_word, decline_plural
from innoreg.language.phrase_kind import likely_kind
from innoreg.language.typography import apply_typography

__all__ = [
    "CASES",
    "KINDS",
    "OBLIQUE",
    "Case",
    "DeclensionError",
    "Declined",
    "Gender",
    "PhraseKind",
    "RefusalCode",
    "Risk",
    "RiskCode",
    "answer_request",
    "apply_typography",
    "approved_word",
    "decline",
    "decline_plural",
    "likely_kind",
    "paradigm",
    "plural",
]
