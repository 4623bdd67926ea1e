"""Every rule asked of one registry."""

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
    view = View(registry)
    found = (diagnostic for rule in RULES for diagnostic in rule(view))
    return by_place(d for d in found if d.severity == "error" or not _is_broken(registry, d))


def _is_broken(registry: Registry, diagnostic: Diagnostic) -> bool:
    return PurePosixPath(diagnostic.place.file).stem in registry.broken
