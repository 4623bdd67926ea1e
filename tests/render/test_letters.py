"""Letters, mail merge and extracts: what they say, to whom, and where the files lie."""

import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from innoreg.cli.letter_receivers import receiver_of
from innoreg.deadlines import Period
from innoreg.model.district import District
from innoreg.model.person import Person
from innoreg.model.school import School
from innoreg.render.declinable_words import Remarks
from innoreg.render.document_names import Namer
from innoreg.render.output_file import draft_text
from innoreg.render.paper_context import Requisites, Sender, letter_context
from innoreg.render.renderer import Renderer, render_paper
from innoreg.store.loader import load
from render.extracts import extracts_of
from render.registers import made, order, register
from support import DATA

INNOREG = Path(sys.executable).with_name("innoreg")
DAY = date(2021, 12, 1)
GRANT = {"kind": "grant", "subjects": ["site"]}
TERMS = {
    "kind": "set_terms", "subjects": ["site"],
    "terms": [{"report": "interim", "deadline": "ноябрь 2021 г."},
              {"report": "final", "deadline": "декабрь 2022 г."}],
}  # fmt: skip


def run(*words: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [INNOREG, *map(str, words)], cwd=DATA, capture_output=True, encoding="utf-8", check=False
    )


def letter_lines(ref: str, kind: type[School] | type[District], **given: Any) -> list[str]:
    registry = register(order(GRANT, TERMS, date="2021-02-01"))
    record = registry.get(kind, ref)
    assert record is not None
    receiver = receiver_of(registry, record, DAY)
    requisites = Requisites(**given, address=receiver.address)
    context = letter_context(
        Sender(registry), receiver.name, receiver.rows, DAY, receiver.post, (), requisites
    )
    made_letter = render_paper(Renderer(DATA / "templates"), context, "letter.md.j2", DAY)
    return draft_text(made_letter.data).replace("\u00a0", " ").splitlines()


def test_reports_of_a_site_have_russian_names_and_an_organisation_the_nominative() -> None:
    lines = letter_lines("college", School)
    assert "Государственное учреждение «Всеволожский агропромышленный техникум»" in lines
    table = [line.split(" | ")[0] for line in lines if " | " in line]
    assert table == ["Пункт", "промежуточные результаты", "итоговые результаты"]
    assert not [line for line in lines if "interim" in line or "final" in line]


def test_a_letter_bears_its_number_reference_and_executor() -> None:
    lines = letter_lines(
        "college", School, number="15-03/7", reply="На № 12 от 01.02.2021",
        executor=("Образцов В.Г.", "тел. 000-00-00"),
    )  # fmt: skip
    assert "01.12.2021    № 15-03/7" in lines
    assert "На № 12 от 01.02.2021" in lines
    assert lines[-1] == "Исполнитель: Образцов В.Г., тел. 000-00-00"


def test_a_letter_without_author_and_signature_says_so() -> None:
    registry = register(order(GRANT, TERMS, date="2021-02-01"))
    name = Namer(registry, Remarks()).person("rector")
    context = letter_context(Sender(registry), name, [], DAY)
    assert [str(remark) for remark in context["remarks"]] == [
        "the letter bears no author: say --issuer",
        "nobody signs the letter: say --signed",
    ]


def test_a_district_is_addressed_through_the_body_that_runs_its_education() -> None:
    own = made("authority", "own", name="комитет образования", type="municipal", district="tikhvin")
    for registry, address in (
        (register(), "Орган управления образованием Тихвинского муниципального района"),
        (register(own), "Комитет образования"),
    ):
        district = registry.get(District, "tikhvin")
        assert district is not None
        assert receiver_of(registry, district, DAY).address == (address,)


def test_a_period_leaves_out_what_is_due_later() -> None:
    registry = register(order(GRANT, TERMS, date="2021-02-01"))
    school = registry.get(School, "college")
    assert school is not None
    asked = Period(date(2021, 12, 1), date(2021, 12, 31))
    rows = receiver_of(registry, school, DAY, asked).rows
    assert [(row.number, row.status) for row in rows] == [("промежуточные результаты", "overdue")]


def test_a_letter_for_each_district(tmp_path: Path) -> None:
    folder = tmp_path / "letters"
    told = run(
        "--lang",
        "en",
        "paper",
        "letter",
        "--to",
        "districts",
        "--today",
        "2022-03-01",
        "-o",
        folder,
    )
    assert told.returncode == 0
    assert len(list(folder.glob("letter-*.docx"))) == 18
    assert told.stdout.endswith("18 documents written\n")
    head, first, *_rest = told.stdout.splitlines()
    assert head.split() == ["Addressee", "On", "control", "Overdue", "File"]
    assert first.endswith(".docx")


def test_a_letter_for_each_line_of_a_file(tmp_path: Path) -> None:
    named = tmp_path / "who.txt"
    named.write_text("zhukovitskaya-nn\n# комментарий\nloiro\n\nblinova-av\n", encoding="utf-8")
    folder = tmp_path / "letters"
    told = run("paper", "letter", "--to", named, "--today", "2022-03-01", "-o", folder)
    assert told.returncode == 0
    written = {path.name for path in folder.iterdir()}
    assert {"letter-zhukovitskaya-nn.docx", "letter-blinova-av.docx"} <= written


@pytest.mark.parametrize(
    "words", [[], ["zhukovitskaya-nn", "--to", "districts"], ["--to", "nobody"]]
)
def test_wrong_words_are_wrong_usage(words: list[str], tmp_path: Path) -> None:
    told = run("paper", "letter", *words, "-o", tmp_path / "letters")
    assert told.returncode == 2


SECTIONED = made(
    "roadmap", "sectioned", type="roadmap", title="План", period={"from": "2022-01-01", "to": "2022-12-31"},
    sections=[
        {"number": "1", "title": "Школы", "items": [
            {"number": n, "title": f"Дело {n}", "deadline": "март", "responsible": [{"person": "zhukovitskaya"}]}
            for n in ("6", "10")]},
        {"number": "0", "unnumbered": True, "title": "По всем направлениям", "items": [
            {"number": "2.", "title": "Дело 2", "deadline": "март", "responsible": [{"person": "zhukovitskaya"}]}]},
    ],
)  # fmt: skip


def test_an_item_of_a_section_is_cited_with_its_section() -> None:
    record = order({"kind": "approve", "subjects": ["sectioned"]},
                   appendices=[{"kind": "roadmap", "roadmap": "sectioned"}])  # fmt: skip
    registry = register(SECTIONED, record)
    person = registry.get(Person, "zhukovitskaya")
    assert person is not None
    receiver = receiver_of(registry, person, date(2022, 3, 1))
    assert [row.number for row in receiver.rows if row.title.startswith("Дело")] == [
        "п. 6 раздела 1",
        "п. 10 раздела 1",
        "п. 2 раздела «По всем направлениям»",
    ]
    context = letter_context(Sender(registry), receiver.name, receiver.rows, DAY)
    letter = render_paper(Renderer(DATA / "templates"), context, "letter.md.j2", DAY)
    said = draft_text(letter.data).replace("\u00a0", " ")
    assert "п. 10 раздела 1 | Дело 10 | март" in said


@pytest.mark.parametrize(
    ("party", "sent"),
    [
        ({"person": "zhukovitskaya"}, "Выписка направляется: Жуковицкой Н.Н."),
        ({"organisation": "college"},
         "Выписка направляется: государственному учреждению «Всеволожский агропромышленный техникум»"),
        ({"district": "tikhvin"}, "Выписка направляется: Тихвинскому муниципальному району"),
        ({"person": "unknown"}, "Адресат выписки: Ковальчук О.В."),
    ],
)  # fmt: skip
def test_whom_an_extract_is_sent(party: dict[str, str], sent: str) -> None:
    record = order({"kind": "instruct", "text": "Сдать.", "addressees": [party]})
    registry = register(record)
    extract = next(iter(extracts_of(Renderer(DATA / "templates"), registry, record).values()))
    assert sent in draft_text(extract.data).replace("\u00a0", " ").splitlines()


@pytest.mark.parametrize(
    ("below", "said"),
    [
        ([{"number": "2.1", "text": "утвердить план;", "addressees": [{"person": "zhukovitskaya"}]}],
         ["2. Институту:", "2.1. утвердить план;"]),
        ([{"number": "2.1", "text": "принять отчёт;"},
          {"number": "2.2", "text": "утвердить план.", "addressees": [{"person": "zhukovitskaya"}]}],
         ["2. Институту:", "2.2. утвердить план."]),
        ([{"number": "2.3", "text": "в срок:", "clauses": [
            {"kind": "instruct", "number": "2.3.1", "text": "сдать.",
             "addressees": [{"person": "zhukovitskaya"}]}]}],
         ["2. Институту:", "2.3. в срок:", "2.3.1. сдать."]),
    ],
)  # fmt: skip
def test_an_extract_keeps_the_numbers_and_the_heads_above(
    below: list[dict[str, Any]], said: list[str]
) -> None:
    record = order(
        {"kind": "instruct", "text": "Сдать."},
        {"kind": "instruct", "text": "Институту:",
         "clauses": [{"kind": "instruct", **each} for each in below]},
    )  # fmt: skip
    extract = extracts_of(Renderer(DATA / "templates"), register(record), record)["zhukovitskaya"]
    lines = draft_text(extract.data).replace("\u00a0", " ").splitlines()
    at = lines.index(said[0])
    assert lines[at : at + len(said) + 1] == [*said, "Ректор    В.Г. Образцов"]


def test_an_extract_says_in_the_dative_whom_it_is_for_and_keeps_sections() -> None:
    registry = load(DATA).registry
    found = {record.id: record for record in registry.records}["kopo-2023-1585-r"]
    assert found is not None
    plan = made(
        "roadmap", "parts", type="roadmap", title="План семинаров",
        period={"from": "2022-01-01", "to": "2022-12-31"},
        sections=[{"number": str(n), "title": f"Раздел {n}", "items": [
            {"number": "1.", "title": f"Дело {n}", "deadline": "март",
             "responsible": [{"person": "zhukovitskaya" if n != 2 else "rector"}]}]}
            for n in (1, 2, 3)],
    )  # fmt: skip
    record = order(
        {"kind": "instruct", "number": "1", "text": "Провести:", "clauses": [
            {"kind": "instruct", "number": "1.1", "text": "семинары.",
             "addressees": [{"person": "zhukovitskaya"}]}]},
        {"kind": "approve", "subjects": ["parts"]},
        appendices=[{"kind": "roadmap", "roadmap": "parts"}],
    )  # fmt: skip
    own = register(plan, record)
    extracts = extracts_of(Renderer(DATA / "templates"), own, record)
    lines = draft_text(extracts["zhukovitskaya"].data).replace("\u00a0", " ").splitlines()
    assert "Выписка направляется: Жуковицкой Н.Н." in lines
    assert "1.1. семинары." in lines
    assert lines[-5:] == [
        "№ п/п | Мероприятие | Срок | Ответственный", "Раздел 1",
        "1. | Дело 1 | март | Жуковицкая Н.Н.", "Раздел 3", "1. | Дело 3 | март | Жуковицкая Н.Н.",
    ]  # fmt: skip


def test_who_receives_a_status_gets_an_extract_with_its_row() -> None:
    record = order(
        {"kind": "grant", "subjects": ["site"], "appendix": "1"},
        appendices=[{"kind": "sites", "number": "1", "sites": ["site"]}],
    )
    own = register(record)
    extracts = extracts_of(Renderer(DATA / "templates"), own, record)
    said = draft_text(extracts["college"].data)
    assert (
        "1. | государственное учреждение «Всеволожский агропромышленный техникум» | Форсайт" in said
    )
