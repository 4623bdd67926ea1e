"""Small files that ask for much: read or refused with a reason, within the memory they may take."""

import shutil
import sys
from pathlib import Path

import pytest

from importing.bombs import BOMBS, MEGABYTE
from innoreg.importing.document_process import import_isolated
from innoreg.importing.messages import ImportRefused

NEEDS_OFFICE = ("odt", "ods", "rtf")
READ = {
    "cross_reference_table.pdf", "form_in_itself.pdf", "many_cells.pdf", "nested_arrays.pdf",
    "object_stream.pdf", "nested_tables.docx", "style_loop.docx", "wide_spans.docx",
    "far_rows.xlsx",
}  # fmt: skip
REFUSED = {
    "blank_stream.pdf": "too-much-memory",
    "cross_reference_loop.pdf": "damaged",
    "cross_reference_stream.pdf": "too-much-memory",
    "packed_twice.pdf": "too-much-memory",
    "page_tree_deep.pdf": "damaged",
    "page_tree_doubled.pdf": "damaged",
    "page_tree_loop.pdf": "damaged",
    "long_numbers.xlsx": "too-much-memory",
    "nested_groups.rtf": "office-failed",
}
# The others take seconds: `make bench` measures them all.
limited = pytest.mark.skipif(sys.platform != "linux", reason="the system limits no memory")


def bomb(name: str, folder: Path) -> Path:
    stem, suffix = name.split(".")
    path = folder / name
    data = BOMBS[suffix][stem]()
    assert len(data) < MEGABYTE
    path.write_bytes(data)
    return path


@pytest.mark.parametrize("name", sorted(READ))
def test_words_of_a_file_that_looks_like_much_are_read(name: str, tmp_path: Path) -> None:
    assert import_isolated(bomb(name, tmp_path)).words >= 3


@limited
@pytest.mark.parametrize("name", sorted(REFUSED))
def test_a_file_that_asks_for_too_much_is_refused_with_a_reason(name: str, tmp_path: Path) -> None:
    if name.endswith(NEEDS_OFFICE) and shutil.which("soffice") is None:
        pytest.skip("needs LibreOffice")
    with pytest.raises(ImportRefused) as caught:
        import_isolated(bomb(name, tmp_path))
    assert caught.value.code == REFUSED[name]


def test_no_module_of_the_folder_it_is_called_in_is_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "lxml.py").write_text("open('run', 'w').close()\n", encoding="utf-8")
    path = bomb("wide_spans.docx", tmp_path)
    monkeypatch.chdir(tmp_path)
    import_isolated(path)
    assert not (tmp_path / "run").exists()


def test_a_mistake_in_the_reading_process_is_called_so_and_not_too_much_memory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A library that is broken in the other process, where no test can reach in."""
    broken = tmp_path / "site" / "pdfplumber"
    broken.mkdir(parents=True)
    (broken / "__init__.py").write_text("raise KeyError('lost')\n", encoding="utf-8")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path / "site"), prepend=":")
    with pytest.raises(RuntimeError, match="KeyError: 'lost'"):
        import_isolated(bomb("object_stream.pdf", tmp_path))
