"""The rules asked about some files only: nothing of the others is said, and all of these."""

from pathlib import Path

import pytest

from innoreg.model.registry import Registry
from innoreg.rules import RULES, check_by_file
from innoreg.rules.registry_view import View
from innoreg.store.loader import load
from rules.gallery import plant
from support import DATA

CODES = [rule.code for rule in RULES]


def assert_each_file_alone_is_told_the_same(registry: Registry) -> None:
    every = check_by_file(registry)
    for file in (registry.source(record).file for record in registry.records):
        alone = check_by_file(registry, {file})
        assert set(alone) <= {file}
        assert set(alone.get(file, ())) == set(every.get(file, ()))


@pytest.mark.parametrize("code", CODES)
def test_of_each_file_alone_the_same_is_said_as_among_all(code: str, tmp_path: Path) -> None:
    loaded = load(plant(code, "bad", tmp_path / "registry"), salvage=True)
    assert_each_file_alone_is_told_the_same(loaded.registry)


def test_so_it_is_in_the_real_register() -> None:
    assert_each_file_alone_is_told_the_same(load(DATA, salvage=True).registry)


@pytest.mark.parametrize("code", CODES)
def test_rules_go_through_the_files_asked_about_only(code: str, tmp_path: Path) -> None:
    registry = load(plant(code, "bad", tmp_path / "registry"), salvage=True).registry
    rule = next(rule for rule in RULES if rule.code == code)
    drivers = {driver for driver, _found in rule(View(registry))}
    assert drivers
    for file in (registry.source(record).file for record in registry.records):
        asked = {driver for driver, _found in rule(View(registry, {file}))}
        assert asked == drivers & {file}
