"""Checks across records: each rule a small function, all of them in one tuple."""

from innoreg.rules.catalog import RULES
from innoreg.rules.check import check, check_by_file
from innoreg.rules.rule import Rule

__all__ = ["RULES", "Rule", "check", "check_by_file"]
