"""Several signatories, electronic signatures, certificates of a status, PDF with tags."""

import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pdfminer.pdfdocument import PDFDocument
from pdfminer.pdfparser import PDFParser
from pdfminer.pdftypes import resolve1

from innoreg.cli.certificates import count_on
from innoreg.render.output_file import as_pdf, draft_text
from innoreg.render.renderer import RenderedDocument, Renderer, render_order
from render.registers import made, order, register
from support import DATA

INNOREG = Path(sys.executable).with_name("innoreg")
SECOND = made("person", "second", name="Орлова А.П.", gender="f")
RECTOR = {"person": "rector", "post": "Ректор"}


def printed(**fields: object) -> RenderedDocument:
    record = order({"kind": "instruct", "text": "Сдать."}, **fields)
    return render_order(Renderer(DATA / "templates"), register(record, SECOND), record)


def lines(document: RenderedDocument) -> list[str]:
    return draft_text(document.data).replace("\u00a0", " ").splitlines()


@pytest.mark.parametrize(
    ("fields", "signed"),
    [
        (
            {"cosignatories": [{"person": "second", "post": "Главный бухгалтер"}]},
            ["Ректор    В.Г. Образцов", "Главный бухгалтер    А.П. Орлова"],
        ),
        (
            {"signatory": {"person": "second", "post": "И.о. ректора"}},
            ["И.о. ректора    А.П. Орлова"],
        ),
        (
            {"signatory": {**RECTOR, "electronic": {
                "certificate": "00B5", "owner": "Образцов Виктор Глебович",
                "from": "2022-01-01", "to": "2023-01-01"}}},
            ["Ректор    В.Г. Образцов", "Документ подписан электронной подписью", "Сертификат: 00B5",
             "Владелец: Образцов Виктор Глебович", "Действителен: с 01.01.2022 по 01.01.2023"],
        ),
    ],
)  # fmt: skip
def test_who_signed_stands_below_the_text(fields: dict[str, object], signed: list[str]) -> None:
    document = printed(**fields)
    assert lines(document)[-len(signed) :] == signed
    assert document.findings == ()


def run(*words: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [INNOREG, "--lang", "en", *map(str, words)],
        cwd=DATA, capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip


def test_a_certificate_tells_who_has_which_status_and_on_what_basis() -> None:
    site = "vsevolozhsk-agro-college-2020"
    told = run("paper", "certificate", site, "--today", "2022-03-01", "--draft", "--number", "7")
    said = told.stdout.replace("\u00a0", " ").splitlines()
    assert "01.03.2022    № 7" in said
    assert (
        "Настоящее свидетельство подтверждает, что государственному автономному профессиональному "
        "образовательному учреждению Ленинградской области «Всеволожский агропромышленный техникум» "
        "присвоен статус «Региональная инновационная площадка» по теме «Развитие предпринимательских "
        "компетенций участников международного форсайт-фестиваля для будущего региона» в рамках "
        "региональной инновационной программы «Развитие предпринимательских компетенций обучающихся "
        "Ленинградской области»."
    ) in said
    assert [
        line for line in said if line.startswith("Основание: распоряжение от 20.11.2020 № 1925-р")
    ]


def test_a_status_that_does_not_act_has_no_certificate(tmp_path: Path) -> None:
    out = tmp_path / "certificate.docx"
    told = run(
        "paper", "certificate", "vsevolozhsk-agro-college-2020", "--today", "2019-01-01", "-o", out
    )
    assert (told.returncode, out.exists()) == (1, False)


def test_a_certificate_for_each_site_that_acts(tmp_path: Path) -> None:
    folder = tmp_path / "certificates"
    told = run("paper", "certificate", "--today", "2022-03-01", "-o", folder)
    assert told.returncode == 0
    assert "certificate-vsevolozhsk-agro-college-2020.docx" in {p.name for p in folder.iterdir()}
    assert told.stdout.splitlines()[0].split() == ["Site", "Theme", "Number", "File"]


@pytest.mark.parametrize(
    ("words", "printed_numbers"),
    [
        (["kopo-2020-1925-r"], ["№ ______"]),
        (["--to", "FILE", "--number", "099"], ["№ 099", "№ 100"]),
        (["kopo-2020-1925-r", "--number", "[7]/22"], ["№ 7/22"]),
    ],
)
def test_certificates_of_an_order_and_of_a_file(
    words: list[str], printed_numbers: list[str], tmp_path: Path
) -> None:
    named = tmp_path / "sites.txt"
    named.write_text("vsevolozhsk-agro-college-2020\nuniversity-of-competences\n", encoding="utf-8")
    folder = tmp_path / "certificates"
    given = [str(named) if word == "FILE" else word for word in words]
    run("paper", "certificate", "--today", "2022-03-01", "-o", folder, *given)
    texts = {path.name: draft_text(path.read_bytes()) for path in folder.iterdir()}
    said = [
        texts[name].replace("\u00a0", " ").splitlines()[1] for name in sorted(texts, reverse=True)
    ]
    assert said == [f"01.03.2022    {number}" for number in printed_numbers]


@pytest.mark.parametrize(
    ("number", "counted"),
    [("7", ["7", "8", "9"]), ("С-098", ["С-098", "С-099", "С-100"]),
     ("15-03/[9]", ["15-03/9", "15-03/10", "15-03/11"])],
)  # fmt: skip
def test_numbers_of_certificates_count_on(number: str, counted: list[str]) -> None:
    assert [count_on(number, further) for further in range(3)] == counted


@pytest.mark.parametrize("number", ["7/22", "без номера", "[7]/[22]"])
def test_a_number_that_cannot_count_on_is_refused(number: str, tmp_path: Path) -> None:
    folder = tmp_path / "certificates"
    told = run("paper", "certificate", "--today", "2022-03-01", "--number", number, "-o", folder)
    assert (told.returncode, folder.exists() and list(folder.iterdir())) == (2, False)


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is absent")
def test_a_pdf_has_tags(tmp_path: Path) -> None:
    path = tmp_path / "order.pdf"
    plan = [{"kind": "roadmap", "roadmap": "plan", "title": "Дорожная карта"}]
    path.write_bytes(as_pdf(printed(appendices=plan).data))
    with path.open("rb") as file:
        catalog = PDFDocument(PDFParser(file)).catalog
        assert resolve1(catalog["MarkInfo"]) == {"Marked": True}
        assert resolve1(catalog["Lang"]) == b"ru-RU"
        assert resolve1(catalog["ViewerPreferences"])["DisplayDocTitle"] is True
        about = resolve1(catalog["Metadata"]).get_data().decode()
        tags = Counter(_tags(resolve1(catalog["StructTreeRoot"])["K"]))
    assert "<pdfuaid:part>1</pdfuaid:part>" in about
    assert "О школах" in about
    # The heading, two numbered clauses, and the appendix with a head of five columns over one row.
    assert (tags["H1"], tags["H2"], tags["LI"], tags["TH"], tags["TD"]) == (1, 1, 2, 5, 5)


def _tags(node: Any) -> Iterator[str]:
    """The names of the tags of a PDF, from a node of its tree of structure down."""
    found = resolve1(node)
    if isinstance(found, list):
        for one in found:
            yield from _tags(one)
    elif isinstance(found, dict):
        if "S" in found:
            yield found["S"].name
        yield from _tags(found.get("K"))
