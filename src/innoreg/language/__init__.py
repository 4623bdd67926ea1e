"""Russian words for documents: declension, plurals, typography.

Importing this package loads no dictionary; the first phrase declined does.
"""

from innoreg.language.approval import approved_word
from innoreg.language.declension import decline, paradigm
from innoreg.language.jsonl import answer
from innoreg.language.kinds import likely_kind
from innoreg.language.plurals import plural
from innoreg.language.typography import typography
from innoreg.language.values import (
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
    "answer",
    "approved_word",
    "decline",
    "likely_kind",
    "paradigm",
    "plural",
    "typography",
]
