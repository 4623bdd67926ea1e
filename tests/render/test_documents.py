"""What orders of other shapes print: appendices of each kind, emblem, long post, distribution."""

from pathlib import Path
from typing import Any

import pytest

from innoreg.errors import Refused
from innoreg.model.base import Record
from innoreg.render.docx.docx_parts import read_parts
from innoreg.render.output_file import draft_text
from innoreg.render.renderer import RenderedDocument, Renderer, render_order
from render.pictures import png
from render.registers import made, order, register
from support import DATA

SHIPPED = DATA / "templates"


def printed(
    *clauses: dict[str, Any], own: Path = SHIPPED, extra: tuple[Record, ...] = (), **fields: Any
) -> RenderedDocument:
    record = order(*clauses, **fields)
    return render_order(Renderer(own), register(record, *extra), record)


def text(rendered: RenderedDocument) -> str:
    return draft_text(rendered.data).replace("\u00a0", " ")


def test_an_order_without_any_text_of_its_own() -> None:
    said = text(
        printed(
            {"kind": "grant", "subjects": ["site"]},
            {"kind": "assign_pairs", "subjects": ["pair"]},
            {"kind": "entry_into_force"},
        )
    )
    assert "\nВ целях развития\nОБЯЗЫВАЮ:\n1. Присвоить статус «Региональная" in said
    assert "\n4. Контроль за исполнением настоящего распоряжения возложить на начальника" in said
    assert said.endswith("Ректор    В.Г. Образцов\n")


def test_an_appendix_approved_bears_a_stamp_and_another_one_a_mark() -> None:
    said = text(
        printed(
            {"kind": "approve", "subjects": ["plan"], "appendix": "1"},
            {"kind": "instruct", "text": "Школам работать по списку (приложение 2)."},
            appendices=[
                {"number": "1", "kind": "roadmap", "roadmap": "plan"},
                {"number": "2", "kind": "sites", "sites": ["site"], "title": "Список площадок"},
            ],
        )
    )
    stamp = (
        "Приложение 1\nУТВЕРЖДЕНА\nраспоряжением института развития образования\nот 01.02.2022 № 18"
    )
    assert stamp in said
    assert "Приложение 2\nк распоряжению института развития образования\nот 01.02.2022 № 18" in said
    assert "№ п/п | Мероприятие | Срок | Ответственный | Ожидаемый результат" in said
    assert "1. | Семинар | март | Жуковицкая Н.Н. | Программа" in said
    assert (
        "1. | государственное учреждение «Всеволожский агропромышленный техникум» | Форсайт" in said
    )


def test_pairs_and_a_text_as_appendices() -> None:
    said = text(
        printed(
            {"kind": "assign_pairs", "appendix": "1"},
            {"kind": "approve", "text": "Утвердить порядок (приложение 2)."},
            appendices=[
                {"number": "1", "kind": "pairs", "pairs": ["pair"], "title": "Пары"},
                {
                    "number": "2",
                    "kind": "text",
                    "title": "Порядок",
                    "text": "Делать: 1. Раз. 2. Два.",
                },
            ],
        )
    )
    assert "1. Закрепить наставнические пары (приложение 1)." in said
    assert (
        "1. | государственное учреждение «Всеволожский агропромышленный техникум» | СШ «Лидер» | "
        "– | – | с 01.04.2022 по 30.06.2022"
    ) in said
    assert "Порядок\nДелать:\n1. Раз.\n2. Два." in said


def test_consultants_in_a_table_whose_heads_the_document_gives() -> None:
    said = text(
        printed(
            {"kind": "appoint", "appendix": "1"},
            appendices=[
                {"number": "1", "kind": "assignments", "role": "consultant",
                 "columns": ["№", "Район", "Консультант"], "title": "Список консультантов",
                 "assignments": [{"person": "zhukovitskaya", "scope": ["tikhvin"]}]},
            ],
        )
    )  # fmt: skip
    assert "1. Назначить научным консультантом лицо согласно приложению." in said
    assert "№ | Район | Консультант\n1. | Тихвинский | Жуковицкая Н.Н." in said


def test_a_long_post_leaves_room_for_the_name() -> None:
    post = "Первый заместитель председателя комитета общего и профессионального образования области"
    rendered = printed(signatory={"person": "rector", "post": post})
    lines = text(rendered).splitlines()
    assert lines[-1].endswith("    В.Г. Образцов")
    assert " ".join((lines[-2] + " " + lines[-1]).split()) == f"{post} В.Г. Образцов"


def test_who_receives_it_is_printed_after_the_signature() -> None:
    said = text(printed(distribution=[{"organisation": "leader"}, "кафедры института"]))
    assert said.endswith("Разослать: средняя школа «Лидер»; кафедры института\n")


def test_an_order_not_yet_registered_says_so() -> None:
    rendered = printed(number=None, date=None, year=2022)
    assert [(f.check, f.severity) for f in rendered.findings] == [(13, "warning"), (14, "warning")]


def crested(path: str) -> Record:
    return made("authority", "crested", name="Комитет области", type="committee",
                letterhead={"lines": ["КОМИТЕТ ОБЛАСТИ"], "emblem": path, "place": "Образцовск"})  # fmt: skip


def test_an_emblem_stands_over_the_author(tmp_path: Path) -> None:
    (tmp_path / "герб.png").write_bytes(png(40, 60))
    rendered = printed(own=tmp_path, extra=(crested("герб.png"),), issuer="crested")
    parts = read_parts(rendered.data)
    assert parts["word/media/emblem.png"] == png(40, 60)
    assert parts["word/document.xml"].count(b"<w:drawing>") == 1


@pytest.mark.parametrize("path", ["../secret.png", "/etc/passwd", "нет.png", "text.png"])
def test_an_emblem_that_is_no_picture_of_the_templates_is_refused(
    path: str, tmp_path: Path
) -> None:
    own = tmp_path / "templates"
    own.mkdir()
    (tmp_path / "secret.png").write_bytes(png(1, 1))
    (own / "text.png").write_text("не рисунок", encoding="utf-8")
    with pytest.raises(Refused, match=r"png|passwd"):
        printed(own=own, extra=(crested(path),), issuer="crested")


def test_a_template_of_the_registry_wins_over_the_shipped_one(tmp_path: Path) -> None:
    shipped = (SHIPPED / "order.md.j2").read_text(encoding="utf-8")
    own = shipped.replace("{{ kind | upper }}", "ПРИКАЗ")
    (tmp_path / "order.md.j2").write_text(own, encoding="utf-8")
    assert "\nПРИКАЗ\n" in text(printed(own=tmp_path))


def test_case_belongs_to_the_place_of_use(tmp_path: Path) -> None:
    own = (SHIPPED / "order.md.j2").read_text(encoding="utf-8")
    line = "От {{ issuer | gen }}, {{ signatory.post | dat }} {{ signatory.person | acc }}, {{ kind | ins }}, {{ 'ведущий специалист' | dat | capital }}"
    (tmp_path / "order.md.j2").write_text(
        own.replace("{% for paragraph in preamble %}", line + "\n{% for paragraph in preamble %}"),
        encoding="utf-8",
    )
    said = text(printed(own=tmp_path))
    assert (
        "\nОт Института развития образования, Ректору Образцова В.Г., Распоряжением, "
        "Ведущему специалисту\n"
    ) in said
