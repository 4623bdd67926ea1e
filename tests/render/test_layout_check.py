"""A gallery of the thirty checks: for each a document that breaks it and nothing else."""

import pytest

from innoreg.errors import Refused
from innoreg.model.authority import Letterhead
from innoreg.render.blocks import Paragraph
from innoreg.render.layout_check.flaw import Finding
from innoreg.render.layout_check.layout_checker import CHECKS, check_layout
from innoreg.render.layout_check.layout_profiles import GOST_2016, profile_for
from render.sample import (
    BLOCKS,
    DOCUMENT,
    NBSP,
    STYLES,
    Change,
    also,
    file,
    parts,
    put,
    put_all,
    put_last,
    saying,
    style,
)

PICTURE = "<w:r><w:drawing/></w:r>"
SIGNED = f"О.В.{NBSP}Образцова"
ESIGNED = "Документ подписан электронной подписью"
HEADER = "word/header1.xml"
CLAUSE = '<w:lvlText w:val="%1."/>'
HEAD_ROW = "<w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>"

BROKEN: list[tuple[int, str, Change]] = [
    (1, "letter paper", put('w:h="16838"', 'w:h="15840"')),
    (2, "10 mm at the top", put('w:top="1134"', 'w:top="567"')),
    (3, "the first page is numbered", put("<w:titlePg/>", "")),
    (3, "words beside the number", put("<w:r><w:fldChar", "<w:r><w:t>стр. </w:t></w:r><w:r><w:fldChar", HEADER)),
    (3, "the number at the left", style("Header", 'w:val="center"', 'w:val="left"')),
    (3, "too near the edge", put('w:header="567"', 'w:header="284"')),
    (4, "an appendix counts anew", put_last("</w:sectPr>", '<w:pgNumType w:start="1"/></w:sectPr>')),
    (5, "two fonts", style("Normal", 'w:cs="Liberation Serif"', 'w:cs="Arial"')),
    (5, "a font that is not free", put_all("Liberation Serif", "Times New Roman", STYLES)),
    (5, "11 points", put('<w:sz w:val="28"/><w:szCs w:val="28"/></w:rPr></w:style>',
                         '<w:sz w:val="22"/><w:szCs w:val="28"/></w:rPr></w:style>', STYLES)),
    (5, "8 points in a table", put('<w:sz w:val="22"/>', '<w:sz w:val="16"/>')),
    (6, "double spacing", style("BodyText", 'w:line="264"', 'w:line="480"')),
    (6, "a loose requisite", style("Kind", 'w:line="240"', 'w:line="360"')),
    (7, "no indent", style("BodyText", 'w:firstLine="709"', 'w:firstLine="0"')),
    (7, "an indented signature", style("Signature", '<w:jc w:val="left"/>',
                                       '<w:ind w:firstLine="709"/><w:jc w:val="left"/>')),
    (8, "ragged", style("Clause", 'w:val="both"', 'w:val="left"')),
    (8, "letters apart", put("<w:r><w:t", '<w:r><w:rPr><w:spacing w:val="40"/></w:rPr><w:t')),
    (8, "two spaces", put("В целях развития", "В целях  развития")),
    (9, "author across the page", style("Author", "<w:ind ", "<w:none ")),
    (9, "a wide mark", put('<w:pStyle w:val="Mark"/><w:ind w:left="10035"/>',
                           '<w:pStyle w:val="Mark"/><w:ind w:left="6000"/>')),
    (10, "two pictures", put("<w:r><w:t", PICTURE + PICTURE + "<w:r><w:t")),
    (10, "a picture below", put("<w:r><w:t xml:space=\"preserve\">В целях", PICTURE + '<w:r><w:t xml:space="preserve">В целях')),
    (11, "the short name above", put("(ИРО)</w:t>", "(ИРО)</w:t></w:r></w:p><w:p><w:pPr><w:pStyle "
                                     'w:val="Author"/></w:pPr><w:r><w:t>Отдел</w:t>')),
    (12, "small letters", saying("РАСПОРЯЖЕНИЕ", "Распоряжение")),
    (12, "at the left", style("Kind", 'w:val="center"', 'w:val="left"')),
    (13, "date with г.", put_all("01.02.2022", f"01.02.2022{NBSP}г.")),
    (13, "no such day", put_all("01.02.2022", "31.02.2022")),
    (14, "number without №", put("<w:tab/></w:r>", "</w:r>")),
    (15, "no place", saying("Образцовск", None)),
    (16, "a full stop", put("«Школа рядом»", "«Школа рядом».")),
    (16, "not О", put(f"О{NBSP}реализации", "Реализация")),
    (17, "no order word", saying("ОБЯЗЫВАЮ:", None)),
    (17, "a small order word", saying("ОБЯЗЫВАЮ:", "Обязываю:")),
    (18, "typed numbers", saying("Методистам (приложение 2):", "2. Методистам (приложение 2):", role="text", level=0)),
    (18, "roman numbers", put('<w:numFmt w:val="decimal"/>', '<w:numFmt w:val="upperRoman"/>', "word/numbering.xml")),
    (18, "brackets", put(CLAUSE, '<w:lvlText w:val="%1)"/>', "word/numbering.xml")),
    (18, "a gap", put('<w:start w:val="1"/>', '<w:start w:val="2"/>', "word/numbering.xml")),
    (18, "no full stop", put(f"2022{NBSP}г.", f"2022{NBSP}года")),
    (19, "no control", put("Контроль за исполнением возложить на", "Назначить ответственной")),
    (20, "not named", put(" (приложение 2)", "")),
    (20, "not there", put("(приложение 1)", "(приложения 1 и приложение 3)")),
    (21, "another number", put(f"№{NBSP}18</w:t></w:r></w:p><w:p><w:pPr><w:pStyle w:val=\"Heading2\"/>",
                               f"№{NBSP}19</w:t></w:r></w:p><w:p><w:pPr><w:pStyle w:val=\"Heading2\"/>")),
    (21, "no owner", put("к распоряжению ИРО", "ИРО")),
    (22, "of another gender", put("УТВЕРЖДЕНА", "УТВЕРЖДЕН")),
    (23, "on the same page", put_last('w:val="nextPage"', 'w:val="continuous"')),
    (23, "binding edge", put('w:top="1701"', 'w:top="567"')),
    (24, "the head does not repeat", put(HEAD_ROW, "<w:trPr><w:cantSplit/></w:trPr>")),
    (24, "rows split", put("<w:trPr><w:cantSplit/></w:trPr>", "")),
    (24, "half the width", put('w:w="5000" w:type="pct"', 'w:w="2500" w:type="pct"')),
    (25, "nobody", saying("Ректор", None)),
    (25, "surname first", saying("Ректор", "Ректор", right=f"Образцова{NBSP}О.В.")),
    (25, "not kept", put_last("<w:keepNext/><w:numPr>", "<w:numPr>")),
    (26, "no certificate", also(Paragraph("esignature", ESIGNED), "Ректор")),
    (27, "straight quotes", put("«Школа рядом»", "&quot;Школа рядом&quot;")),
    (28, "a number torn off", put_last(f"№{NBSP}18", "№ 18")),
    (28, "initials torn off", put(SIGNED, "О.В. Образцова")),
    (29, "a hyphen", put("развития наставничества", "развития - наставничества")),
    (30, "tracked", put("<w:r><w:t", '<w:ins w:id="1" w:author="x"/><w:r><w:t')),
    (30, "hidden", put("<w:r><w:t", "<w:r><w:rPr><w:vanish/></w:rPr><w:t")),
    (30, "a comment", lambda made: {**made, "word/comments.xml": b"<c/>"}),
]  # fmt: skip


def found(data: bytes, **options: object) -> list[Finding]:
    return check_layout(data, **options)  # type: ignore[arg-type]


def test_the_sample_breaks_nothing() -> None:
    assert found(file(parts())) == []


@pytest.mark.parametrize(("number", "change"), [(n, c) for n, _name, c in BROKEN],
                         ids=[f"{n}-{name}" for n, name, _c in BROKEN])  # fmt: skip
def test_exactly_this_check_is_broken(number: int, change: Change) -> None:
    findings = found(file(change(parts())))
    assert {f.check for f in findings} == {number}, [(f.check, str(f.message)) for f in findings]


def test_every_check_has_a_picture_in_the_gallery() -> None:
    assert [check.number for check in CHECKS] == list(range(1, 31))
    assert {number for number, _name, _change in BROKEN} == set(range(1, 31))


def test_the_author_is_compared_with_the_register() -> None:
    named = found(file(parts()), author=("Институт развития образования", "(ИРО)"))
    other = found(file(parts()), author=("Комитет по образованию",))
    assert (named, [f.check for f in other]) == ([], [11])


def test_a_number_not_yet_given_is_a_warning() -> None:
    data = file(saying(f"№{NBSP}18", f"№{NBSP}______")(parts()))
    first = next(f for f in found(data) if f.check == 14)
    assert first.severity == "warning"


def test_an_instruction_of_the_issuer_outranks_the_standard() -> None:
    letterhead = Letterhead(font="Times New Roman", margins=(20, 10, 20, 20))
    narrow = put('w:left="1701"', 'w:left="1134"')
    times = put_all("Liberation Serif", "Times New Roman", STYLES)
    data = file(narrow(times(parts())))
    assert {f.check for f in found(data)} >= {2, 5}
    assert not {2, 5} & {f.check for f in found(data, profile=profile_for(letterhead))}


def test_2016_lets_a_short_text_go_without_a_heading() -> None:
    heading = "О реализации программы «Школа рядом»"
    short = [b for b in BLOCKS[:14] if not (isinstance(b, Paragraph) and b.role == "heading")]
    short = [b for b in short if not (isinstance(b, Paragraph) and "прилож" in b.text)]
    data = file(parts([b for b in short if not (isinstance(b, Paragraph) and b.level == 2)]))
    assert [f.check for f in found(data)] == [16]
    assert found(data, profile=GOST_2016) == []
    long = file(saying(heading, None)(parts()))
    assert 16 in [f.check for f in found(long, profile=GOST_2016)]


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04 broken", b"%PDF-1.7", b"x" * 1000])
def test_what_is_no_word_document_is_refused(data: bytes) -> None:
    with pytest.raises(Refused):
        check_layout(data)


def test_broken_xml_is_refused() -> None:
    with pytest.raises(Refused):
        check_layout(file({**parts(), DOCUMENT: b"<w:document>"}))
