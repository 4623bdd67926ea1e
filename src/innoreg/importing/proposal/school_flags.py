"""Which yearly list of schools some words name."""

import re

from innoreg.folding import comparison_key

# The wordings of the published lists; the narrower first.
_FLAGS = (
    (r"низк\w+ (?:образовательн\w+ )?результат|\bшноо?р\b|\bшнр\b|\bнор\b", "low_results"),
    (r"неблагоприятн|сложн\w+ социальн|\bшнсу\b|\bнсу\b", "adverse_conditions"),
    (r"групп\w* риска|\bрисков", "at_risk"),
    (r"резильентн", "resilient"),
    (r"(?:стабильно )?высок\w+ (?:образовательн\w+ )?результат", "stable_high"),
    (r"школ\w*[ -]лидер|\bлидер", "leader"),
)


def list_flag(words: str) -> str:
    """The list that the words name, as the format calls it; "" where they name none, or several."""
    key = comparison_key(words)
    found = [flag for pattern, flag in _FLAGS if re.search(pattern, key)]
    return found[0] if len(found) == 1 else ""
