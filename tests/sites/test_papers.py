"""The papers of a council: protocol, extract, opinion, scores, register with reports, the year."""

from pathlib import Path

import pytest

from innoreg.cli import main
from sites.world import INDICATOR, Said, application, granted, review, said, target

PROTOCOL = (
    'schema: 1\ncouncil: council\nnumber: "3"\non: "2026-02-14"\nchair: "Иванова Т.П."\n'
    'secretary: "Петров К.К."\nmembers: 11\npresent: 9\nparticipants: ["Иванова Т.П., председатель", "Петров К.К."]\ndecisions:\n'
    "  - {subject: one, decision: recommend, vote: {for: 8, abstained: 1}, to: 2028-12-31,"
    " words: программа реалистична}\n"
    "  - {subject: site-1, decision: end_early, reason: own_request}\n"
)


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    reviews = [
        review("expert-1", "2026-02-10", 8, 7, 9, 6, 8, more=", opinion: support, words: Готово."),
        review("expert-2", "2026-02-12", 7, 7, 8, 6, 7),
    ]
    targets = f"{target('2026-06-30', '40')}, {target('2026-12-31', '50')}"
    made = granted(
        tmp_path_factory.mktemp("papers"),
        "2026-02-15",
        '  - {event: done, on: "2026-06-12", report: "2026"}\n',
        applications__one=application(reviews=reviews),
        protocols__council_3=PROTOCOL,
        indicators__share=INDICATOR.format(direction="up", targets=targets),
    )
    table = "district;on;numerator;denominator;source\nluga;2026-06-20;37;100;\n"
    (made / "data/indicators/share.csv").write_text(table, "utf-8")
    return made


def draft(capsys: Said, root: Path, *words: str) -> list[str]:
    # A document is Russian whatever the reader's language.
    text = said(capsys, root, "2026-07-01", "paper", *words, "--draft", lang="en")
    return text.replace("\xa0", " ").splitlines()


def test_protocol(capsys: Said, root: Path) -> None:
    lines = draft(capsys, root, "protocol", "council-3")
    assert lines[0] == "Протокол № 3 от 14.02.2026. Координационный совет"
    assert "Присутствовали: 9 из 11 членов совета." in lines
    assert "Участники: Иванова Т.П., председатель; Петров К.К." in lines
    at = lines.index("Решили")
    assert lines[at + 1] == (
        "1. О заявке «Лаборатория чтения» (Школа № 1): рекомендовать присвоить статус до 31.12.2028."
    )
    assert lines[at + 2 : at + 4] == [
        "Отмечено: программа реалистична.",
        "Голосовали: за – 8, против – 0, воздержались – 1.",
    ]
    assert "прекратить действие статуса досрочно (по её просьбе)." in lines[at + 4]
    assert lines[-2:] == [
        "Председательствующий    Иванова Т.П.",
        "Секретарь    Петров К.К.",
    ]


def test_extract_of_one_decision(capsys: Said, root: Path) -> None:
    text = "\n".join(draft(capsys, root, "protocol-extract", "council-3", "site-1"))
    assert text.startswith("Выписка из протокола. Протокол № 3")
    assert "2. О площадке" in text
    assert "О заявке" not in text
    assert main(["-C", str(root), "paper", "protocol-extract", "council-3", "luga"]) == 1
    assert "innoreg show council-3" in capsys.readouterr().err


def test_opinion_and_scores(capsys: Said, root: Path) -> None:
    opinion = draft(capsys, root, "opinion", "one", "expert-1")
    assert "relevance | 10 | 8" in opinion
    assert {"Итог: 38.", "Мнение: поддержать.", "Конфликт интересов: нет."} <= {*opinion}
    (row,) = [line for line in draft(capsys, root, "scores") if line.startswith("1 |")]
    assert "Первова А.А. – 38 (8+7+9+6+8), поддержать; Второв Б.Б. – 35 (7+7+8+6+7) | 36,5" in row


def test_register_with_reports(capsys: Said, root: Path) -> None:
    text = "\n".join(draft(capsys, root, "sites", "--reports"))
    assert "сдан 12.06.2026, с опозданием на 2 дня, на оценке" in text
    assert "Отчёты" not in "\n".join(draft(capsys, root, "sites"))


def test_the_note_for_a_meeting_says_what_is_to_be_decided(capsys: Said, root: Path) -> None:
    lines = draft(capsys, root, "council")
    assert lines[0] == "Справка к заседанию совета на 01.07.2026"
    heads = [line for line in lines[1:] if " | " not in line and line]
    assert heads[0] == "Отчёты площадок"
    assert "1. | Школа № 1 | " in lines[lines.index("Отчёты площадок") + 2]
    at = lines.index("Решено советом, распоряжения ещё нет")
    assert lines[at + 1] == (
        "1. Лаборатория чтения: рекомендовать присвоить статус до 31.12.2028"
        " (Координационный совет: протокол № 3 от 14.02.2026)."
    )


def test_the_year_with_charts(capsys: Said, root: Path) -> None:
    lines = draft(capsys, root, "council-year", "--year", "2026")
    assert lines[0] == "Справка об инновационной деятельности за 2026 год"
    (bar,) = {line.rpartition(" | ")[2] for line in lines if "37,0 %" in line}
    # 37 of 40 in twenty signs is 18,5: a bar is whole only where the target is reached.
    assert bar == "█" * 18 + "░" * 2 + "│"
    assert any("31.12.2026 | цель 50 %; нет данных" in line for line in lines)


@pytest.mark.parametrize(
    "words",
    ["protocol council-3", "opinion one expert-1", "scores", "council", "council-year --year 2026"],
)
def test_each_is_a_document(root: Path, tmp_path: Path, words: str) -> None:
    file = tmp_path / "paper.docx"
    options = ["-C", str(root), "--today", "2026-07-01", "paper", *words.split()]
    assert main([*options, "-o", str(file), "--issuer", "kopo"]) == 0
    assert file.read_bytes()[:2] == b"PK"
    assert main(["check-layout", str(file)]) in (0, 1)
