"""What matters first of a site, an application or an indicator; costs other records nothing."""

from typing import Any

from innoreg.ledger import State
from innoreg.model.registry import Target

_KINDS = frozenset({"site", "application", "indicator"})


def has_life(target: Target) -> bool:
    """Whether it has a state besides those of the ledger."""
    return target.kind in _KINDS


def life_lines(state: State, target: Target) -> list[str]:
    """See `innoreg.report.subject_life`."""
    if not has_life(target):
        return []
    from innoreg.report.subject_life import life_lines as lines

    return lines(state, target)


def life_fields(state: State, target: Target) -> dict[str, Any]:
    """See `innoreg.report.subject_life`."""
    if not has_life(target):
        return {}
    from innoreg.report.subject_life import life_fields as fields

    return fields(state, target)
