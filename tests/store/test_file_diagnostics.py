"""What is said of a value that does not fit: in both languages, with what was likely meant."""

from pathlib import Path

import pytest

from innoreg.diagnostics import Diagnostic
from innoreg.i18n import use_language
from innoreg.store.loader import load
from support import tree


def said_of(root: Path, files: dict[str, str]) -> list[Diagnostic]:
    return list(load(tree(root, files), salvage=True).diagnostics)


@pytest.mark.parametrize(
    ("given", "suggestion"),
    [
        ("31.12.2022", "2022-12-31"),
        ("1.3.2022", "2022-03-01"),
        ("1/3/2022", "2022-03-01"),
        ("01-03-2022", "2022-03-01"),
        ("2022-3-1", "2022-03-01"),
        ("2022.03.01", "2022-03-01"),
        ("2022-03-01T10:00:00", "2022-03-01"),
        (" 2022-03-01", "2022-03-01"),
        ("1.3.2022 г.", "2022-03-01"),
        ("31.02.2022", None),
        ("99.99.2022", None),
        ("2022-02-30", None),
        ("0000-00-00", None),
        ("2022", None),
        ("март", None),
        ("10000-01-01", None),
    ],
)
def test_only_days_that_exist_are_suggested(
    tmp_path: Path, given: str, suggestion: str | None
) -> None:
    text = f'schema: 1\nname: А\npositions: [{{title: б, from: "{given}"}}]\n'
    (found,) = said_of(tmp_path, {"people/x.yaml": text})
    assert (found.code, found.suggestion) == ("bad-date", suggestion)


def test_nothing_of_pydantic_or_libyaml_is_shown(tmp_path: Path) -> None:
    letterhead = "name: А\ntype: committee\nletterhead:\n  "
    found = said_of(
        tmp_path,
        {
            "people/negative.yaml": "schema: -1\nname: А\n",
            "people/open.yaml": 'schema: 1\nname: "А\n',
            "people/colon.yaml": "schema: 1\nname: А: Б\n",
            "people/bracket.yaml": "schema: 1\naliases: [А\nname: Б\n",
            "people/begins.yaml": "schema: 1\nname: @А\n",
            "authorities/size.yaml": f"schema: 1\n{letterhead}font_size: 99\n",
            "authorities/few.yaml": f"schema: 1\n{letterhead}margins: [1, 2, 3]\n",
            "authorities/many.yaml": f"schema: 1\n{letterhead}margins: [1, 2, 3, 4, 5]\n",
            "authorities/words.yaml": f"schema: 1\n{letterhead}margins: [1, 2, 3, x]\n",
        },
    )
    use_language("ru")
    try:
        words = " ".join(f"{d.message} {d.hint or ''}" for d in found)
        words += " ".join(str(r.message) for d in found for r in d.related)
    finally:
        use_language("en")
    assert len(found) == 9
    for english in ("expected", "found", "Input", "should", "while", "value", "parsing"):
        assert english not in words


def test_a_long_value_is_shown_by_its_beginning_and_in_one_line(tmp_path: Path) -> None:
    text = f'schema: 1\nname: А\ngender: "{"ж " * 200}"\n? |\n  long\n  key\n: x\n'
    found = {d.code: str(d.message) for d in said_of(tmp_path, {"people/x.yaml": text})}
    assert len(found["unknown-value"]) < 120
    assert "long key" in found["unknown-key"]
