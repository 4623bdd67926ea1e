"""A clerk's own Word form: adopted without a tag in it, and order № 18 on three of them."""

import io
import json
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import docx
import pytest

from innoreg.errors import Refused
from innoreg.model.authority import Authority
from innoreg.model.order import Order
from innoreg.model.registry import Registry
from innoreg.render.adopted.form_mapping import read_mapping
from innoreg.render.output_file import draft_text
from innoreg.render.renderer import RenderedDocument, Renderer, render_order
from innoreg.store.loader import load
from render.foreign_forms import corner_form, council_form, school_form
from render.registers import made, order, register
from support import DATA

SOFFICE = shutil.which("soffice")
INNOREG = Path(sys.executable).with_name("innoreg")


def adopt(form: Path, *more: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [INNOREG, "--lang", "en", "template", "adopt", str(form), *more],
        capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made_in = tmp_path_factory.mktemp("forms")
    (made_in / "order-corner.docx").write_bytes(corner_form())
    (made_in / "order-school.docx").write_bytes(school_form())
    if SOFFICE:
        (made_in / "order-council.docx").write_bytes(council_form(SOFFICE))
    return made_in


@pytest.fixture(scope="module")
def registry() -> Registry:
    return load(DATA).registry


def printed(registry: Registry, folder: Path, name: str) -> RenderedDocument:
    found = registry.get(Order, "loiro-2022-18")
    assert found is not None
    return render_order(Renderer(folder), registry, found, name)


def words(document: RenderedDocument) -> str:
    return draft_text(document.data).replace("\u00a0", " ")


FORMS = [
    ("order-corner.docx", "01.02.2022 № 18", "Ректор", "Body Text"),
    ("order-school.docx", "01.02.2022 | № 18", "Ректор | ____________ | О.В. Ковальчук", "Школьный текст"),
    pytest.param(
        "order-council.docx", "от 01.02.2022    № 18", "Ректор    О.В. Ковальчук", "Body Text",
        marks=pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed"),
    ),
]  # fmt: skip


@pytest.mark.parametrize(("name", "registration", "signed", "style"), FORMS)
def test_order_18_on_a_form_not_made_for_innoreg(
    name: str, registration: str, signed: str, style: str, folder: Path, registry: Registry
) -> None:
    form = folder / name
    told = adopt(form)
    assert (told.returncode, told.stderr) == (0, "")
    before = form.read_bytes()
    document = printed(registry, folder, name)
    assert form.read_bytes() == before
    said = words(document)
    assert registration in said
    assert signed in said
    assert "1. Утвердить Дорожную карту" in said
    assert "5. Контроль за исполнением" in said
    assert "2.1. | Разработка входной" in said
    assert "18. | Тосненский | Овчарова М.Н." in said
    for sample in ("______", "Образец", "Текст распоряжения", "Фамилия", "[Заголовок"):
        assert sample not in said.replace("____________ | О.В.", "")
    opened = docx.Document(io.BytesIO(document.data))
    text = next(p for p in opened.paragraphs if p.text.startswith("Для обеспечения"))
    assert text.style is not None
    assert text.style.name == style
    assert len(opened.sections) == 3
    assert [s.orientation for s in opened.sections] == [0, 1, 0]
    own = docx.Document(str(form))
    assert [s.left_margin for s in opened.sections][::2] == [own.sections[0].left_margin] * 2
    assert printed(registry, folder, name).data == document.data


def test_the_mapping_is_small_and_names_what_stands_where(folder: Path) -> None:
    adopt(folder / "order-corner.docx")
    content = json.loads((folder / "order-corner.form.json").read_text(encoding="utf-8"))
    assert content["places"]["heading"] == {"paragraph": 9, "text": "О ______________________"}
    assert content["styles"]["text"] == "Body Text"


def test_what_is_not_found_is_asked_for_and_can_be_said(tmp_path: Path) -> None:
    document = docx.Document()
    for line in ("Бланк", "Число", "", "Место для текста", "Подписывает"):
        document.add_paragraph(line)
    form = tmp_path / "order-bare.docx"
    document.save(str(form))
    told = adopt(form)
    assert told.returncode == 0
    assert "--place date=NUMBER" in told.stderr
    assert adopt(form, "--paragraphs").stdout.splitlines()[3] == "   4  Место для текста"
    said = ("date=2", "number=3", "body=4", "post=5", "name=5")
    told = adopt(form, *(word for place in said for word in ("--place", place)))
    record = order({"kind": "instruct", "text": "Сдать отчёт."})
    shown = words(
        render_order(Renderer(tmp_path), register(record), record, form.name)
    ).splitlines()
    assert shown == [
        "Бланк", "01.02.2022", "№ 18", "О школах", "В целях развития", "ОБЯЗЫВАЮ:",
        "1. Сдать отчёт.", "2. Контроль за исполнением настоящего распоряжения возложить на начальника "
        "отдела Образцова В.Г.", "Ректор    В.Г. Образцов",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "wrong", [("--place", "date=99"), ("--place", "day=1"), ("--style", "text=Нет")]
)
def test_wrong_words_are_wrong_usage(wrong: tuple[str, str], tmp_path: Path) -> None:
    form = tmp_path / "order-corner.docx"
    form.write_bytes(corner_form())
    told = adopt(form, *wrong)
    assert told.returncode == 2
    assert not (tmp_path / "order-corner.form.json").exists()


def test_a_form_changed_since_is_refused(tmp_path: Path) -> None:
    form = tmp_path / "order-corner.docx"
    form.write_bytes(corner_form())
    adopt(form)
    changed = docx.Document(str(form))
    changed.paragraphs[1].insert_paragraph_before("Новая строка")
    changed.save(str(form))
    record = order({"kind": "instruct", "text": "Сдать."})
    with pytest.raises(Refused, match="adopted"):
        render_order(Renderer(tmp_path), register(record), record, form.name)


def test_the_form_of_the_issuer_is_taken_by_itself(tmp_path: Path) -> None:
    form = tmp_path / "order-corner.docx"
    form.write_bytes(corner_form())
    adopt(form)
    own = made("authority", "own", name="Центр", type="institute", letterhead={"form": form.name})
    assert isinstance(own, Authority)
    record = order({"kind": "instruct", "text": "Сдать."}, issuer="own")
    said = words(render_order(Renderer(tmp_path), register(own, record), record))
    assert "ул. Садовая, д. 5" in said


def test_a_form_without_lists_of_its_own_gets_them(tmp_path: Path) -> None:
    form = tmp_path / "order-corner.docx"
    with zipfile.ZipFile(io.BytesIO(corner_form())) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    del parts["word/numbering.xml"]
    for name in ("[Content_Types].xml", "word/_rels/document.xml.rels"):
        root = parts[name].decode()
        start = root.index("numbering.xml")
        left, right = root.rindex("<", 0, start), root.index(">", start) + 1
        parts[name] = (root[:left] + root[right:]).encode()
    with zipfile.ZipFile(form, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    adopt(form)
    record = order({"kind": "instruct", "text": "Сдать."})
    said = words(render_order(Renderer(tmp_path), register(record), record, form.name))
    assert "1. Сдать." in said


NO_MAPPINGS = {
    "a list": "[]",
    "nothing": "",
    "too deep": "[" * 100_000,
    "a number without end": '{"places": {"body": {"paragraph": 1e999, "text": ""}}, "styles": {}}',
    "a place of words": '{"places": {"body": {"paragraph": "x", "text": ""}}, "styles": {}}',
}


@pytest.mark.parametrize("broken", NO_MAPPINGS)
def test_what_is_no_mapping_is_refused(broken: str, tmp_path: Path) -> None:
    (tmp_path / "own.form.json").write_text(NO_MAPPINGS[broken], "utf-8")
    with pytest.raises(Refused, match="own"):
        read_mapping(tmp_path / "own.docx")


@pytest.mark.skipif(sys.platform == "win32", reason="links need a right there")
def test_a_mapping_behind_a_link_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "private.json").write_text('{"places": {}, "styles": {}}', "utf-8")
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates/own.form.json").symlink_to(tmp_path / "private.json")
    with pytest.raises(Refused, match="link"):
        read_mapping(tmp_path / "templates/own.docx")
