"""Notes and places in the reader's language."""

from collections.abc import Iterator

import pytest

from innoreg.i18n import use_language
from innoreg.importing.messages import MEANINGS, REASONS, ImportRefused, Spot, note


@pytest.fixture(autouse=True)
def _english_again() -> Iterator[None]:
    yield
    use_language("en")


@pytest.mark.parametrize(
    ("language", "place"),
    [
        ("en", "page 2, table 1, row 3, column 4"),
        ("ru", "страница 2, таблица 1, строка 3, столбец 4"),
    ],
)
def test_a_place(language: str, place: str) -> None:
    use_language(language)
    assert str(Spot(page=2, table=1, row=3, column=4)) == place
    assert str(Spot(sheet="План", cell="B7", row=7, column=2)) == "План!B7"


def test_a_note_as_the_dry_run_shows_it() -> None:
    use_language("ru")
    shown = note(
        "shared-term", Spot(paragraph=57), count=4, section="По всем направлениям"
    ).as_json()
    assert shown == {
        "code": "shared-term",
        "message": "один срок и одни ответственные на все пункты (4) раздела «По всем направлениям»",
        "place": "абзац 57",
    }


def test_a_refusal_says_what_to_do() -> None:
    refused = ImportRefused("office-missing", format=".rtf", better=".docx")
    assert str(refused) == "reading .rtf needs LibreOffice, which is not installed"
    assert (
        str(refused.hint) == "install LibreOffice (the command soffice) or save the file as .docx"
    )
    assert refused.exit_code == 1


def test_every_code_is_raised_or_noted_somewhere() -> None:
    from pathlib import Path

    source = Path(__file__).parents[2] / "src" / "innoreg" / "importing"
    text = "".join(path.read_text(encoding="utf-8") for path in source.rglob("*.py"))
    unused = [code for code in (*MEANINGS, *REASONS) if text.count(f'"{code}"') < 2]
    assert unused == []
