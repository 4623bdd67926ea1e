"""Checks across records: each rule a small function, all of them in one tuple."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from innoreg.rules.catalog import RULES, check, check_by_file
    from innoreg.rules.rule import Rule

__all__ = ["RULES", "Rule", "check", "check_by_file"]

# What asks for words of the rules only needs none of them, and they are many modules.
_MODULES = {"RULES": "catalog", "Rule": "rule", "check": "catalog", "check_by_file": "catalog"}


def __getattr__(name: str) -> Any:
    if name not in _MODULES:
        raise AttributeError(name)
    return getattr(import_module(f"innoreg.rules.{_MODULES[name]}"), name)
