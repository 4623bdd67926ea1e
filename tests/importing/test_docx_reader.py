"""What Word files hold beside plain text: revisions, controls, numbers, merges, boxes."""

from pathlib import Path

import pytest

from importing import word
from importing.word import cell, paragraph, plain, run, save
from innoreg.importing.document import Document, Paragraph, Table
from innoreg.importing.docx.list_numbering import format_number
from innoreg.importing.reader import import_document, read_document

HEAD = ["№", "Мероприятие", "Срок", "Ответственный"]


def document(tmp_path: Path, body: str, **parts: str) -> Document:
    return read_document(save(tmp_path / "a.docx", body, **parts))


def texts(found: Document) -> list[str]:
    return [block.full for block in found.blocks if isinstance(block, Paragraph) and block.full]


def tables(found: Document) -> list[list[list[str]]]:
    return [
        [[slot.text if slot else "–" for slot in row] for row in block.grid]
        for block in found.blocks
        if isinstance(block, Table)
    ]


def row(*cells: str, properties: str = "") -> str:
    drawn = (inner if inner.startswith("<w:tc>") else cell(plain(inner)) for inner in cells)
    return f"<w:tr>{properties}{''.join(drawn)}</w:tr>"


def table(*rows: str, grid: tuple[int, ...] = ()) -> str:
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in grid)
    return f"<w:tbl><w:tblGrid>{columns}</w:tblGrid>{''.join(rows)}</w:tbl>"


MARK = 'w:id="1" w:author="А" w:date="2023-01-01T00:00:00Z"'


@pytest.mark.parametrize(
    ("inner", "shown"),
    [
        (f"{run('до ')}<w:ins {MARK}>{run('10 мая')}</w:ins>", "до 10 мая"),
        (
            f"<w:del {MARK}><w:r><w:delText>до 1 мая</w:delText></w:r></w:del>{run('июнь')}",
            "июнь",
        ),
        (
            f"<w:moveFrom {MARK}>{run('май')}</w:moveFrom><w:moveTo {MARK}>{run('июль')}</w:moveTo>",
            "июль",
        ),
        (f"<w:sdt><w:sdtContent>{run('15.05.2023')}</w:sdtContent></w:sdt>", "15.05.2023"),
        (f'<w:hyperlink r:id="rId9">{run("ссылка")}</w:hyperlink>', "ссылка"),
        ("<w:r><w:t>педа</w:t><w:softHyphen/><w:t>гог</w:t></w:r>", "педагог"),
        (run("педа\u00adгог"), "педагог"),
        ("<w:r><w:t>онлайн</w:t><w:noBreakHyphen/><w:t>урок</w:t></w:r>", "онлайн-урок"),
        ("<w:r><w:t>№\u00a018</w:t><w:br/><w:t>и</w:t><w:tab/><w:t>19</w:t></w:r>", "№ 18 и 19"),
        ("<w:r><w:instrText> PAGE </w:instrText></w:r>" + run("текст"), "текст"),
        ('<w:r><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>', "✓"),
        (
            "<mc:AlternateContent><mc:Choice Requires='w14'>"
            f"{run('раз')}</mc:Choice><mc:Fallback>{run('раз')}</mc:Fallback></mc:AlternateContent>",
            "раз",
        ),
    ],
)
def test_words_of_a_paragraph(tmp_path: Path, inner: str, shown: str) -> None:
    assert texts(document(tmp_path, paragraph(inner))) == [shown]


def test_a_deleted_paragraph_mark_joins_the_next_paragraph(tmp_path: Path) -> None:
    gone = f"<w:rPr><w:del {MARK}/></w:rPr>"
    body = paragraph(run("Первая часть"), gone) + plain("и вторая.")
    assert texts(document(tmp_path, body)) == ["Первая часть и вторая."]


def test_hidden_text_is_left_out_with_its_words_in_a_note(tmp_path: Path) -> None:
    hidden = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>черновик</w:t></w:r>"
    found = document(tmp_path, paragraph(run("видно ") + hidden))
    assert texts(found) == ["видно"]
    assert [(note.code, dict(note.params)) for note in found.notes] == [
        ("hidden-text", {"text": "черновик"})
    ]


def test_a_text_box_is_read_once_after_its_paragraph(tmp_path: Path) -> None:
    box = f"<w:txbxContent>{plain('в рамке')}</w:txbxContent>"
    both = (
        f"<mc:AlternateContent><mc:Choice Requires='wps'>{box}</mc:Choice>"
        f"<mc:Fallback>{box}</mc:Fallback></mc:AlternateContent>"
    )
    body = paragraph(run("до рамки") + f"<w:r>{both}</w:r>") + plain("после")
    assert texts(document(tmp_path, body)) == ["до рамки", "в рамке", "после"]


def test_footnotes_and_running_heads_are_noted(tmp_path: Path) -> None:
    relations = word.PARTS.replace(
        "</Relationships>",
        '<Relationship Id="rId3" Target="footnotes.xml" Type="http://schemas.openxmlformats.org/'
        'officeDocument/2006/relationships/footnotes"/></Relationships>',
    )
    notes = (
        f"<w:footnotes {word.NAMESPACE}><w:footnote>{plain('см. план')}</w:footnote></w:footnotes>"
    )
    found = document(tmp_path, plain("текст"), relations=relations, **{"word/footnotes.xml": notes})
    assert [(n.code, dict(n.params)["text"]) for n in found.notes] == [
        ("footnotes-left-out", "см. план")
    ]


# Automatic numbers


def level(ilvl: int, text: str, form: str = "decimal", start: int = 1, more: str = "") -> str:
    return (
        f'<w:lvl w:ilvl="{ilvl}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/>{more}'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


def numbering(
    levels: str, nums: str = '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
) -> str:
    abstract = f'<w:abstractNum w:abstractNumId="0">{levels}</w:abstractNum>'
    return f"<w:numbering {word.NAMESPACE}>{abstract}{nums}</w:numbering>"


def item(text: str, ilvl: int = 0, num: int = 1) -> str:
    return plain(text, f'<w:numPr><w:ilvl w:val="{ilvl}"/><w:numId w:val="{num}"/></w:numPr>')


def test_numbers_of_several_levels_restart_under_a_new_one(tmp_path: Path) -> None:
    levels = level(0, "%1.") + level(1, "%1.%2.") + level(2, "%1.%2.%3.")
    body = "".join(
        [item("а"), item("б", 1), item("в", 1), item("г", 2), item("д"), item("е", 1), plain("ж")]
    )
    assert texts(document(tmp_path, body, numbering=numbering(levels))) == [
        "1. а", "1.1. б", "1.2. в", "1.2.1. г", "2. д", "2.1. е", "ж",
    ]  # fmt: skip


def test_an_override_of_the_start_begins_anew_once(tmp_path: Path) -> None:
    nums = (
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
        '<w:num w:numId="2"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0">'
        '<w:startOverride w:val="5"/></w:lvlOverride></w:num>'
        '<w:num w:numId="3"><w:abstractNumId w:val="0"/></w:num>'
    )
    body = item("а") + item("б") + item("в", num=2) + item("г", num=2) + item("д", num=3)
    found = document(tmp_path, body, numbering=numbering(level(0, "%1)"), nums))
    assert texts(found) == ["1) а", "2) б", "5) в", "6) г", "7) д"]


def test_letters_roman_numbers_and_bullets(tmp_path: Path) -> None:
    levels = (
        level(0, "%1.", "upperRoman") + level(1, "%2)", "russianLower") + level(2, "-", "bullet")
    )
    body = "".join([item("а"), item("б", 1), item("в", 1), item("г", 2), item("д", 1), item("е")])
    assert texts(document(tmp_path, body, numbering=numbering(levels))) == [
        "I. а", "а) б", "б) в", "г", "в) д", "II. е",
    ]  # fmt: skip


def test_legal_numbering_shows_roman_levels_as_arabic(tmp_path: Path) -> None:
    levels = level(0, "%1.", "upperRoman") + level(1, "%1.%2.", more="<w:isLgl/>")
    body = item("а") + item("б") + item("в", 1)
    assert texts(document(tmp_path, body, numbering=numbering(levels)))[-1] == "2.1. в"


def test_numbering_that_comes_with_a_style(tmp_path: Path) -> None:
    levels = level(0, "%1.", more='<w:pStyle w:val="Clause"/>') + level(
        1, "%1.%2.", more='<w:pStyle w:val="SubClause"/>'
    )
    style = (
        '<w:style w:type="paragraph" w:styleId="{0}"><w:name w:val="{0}"/>{1}<w:pPr><w:numPr>{2}'
        '<w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    )
    based = '<w:basedOn w:val="Clause"/>'
    styles = (
        f"<w:styles {word.NAMESPACE}>{style.format('Clause', '', '')}"
        f"{style.format('SubClause', based, '')}</w:styles>"
    )
    body = (
        plain("а", '<w:pStyle w:val="Clause"/>')
        + plain("б", '<w:pStyle w:val="SubClause"/>')
        + plain("в", '<w:pStyle w:val="Clause"/>')
        + plain("г", '<w:pStyle w:val="Clause"/><w:numPr><w:numId w:val="0"/></w:numPr>')
    )
    found = document(tmp_path, body, numbering=numbering(levels), styles=styles)
    assert texts(found) == ["1. а", "1.1. б", "2. в", "г"]


def test_every_number_format() -> None:
    assert [format_number(29, form) for form in ("decimal", "lowerRoman", "upperLetter")] == [
        "29",
        "xxix",
        "CC",
    ]
    assert [format_number(n, "russianUpper") for n in (7, 8, 30)] == ["Ж", "З", "АА"]
    assert (
        format_number(3, "decimalZero"),
        format_number(3, "none"),
        format_number(3, "other"),
    ) == (
        "03",
        "",
        "3",
    )


# Grids


def test_spans_and_gaps(tmp_path: Path) -> None:
    wide = cell(plain("Раздел"), 3)
    down = cell(plain("I"), merge='<w:vMerge w:val="restart"/>')
    below = cell(plain(""), merge="<w:vMerge/>")
    body = table(
        row(wide),
        row(down, "а", "б"),
        row(below, "в", "г"),
        row("д", "е", properties='<w:trPr><w:gridBefore w:val="1"/></w:trPr>'),
    )
    assert tables(document(tmp_path, body)) == [
        [["Раздел"] * 3, ["I", "а", "б"], ["I", "в", "г"], ["–", "д", "е"]]
    ]


def test_controls_around_rows_and_cells_and_a_deleted_row(tmp_path: Path) -> None:
    inside = "<w:sdt><w:sdtContent>{}</w:sdtContent></w:sdt>"
    gone = row("было", "было", properties=f"<w:trPr><w:del {MARK}/></w:trPr>")
    body = table(
        inside.format(row("а", "б")),
        f"<w:tr>{inside.format(cell(plain('в')))}{cell(plain('г'))}</w:tr>",
        gone,
    )
    assert tables(document(tmp_path, inside.format(body))) == [[["а", "б"], ["в", "г"]]]


def test_a_nested_table_is_a_table_of_its_own(tmp_path: Path) -> None:
    inner = table(row(*HEAD), row("1.", "Семинар", "май", "Иванова М.П."))
    found = import_document(save(tmp_path / "a.docx", table(row(cell(inner + "<w:p/>"), "рядом"))))
    (plan,) = found.tables
    assert (plan.rows[0].title, plan.spot.table, plan.heading) == ("Семинар", 2, "рядом")


def test_cells_that_do_not_stand_under_their_heads_exactly(tmp_path: Path) -> None:
    """A table resized by hand: the edges of rows differ, the cells are as many."""
    grid = (700, 3000, 200, 1500, 150, 2500)
    head = row(
        "№", cell(plain("Мероприятие")), cell(plain("Срок"), 2), cell(plain("Ответственный"), 2)
    )
    first = row("1", cell(plain("Семинар"), 2), "май", cell(plain("Иванова М.П."), 2))
    second = row("2", "Вебинар", cell(plain("июнь"), 3), "Петрова А.А.")
    (plan,) = import_document(
        save(tmp_path / "a.docx", table(head, first, second, grid=grid))
    ).tables
    assert [(r.title, r.deadline, r.responsible) for r in plan.rows] == [
        ("Семинар", "май", "Иванова М.П."),
        ("Вебинар", "июнь", "Петрова А.А."),
    ]


def test_a_table_carried_on_in_a_second_one(tmp_path: Path) -> None:
    first = table(row(*HEAD), row("1.", "Семинар", "май", "Иванова М.П."))
    second = table(row("2.", "Вебинар", "июнь", "Петрова А.А."))
    third = table(row(*HEAD), row("3.", "Форум", "июль", "Петрова А.А."))
    (plan,) = import_document(
        save(tmp_path / "a.docx", first + "<w:p/>" + second + "<w:p/>" + third)
    ).tables
    assert [r.number for r in plan.rows] == ["1", "2", "3"]


def test_two_plans_with_headings_of_their_own_stay_two(tmp_path: Path) -> None:
    one = table(row(*HEAD), row("1.", "Семинар", "май", "Иванова М.П."))
    body = plain("План на 2022 год") + one + plain("План на 2023 год") + one
    assert [t.heading for t in import_document(save(tmp_path / "a.docx", body)).tables] == [
        "План на 2022 год",
        "План на 2023 год",
    ]


def test_a_merged_number_gives_two_items_of_that_number(tmp_path: Path) -> None:
    number = cell(plain("5."), merge='<w:vMerge w:val="restart"/>')
    below = cell("<w:p/>", merge="<w:vMerge/>")
    body = table(
        row(*HEAD),
        row(number, "Семинар", "май", "Иванова М.П."),
        row(below, "Вебинар", "июнь", "Петрова А.А."),
    )
    (plan,) = import_document(save(tmp_path / "a.docx", body)).tables
    assert [(r.number, r.title) for r in plan.rows] == [("5", "Семинар"), ("5", "Вебинар")]


def test_a_cell_over_two_columns_is_noted(tmp_path: Path) -> None:
    across = cell(plain("в течение года"), 2)
    body = table(
        row(*HEAD, "Результат"),
        row("1.", "Семинар", across, "отчёт"),
        row("2.", "А", "Б", "В", "Г"),
    )
    found = import_document(save(tmp_path / "a.docx", body))
    assert found.tables[0].rows[0].deadline == "в течение года"
    assert [(n.code, dict(n.params)["columns"]) for n in found.notes] == [
        ("merged-across", "Срок, Ответственный")
    ]


def test_a_line_alone_above_the_first_number_is_a_section(tmp_path: Path) -> None:
    body = table(row(*HEAD), row("", "Нормативная база", "", ""), row("1", "Приказ", "май", "Б"))
    (plan,) = import_document(save(tmp_path / "a.docx", body)).tables
    assert [(r.kind, r.title, r.section) for r in plan.rows] == [
        ("section", "Нормативная база", ""),
        ("item", "Приказ", "Нормативная база"),
    ]
