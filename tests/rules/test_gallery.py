"""Each code of a diagnostic, shown: a tree where it appears, one where it does not, its words."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from innoreg.i18n import LANGUAGES, use_language
from rules.gallery import CODES, HERE, expected, findings, plant, shown


@pytest.fixture(autouse=True)
def _english_again() -> Iterator[None]:
    yield
    use_language("en")


def test_every_code_has_its_folder_and_every_folder_its_code() -> None:
    folders = {path.parents[1].name for path in HERE.glob("*/bad/expected.en.txt")}
    assert folders == set(CODES)


def test_the_common_base_is_without_fault() -> None:
    assert findings(HERE / "base") == []


@pytest.mark.parametrize("code", CODES)
def test_the_good_tree_is_silent(code: str, tmp_path: Path) -> None:
    found = findings(plant(code, "good", tmp_path / "registry"))
    assert code not in {diagnostic.code for diagnostic in found}


@pytest.mark.parametrize("code", CODES)
def test_the_bad_tree_says_exactly_this(code: str, tmp_path: Path) -> None:
    found = findings(plant(code, "bad", tmp_path / "registry"))
    assert code in {diagnostic.code for diagnostic in found}
    for language in LANGUAGES:
        use_language(language)
        assert shown(found) == expected(code, language).read_text(encoding="utf-8")
