"""Whole documents that came out wrong once, each with two more of its kind, read as paragraphs and tables."""

import io
from pathlib import Path
from typing import Any

import docx
import pytest

from innoreg.errors import Refused
from innoreg.model.order import Order
from innoreg.render.document_text import split_enumerations
from innoreg.render.output_file import draft_text
from innoreg.render.renderer import RenderedDocument, Renderer, render_order
from innoreg.render.template_check import check_template
from innoreg.store.loader import load
from render.registers import made, order, register
from support import DATA

SHIPPED = DATA / "templates"
GYMNASIUM = made(
    "authority", "gymnasium", name="МБОУ «Гимназия № 11»", type="school",
    letterhead={"lines": ["МБОУ «Гимназия № 11»"], "order_word": "ПРИКАЗЫВАЮ:", "place": "Образцовск"},
)  # fmt: skip


def printed(
    *clauses: dict[str, Any], template: str = "order.md.j2", **fields: Any
) -> RenderedDocument:
    record = order(*clauses, **fields)
    return render_order(Renderer(SHIPPED), register(record, GYMNASIUM), record, template)


def lines(document: RenderedDocument) -> list[str]:
    return draft_text(document.data).replace("\u00a0", " ").splitlines()


@pytest.mark.parametrize(
    ("number", "appendices", "mark"),
    [
        ("215-ОД", 1, "от 01.02.2022 № 215-ОД"),
        ("11", 1, "от 01.02.2022 № 11"),
        ("215-ОД", 2, "от 01.02.2022 № 215-ОД"),
    ],
)
def test_an_issuer_whose_name_holds_a_number(number: str, appendices: int, mark: str) -> None:
    texts = [{"kind": "text", "number": str(n), "title": "Порядок", "text": "Первое."}
             for n in range(1, appendices + 1)]  # fmt: skip
    named = ["Сделать (приложение)."] if appendices == 1 else [
        f"Сделать (приложение {n})." for n in range(1, appendices + 1)
    ]  # fmt: skip
    document = printed(
        *({"kind": "instruct", "text": text} for text in named),
        issuer="gymnasium", order_kind="Приказ", number=number, appendices=texts,
    )  # fmt: skip
    assert document.findings == ()
    assert lines(document).count("к приказу МБОУ «Гимназия № 11»") == appendices
    assert lines(document).count(mark) == appendices


def test_a_text_appendix_has_paragraphs_headings_lists_and_tables() -> None:
    text = (
        "# Общие положения\n\n1.1. Положение определяет порядок.\nВторой абзац.\n"
        "- первое;\n- второе.\n\n| Срок | Кто |\n|---|---|\n| март | методист |\n\nПосле таблицы."
    )
    document = printed(
        {"kind": "instruct", "text": "Утвердить Положение (приложение)."},
        appendices=[{"kind": "text", "title": "Положение о школах", "text": text}],
    )
    opened = docx.Document(io.BytesIO(document.data))
    styled = [(p.style.name, p.text) for p in opened.paragraphs if p.style]
    at = styled.index(("Heading 2", "Положение о\u00a0школах"))
    assert [pair for pair in styled[at + 1 :] if pair[1]] == [
        ("Heading 3", "Общие положения"),
        ("Текст документа", "1.1. Положение определяет порядок."),
        ("Текст документа", "Второй абзац."),
        ("List Bullet", "первое;"),
        ("List Bullet", "второе."),
        ("Текст документа", "После таблицы."),
    ]
    assert [[cell.text for cell in row.cells] for row in opened.tables[0].rows] == [
        ["Срок", "Кто"],
        ["март", "методист"],
    ]


def test_a_text_appendix_in_one_line_and_data_that_looks_like_markup() -> None:
    document = printed(
        {"kind": "instruct", "text": "Утвердить (приложение)."},
        appendices=[{"kind": "text", "title": "Порядок", "text": "Делать: 1. Раз. 2. Два."}],
    )
    assert lines(document)[-3:] == ["Делать:", "1. Раз.", "2. Два."]
    document = printed(
        {"kind": "instruct", "text": "Утвердить (приложение)."},
        appendices=[{"kind": "text", "title": "Порядок", "text": "::: signature\n=== landscape"}],
    )
    assert lines(document)[-2:] == ["::: signature", "=== landscape"]


@pytest.mark.parametrize(
    ("appendix", "given"),
    [
        ({"kind": "sites", "sites": ["site"], "columns": ["№", "Кто", "Что", "Где", "Когда"]}, "5 heads"),
        ({"kind": "pairs", "pairs": ["pair"], "columns": ["№", "Кто"]}, "2 heads"),
        ({"kind": "text", "text": "Первое.", "columns": ["№"]}, "1 heads"),
    ],
)  # fmt: skip
def test_heads_that_are_not_as_many_as_the_columns(appendix: dict[str, Any], given: str) -> None:
    with pytest.raises(Refused, match=f"appendix 2: {given}"):
        printed(
            {"kind": "instruct", "text": "Утвердить (приложение 2)."},
            appendices=[{"kind": "lost", "number": "1"}, {"number": "2", **appendix}],
        )


@pytest.mark.parametrize(
    "text",
    [
        "в 2020 г. - не менее 20%, в 2021 г. - не менее 25%",
        "охват до 5 тыс. чел. - в каждой школе",
        "по 300 тыс. руб. - на школу, по 100 тыс. руб. - на сад",
    ],
)
def test_a_word_cut_short_ends_no_line_of_a_list(text: str) -> None:
    assert split_enumerations(text) == [text]


def test_decisions_of_2019_keep_a_share_in_one_line() -> None:
    registry = load(DATA).registry
    found = registry.get(Order, "meetings-2019-decisions")
    assert found is not None
    said = lines(render_order(Renderer(SHIPPED), registry, found))
    assert [line for line in said if "не менее 20%" in line and "не менее 25%" in line] != []


def test_the_signed_text_of_1585_has_its_registrations_and_mark() -> None:
    registry = load(DATA).registry
    found = registry.get(Order, "kopo-2023-1585-r")
    assert found is not None
    said = lines(render_order(Renderer(SHIPPED), registry, found))
    at = next(n for n, line in enumerate(said) if line.endswith("И.А. Голубев"))
    assert said[at + 1 : at + 7] == [
        "20.06.2023 18.04-01-801/2023",
        "20.06.2023 ВХ-КО-02-62/2023",
        "",
        "20.06.2023",
        "№ 1585-р",
        "(приложение)",
    ]


NUMBERLESS = [
    {"kind": "instruct", "text": "Сдать отчёт."},
    {"kind": "instruct", "text": "Сверить."},
]


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({}, ["Сдать отчёт.", "Сверить."]),
        ({"numbering": "automatic"}, ["1. Сдать отчёт.", "2. Сверить."]),
        (
            {"numbering": "automatic", "clauses": [{**NUMBERLESS[0], "clauses": NUMBERLESS[1:]}]},
            ["1. Сдать отчёт.", "1.1. Сверить."],
        ),
    ],
)
def test_clauses_have_the_numbers_of_the_record(fields: dict[str, Any], said: list[str]) -> None:
    shown = lines(printed(**{"clauses": NUMBERLESS, **fields}))
    assert [line for line in shown if "Сдать" in line or "Сверить" in line] == said


def test_a_form_for_a_plan_serves_an_order_without_appendices() -> None:
    document = printed({"kind": "instruct", "text": "Сдать."}, template="order-roadmap.docx")
    assert "1. Сдать." in lines(document)
    assert len(docx.Document(io.BytesIO(document.data)).sections) == 1


def test_a_form_for_a_plan_serves_an_order_with_one_appendix() -> None:
    document = printed(
        {"kind": "approve", "subjects": ["plan"]},
        template="order-roadmap.docx",
        appendices=[{"kind": "roadmap", "roadmap": "plan", "title": "Дорожная карта программы"}],
    )
    assert "1. | Семинар | март | Жуковицкая Н.Н. | Программа" in lines(document)
    assert len(docx.Document(io.BytesIO(document.data)).sections) == 2


@pytest.mark.parametrize(
    ("appendix", "printed_last"),
    [
        ({"kind": "text", "text": "# Общее\nПервое.\n- второе\n| Срок | Кто |\n|---|---|\n| март | все |"},
         ["Общее", "Первое.", "– второе", "Срок | Кто", "март | все"]),
        ({"kind": "assignments", "assignments": [
            {"person": "rector", "role": "consultant", "scope": ["tikhvin"]}]},
         ["№ п/п | Для кого | Кто", "1. | Тихвинский | Образцов В.Г."]),
        ({"kind": "lost", "number": "1"}, ["[Приложение 1 не сохранилось]"]),
    ],
)  # fmt: skip
def test_a_form_for_a_plan_serves_other_appendices(
    appendix: dict[str, Any], printed_last: list[str]
) -> None:
    document = printed(
        {"kind": "instruct", "text": "Сдать (приложение)."},
        template="order-roadmap.docx", signatory=None, appendices=[appendix],
    )  # fmt: skip
    assert lines(document)[-len(printed_last) :] == printed_last
    assert len(docx.Document(io.BytesIO(document.data)).sections) == 2


def test_a_form_for_a_plan_serves_three_appendices_and_sections() -> None:
    plan = made(
        "roadmap", "parts", type="roadmap", title="План семинаров",
        period={"from": "2022-01-01", "to": "2022-12-31"},
        sections=[{"number": "1", "title": "Раздел первый", "items": [
            {"number": "1.", "title": "Дело", "deadline": "март"}]}],
    )  # fmt: skip
    record = order(
        {"kind": "instruct", "text": "Сдать (приложения 1, 2, 3)."},
        appendices=[
            {"kind": "roadmap", "number": "1", "roadmap": "parts"},
            {"kind": "sites", "number": "2", "sites": ["site"]},
            {"kind": "text", "number": "3", "text": "Третье."},
        ],
    )
    document = render_order(Renderer(SHIPPED), register(record, plan), record, "order-roadmap.docx")
    opened = docx.Document(io.BytesIO(document.data))
    first = opened.tables[0]
    # A section is one cell over all columns, and columns have the widths of the record.
    assert [cell.text for cell in first.rows[1].cells] == ["Раздел первый"] * 3
    assert [cell.text for cell in first.rows[2].cells] == ["1.", "Дело", "март"]
    widths = [column.width for column in first.columns]
    assert widths[0] is not None
    assert widths[1] is not None
    assert widths[0] * 4 < widths[1]
    assert lines(document)[-1] == "Третье."
    assert document.remarks == ()


def test_a_form_that_has_no_place_for_a_part_says_so(tmp_path: Path) -> None:
    (tmp_path / "order-own.md.j2").write_text("::: heading\n{{ title }}\n:::\n", encoding="utf-8")
    record = order(
        {"kind": "instruct", "text": "Сдать (приложение)."},
        appendices=[{"kind": "text", "text": "Первое."}],
    )
    document = render_order(Renderer(tmp_path), register(record), record, "order-own.md.j2")
    assert [str(remark) for remark in document.remarks] == [
        "the template prints no clause 1.",
        "the template prints no clause 2.",
        "the template does not print all of appendix 1",
    ]


GLUED = "{% if signatory %}С уважением,{% endif %}\n::: signature\nРектор | В.Г. Образцов\n:::\n"


@pytest.mark.parametrize(
    ("source", "said"),
    [
        (GLUED, ["С уважением,", "Ректор    В.Г. Образцов"]),
        ("{# о подписи #}Итого\n::: place\nОбразцовск\n:::\n", ["Итого", "Образцовск"]),
        ("Всего {% set n = 2 %}{{ n }}{% if n %} школы{% endif %}\nи сады\n",
         ["Всего 2 школы", "и сады"]),
    ],
)  # fmt: skip
def test_a_line_that_ends_with_a_tag_stays_a_line(
    source: str, said: list[str], tmp_path: Path
) -> None:
    (tmp_path / "order-own.md.j2").write_text(source, encoding="utf-8")
    record = order({"kind": "instruct", "text": "Сдать."})
    document = render_order(Renderer(tmp_path), register(record), record, "order-own.md.j2")
    assert lines(document) == said
    assert check_template(tmp_path / "order-own.md.j2") == []


@pytest.mark.parametrize("source", ["С уважением, ::: signature\n:::\n", "{{ title }}::: place\n"])
def test_a_directive_inside_a_line_is_an_error(source: str, tmp_path: Path) -> None:
    path = tmp_path / "order-own.md.j2"
    path.write_text(source, encoding="utf-8")
    faults = check_template(path)
    assert [(fault.code, fault.place.line) for fault in faults] == [("template-block", 1)]
    record = order({"kind": "instruct", "text": "Сдать."})
    with pytest.raises(Refused, match=":::"):
        render_order(Renderer(tmp_path), register(record), record, path.name)
