"""Results of schools by year: checks, sums, import and export; A1 to A4 of the design paper."""

import json
import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from innoreg.cli import main
from innoreg.model.exact_numbers import exact, least_part, percent_tenths, reaches
from results.tables import school, with_results

THIRTY = exact("30")
Said = pytest.CaptureFixture[str]


def said(capsys: Said, root: Path, *words: str, lang: str = "en") -> tuple[int, str, str]:
    code = main(["-C", str(root), "--lang", lang, "--no-cache", *words])
    out = capsys.readouterr()
    return code, out.out, out.err


def asked(capsys: Said, root: Path, *words: str) -> Any:
    return json.loads(said(capsys, root, *words, "--format", "json")[1])


def test_a1_more_below_and_high_than_took_part(tmp_path: Path, capsys: Said) -> None:
    root = with_results(tmp_path, {2026: ["luga-low;oge-math;24;20;5"]}, "luga-low")
    code, out, _err = said(capsys, root, "validate", lang="ru")
    assert code == 1
    assert (
        "data/results/2026.csv:2:19: ошибка[results-more-than-all] 20 + 5 = 25 > 24 участников"
        in out
    )


def test_a2_three_of_ten_reach_thirty_percent() -> None:
    assert percent_tenths(3, 10) == 300
    assert reaches(3, 10, THIRTY)


def test_a3_the_printed_share_does_not_decide() -> None:
    assert percent_tenths(62, 207) == 300
    assert not reaches(62, 207, THIRTY)
    assert reaches(63, 207, THIRTY)
    assert least_part(207, THIRTY) == 63


def test_a4_the_share_of_a_district_is_that_of_all_its_pupils(tmp_path: Path, capsys: Said) -> None:
    rows = ["a;oge-math;100;30", "b;oge-math;300;270"]
    root = with_results(tmp_path, {2025: rows}, "a", "b")
    code, out, _err = said(capsys, root, "results", "show", "--year", "2025", lang="ru")
    assert code == 0
    line = next(line for line in out.splitlines() if "математика" in line)
    assert line.split() == ["Лужский", "2", "400", "300", "75,0", "%", "ОГЭ", "математика"]
    (found,) = [
        row
        for row in asked(capsys, root, "results", "show", "--year", "2025")["rows"]
        if row["procedure"] == "oge-math"
    ]
    assert (found["participants"], found["below"], found["below_tenths"]) == (400, 300, 750)


@pytest.mark.parametrize(
    ("part", "whole", "tenths"),
    # 1/8 = 12,5; 1/16 = 6,25 -> 6,3 (half up); 1/3; all; 1/2000 = 0,05 -> 0,1.
    [(1, 8, 125), (1, 16, 63), (1, 3, 333), (5, 5, 1000), (1, 2000, 1), (0, 7, 0)],
)
def test_print_rounds_half_up(part: int, whole: int, tenths: int) -> None:
    assert percent_tenths(part, whole) == tenths


@pytest.mark.parametrize(
    ("percent", "part", "whole", "is_reached"),
    [("37,5", 3, 8, True), ("37,5", 2, 8, False), ("0", 0, 5, True), ("100", 5, 5, True),
     ("33.333333", 1, 3, True), ("33.333334", 1, 3, False)],
)  # fmt: skip
def test_thresholds_are_exact(percent: str, part: int, whole: int, is_reached: bool) -> None:
    assert reaches(part, whole, exact(percent)) is is_reached


def test_missing_rows_of_schools_of_the_level_are_counted(tmp_path: Path, capsys: Said) -> None:
    root = with_results(tmp_path, {2025: ["a;oge-math;10;1"]}, "a", "b")
    (root / "data/schools/b.yaml").write_text(school("Школа b", levels="[primary]"), "utf-8")
    code, out, _err = said(capsys, root, "validate")
    assert (code, "0 errors, 0 warnings" in out) == (0, True)
    rows = asked(capsys, root, "results", "show", "--year", "2025", "--by", "school")["rows"]
    assert [(r["school"], r["procedure"], r["missing"]) for r in rows] == [
        ("a", "oge-math", 0),
        ("a", "oge-rus", 1),
    ]


def workbook(path: Path, *rows: tuple[str | float, ...], above: str | None = None) -> Path:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for row in [*([(above,)] if above else []), *rows]:
        sheet.append(row)
    book.save(path)
    return path


RUSSIAN = ("№ п/п", "Район", "Школа", "Процедура", "Участников", "Получили «2»", "Средний балл")


def test_a_workbook_as_offices_write_it_becomes_rows(tmp_path: Path, capsys: Said) -> None:
    root = with_results(tmp_path, {2025: ["a;oge-math;10;1;2;3,5;старое"]}, "a", "b")
    sheet = workbook(
        tmp_path / "ОГЭ.xlsx",
        RUSSIAN,
        (1, "Лужский", "Школа a", "ОГЭ математика", 12, 3, 3.25),
        (2, "Лужский", "b", "oge-rus", 20.0, 4, "3,9"),
        above="Результаты ОГЭ 2025 года",
    )
    code, out, _err = said(capsys, root, "results", "import", str(sheet), "--year", "2025")
    assert code == 0
    assert out.splitlines()[:3] == [
        "results of 2025: new: 1, changed: 1, as they were: 0",
        "  changed  a oge-math: participants 10 → 12, below the minimum 1 → 3, mean 3.5 → 3.25",
        "  new  b oge-rus: 4/20 (20.0 %) below the minimum",
    ]
    # What the workbook has no column for stays as it was.
    assert (root / "data/results/2025.csv").read_text("utf-8") == (
        "school;procedure;participants;below;high;mean;note\n"
        "a;oge-math;12;3;2;3,25;старое\n"
        "b;oge-rus;20;4;;3,9;\n"
    )


def test_rows_absent_from_the_document_stay_unless_replaced(tmp_path: Path, capsys: Said) -> None:
    rows = ["a;oge-math;10;1", "a;oge-rus;10;2", "b;oge-math;9;3"]
    root = with_results(tmp_path, {2025: rows}, "a", "b")
    sheet = tmp_path / "new.csv"
    sheet.write_text("school;procedure;participants;below\nb;oge-math;9;3\n", "utf-8")
    words = ("results", "import", str(sheet), "--year", "2025")
    assert asked(capsys, root, *words, "--dry-run")["kept"] == 2
    assert said(capsys, root, *words)[1] == "Nothing to change.\n"
    assert said(capsys, root, *words, "--replace")[0] == 0
    table = (root / "data/results/2025.csv").read_text("utf-8")
    assert table.splitlines()[1:] == ["b;oge-math;9;3;;;"]


def test_a_new_year_takes_over_the_procedures_that_were_held(tmp_path: Path, capsys: Said) -> None:
    root = with_results(tmp_path, {2025: ["a;oge-math;10;1"]}, "a")
    sheet = tmp_path / "new.csv"
    sheet.write_text("school;procedure;participants;below\na;oge-rus;11;2\n", "utf-8")
    words = ("results", "import", str(sheet), "--year", "2026", "--source", "РИС ГИА, 04.07.2026")
    assert said(capsys, root, *words, "--as-of", "04.07.2026")[0] == 0
    record = (root / "data/results/2026.yaml").read_text("utf-8")
    assert 'source: "РИС ГИА, 04.07.2026"\nas_of: "2026-07-04"\n' in record
    assert "oge-rus" in record
    assert "oge-math" not in record
    assert said(capsys, root, "validate")[0] == 0


@pytest.mark.parametrize(
    ("table", "message"),
    [
        ("school;procedure;participants;below;ФИО\na;oge-math;1;1;x", "no column “ФИО”"),
        ("school;procedure;below\na;oge-math;1", "no table of results"),
        ("school;participants;below\na;1;1", "no column `procedure`"),
        ("school;procedure;participants;below\nx;oge-math;1;1", "line 2: no school “x”"),
        ("school;procedure;participants;below\na;физика;1;1", "no procedure “физика”"),
        ("school;procedure;participants;below\na;oge-math;05.апр;1", "no whole number: “05.апр”"),
        ("school;procedure;participants;below\na;oge-math;9;1\na;oge-math;9;2", "already: line 2"),
        ("school;procedure;participants;below\na;oge-math;9;10", "10 + 0 = 10 > 9 participants"),
    ],
)
def test_a_document_that_cannot_be_taken_changes_nothing(
    table: str, message: str, tmp_path: Path, capsys: Said
) -> None:
    root = with_results(tmp_path, {2025: ["a;oge-rus;10;1"]}, "a")
    before = {p: p.read_bytes() for p in sorted((root / "data").rglob("*")) if p.is_file()}
    sheet = tmp_path / "new.csv"
    sheet.write_text(table, "utf-8")
    code, _out, err = said(capsys, root, "results", "import", str(sheet), "--year", "2025")
    assert (code, message in err) == (1, True), err
    assert {p: p.read_bytes() for p in sorted((root / "data").rglob("*")) if p.is_file()} == before


def test_a_name_of_two_schools_is_asked_back(tmp_path: Path, capsys: Said) -> None:
    root = with_results(tmp_path, {2025: []}, "a", "b")
    (root / "data/schools/b.yaml").write_text(school("Школа a", "tosno"), "utf-8")
    sheet = tmp_path / "new.csv"
    sheet.write_text("school;procedure;participants;below\nШкола a;oge-math;9;1\n", "utf-8")
    _code, _out, err = said(capsys, root, "results", "import", str(sheet), "--year", "2025")
    assert "“Школа a” may be a, b: write the id" in err


def test_what_is_exported_is_imported_unchanged(tmp_path: Path, capsys: Said) -> None:
    rows = ["a;oge-math;10;1;2;3,5;=1+1", "b;oge-rus;9;3"]
    root = with_results(tmp_path, {2025: rows}, "a", "b")
    book = tmp_path / "out.xlsx"
    assert said(capsys, root, "results", "export", "--year", "2025", "--xlsx", str(book))[0] == 0
    sheet = openpyxl.load_workbook(book).worksheets[0]
    assert sheet["H2"].data_type == "s"
    first = book.read_bytes()
    call = ("results", "export", "--year", "2025", "--xlsx", str(book))
    assert said(capsys, root, *call, "--force")[0] == 0
    assert book.read_bytes() == first
    assert b"1980-01-01" in zipfile.ZipFile(book).read("docProps/core.xml")
    words = ("results", "import", str(book), "--year", "2025")
    assert said(capsys, root, *words)[1] == "Nothing to change.\n"


def test_a_table_of_windows_is_read_as_any_other(tmp_path: Path, capsys: Said) -> None:
    root = with_results(tmp_path, {2025: ["a;oge-math;10;1"]}, "a")
    table = root / "data/results/2025.csv"
    table.write_bytes(b"\xef\xbb\xbf" + table.read_bytes().replace(b"\n", b"\r\n"))
    assert said(capsys, root, "validate")[0] == 0
    assert asked(capsys, root, "results", "show", "--year", "2025")["rows"][0]["below"] == 1


def test_findings_of_rows_can_be_accepted(tmp_path: Path, capsys: Said) -> None:
    years = {2024: ["a;oge-math;10;1"], 2025: ["a;oge-math;30;1"]}
    root = with_results(tmp_path, years, "a")
    assert "30 participants, 10 in the year before" in said(capsys, root, "validate")[1]
    words = ("accept", "data/results/2025.csv:2", "--reason", "слияние школ")
    assert said(capsys, root, *words)[0] == 0
    assert "0 warnings, 1 accepted" in said(capsys, root, "validate")[1]
    (root / "data/results/2025.csv").write_text(
        (root / "data/results/2025.csv").read_text("utf-8").replace(";30;", ";31;"), "utf-8"
    )
    assert "31 participants, 10 in the year before" in said(capsys, root, "validate")[1]


def test_the_cache_notices_a_changed_table(
    tmp_path: Path, capsys: Said, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "registry"
    folder.mkdir()
    root = with_results(folder, {2025: ["a;oge-math;10;1"]}, "a")
    monkeypatch.setenv("INNOREG_CACHE", str(tmp_path / "cache"))
    words = ["-C", str(root), "--lang", "en", "validate"]
    assert main(words) == 0
    # Another question in between reads no table; its answer must not hide the change.
    assert main(["-C", str(root), "--lang", "en", "due", "--year", "2026"]) == 0
    assert main(words) == 0
    table = root / "data/results/2025.csv"
    good = table.read_text("utf-8")
    # As many bytes as before.
    table.write_text(good.replace(";10;1;;;", ";10;11;;"), "utf-8")
    assert main(words) == 1
    table.write_text(good, "utf-8")
    assert main(words) == 0
    table.unlink()
    assert main(words) == 1


def test_a_renamed_school_keeps_its_rows_and_its_profile(tmp_path: Path, capsys: Said) -> None:
    files = {"profiles__a-2025.yaml": "schema: 1\nschool: a\nyear: 2025\ndeficits: [math]\n"}
    rows = ["a;oge-math;10;1", "b;oge-math;9;3"]
    root = with_results(tmp_path, {2025: rows, 2024: rows}, "a", "b", **files)
    assert said(capsys, root, "rename", "a", "zarechnaya")[0] == 0
    for year in (2025, 2024):
        table = (root / f"data/results/{year}.csv").read_text("utf-8")
        assert table.splitlines()[1:] == ["b;oge-math;9;3;;;", "zarechnaya;oge-math;10;1;;;"]
    profile = root / "data/profiles/zarechnaya-2025.yaml"
    assert "school: zarechnaya\n" in profile.read_text("utf-8")
    assert not (root / "data/profiles/a-2025.yaml").exists()
    assert said(capsys, root, "validate")[0] == 0
