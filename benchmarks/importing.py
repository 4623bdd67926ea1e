"""Reading documents: order № 18 with its 35 rows, plans of 5,000 rows, small files that ask for much."""

import sys
import tempfile
import time
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from innoreg.importing.reader import import_document

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT / "tests"), str(ROOT / "tools")]
DOCUMENTS = ROOT / "tests" / "importing" / "documents"
ROWS = 5000
TARGETS = {"order № 18, Word": 1.0, f"{ROWS} rows, Word": 10.0, f"{ROWS} rows, Excel": 10.0}
HEAD = ("№ п/п", "Мероприятие", "Срок проведения", "Ответственный", "Планируемый результат")


def cells(number: int) -> tuple[str, ...]:
    """One invented row; every tenth begins a new group."""
    group, item = divmod(number, 10)
    name = f"{group}.{item}." if item else f"{group}."
    who = "Иванова М.П., Петрова А.С., заместитель директора по УВР"
    return (
        name,
        f"Семинар {number} для педагогов",
        "октябрь, ноябрь",
        who,
        "Аналитическая справка",
    )


def word(path: Path) -> Path:
    """A Word file with one table, written as XML: the same content of parts as Word's own."""
    with zipfile.ZipFile(DOCUMENTS / "kopo-2023-1585-r.docx") as source:
        document = source.read("word/document.xml").decode()
        start, end = document.index("<w:tbl>"), document.index("</w:tbl>")
        rows = "".join(
            "<w:tr>"
            + "".join(f"<w:tc><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>" for text in row)
            + "</w:tr>"
            for row in (HEAD, *map(cells, range(10, ROWS + 10)))
        )
        document = f"{document[:start]}<w:tbl>{rows}{document[end:]}"
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target:
            for name in source.namelist():
                data = document if name == "word/document.xml" else source.read(name)
                target.writestr(name, data)
    return path


def excel(path: Path) -> Path:
    """The same rows as a workbook."""
    import openpyxl

    book = openpyxl.Workbook()
    sheet: Any = book.active
    for row in (HEAD, *map(cells, range(10, ROWS + 10))):
        sheet.append(row)
    book.save(path)
    return path


def measured(name: str, make: Callable[[], Path]) -> bool:
    """Show the time of one document; the file is made before the clock starts."""
    path = make()
    start = time.perf_counter()
    tables = import_document(path).tables
    seconds = time.perf_counter() - start
    rows = sum(len(table.rows) for table in tables)
    limit = TARGETS.get(name)
    against = f"target {limit:.0f} s" if limit else ""
    print(f"{name:22} {rows:6} rows {seconds:7.2f} s {against}")
    return limit is None or seconds < limit


def measured_bombs(folder: Path) -> bool:
    """Show what each of the small files that ask for much costs, in work and memory."""
    from import_folder import try_apart
    from importing.bombs import write_all

    write_all(folder)
    within = True
    for path in sorted(folder.iterdir()):
        trial = try_apart(path)
        dear = trial.is_dear(path.stat().st_size)
        within = within and not dear and trial.outcome != "crashed"
        mark = "missed" if dear else trial.outcome
        print(f"{path.name:30} {trial.seconds:6.1f} s {trial.memory:5} MiB  {mark}")
    return within


def main() -> None:
    """Measure; exit 1 if a target is missed."""
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "bombs").mkdir()
        done = [
            measured("order № 18, Word", lambda: DOCUMENTS / "loiro-2022-18.docx"),
            measured("order № 18, PDF", lambda: DOCUMENTS / "loiro-2022-18.pdf"),
            measured(f"{ROWS} rows, Word", lambda: word(Path(folder) / "plan.docx")),
            measured(f"{ROWS} rows, Excel", lambda: excel(Path(folder) / "plan.xlsx")),
            measured_bombs(Path(folder) / "bombs"),
        ]
    if not all(done):
        sys.exit(1)


if __name__ == "__main__":
    main()
