"""Rules asked in two processes at once find what they find in one."""

import sys
from pathlib import Path

import pytest

from innoreg.rules import RULES, check
from innoreg.rules.catalog import HALVES
from innoreg.store.loader import load

REGISTER = Path(__file__).parents[2]


def test_every_rule_is_asked_once() -> None:
    asked = [rule.code for half in HALVES for rule in half]
    # The one rule about what the others find is asked after them.
    assert sorted([*asked, "accepted-nothing"]) == sorted(rule.code for rule in RULES)


def test_two_processes_say_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    registry = load(REGISTER, salvage=True).registry
    alone = check(registry)
    monkeypatch.setattr(sys.modules[check.__module__], "_WORTH_A_PROCESS", 1)
    assert check(registry) == alone
    assert len(alone) > 40
