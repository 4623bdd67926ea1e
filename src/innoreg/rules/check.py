"""Every rule asked of one registry."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from pathlib import PurePosixPath

from innoreg.diagnostics import Diagnostic, by_place
from innoreg.model.registry import Registry
from innoreg.rules.catalog import RULES
from innoreg.rules.view import View


def check(registry: Registry) -> list[Diagnostic]:
    """What the rules find, in reading order.

    Of a record that could only be salvaged nothing but errors is told: what is missing from it
    may stand in the part that could not be read.
    """
    return by_place(d for found in check_by_file(registry).values() for d in found)


def check_by_file(
    registry: Registry, targets: Collection[str] | None = None
) -> Mapping[str, list[Diagnostic]]:
    """The findings by the file that drives them: the one whose record a rule looked at.

    targets: only what these files drive (paths as in `Place.file`); the registry need then hold
    no more than all that the rules ask on their way.
    """
    view = View(registry, targets)
    by_file = defaultdict[str, list[Diagnostic]](list)
    for driver, found in (each for rule in RULES for each in rule(view)):
        wanted = targets is None or driver in targets
        if wanted and (found.severity == "error" or not _is_broken(registry, found)):
            by_file[driver].append(found)
    return by_file


def _is_broken(registry: Registry, diagnostic: Diagnostic) -> bool:
    return PurePosixPath(diagnostic.place.file).stem in registry.broken
