"""Plans of our own making as many programs write them: every field exact, every word has a place."""

from pathlib import Path

import pytest

from importing.corpus_files import BY_OFFICE, SOFFICE, write_corpus
from importing.corpus_layouts import read_corpus
from importing.corpus_score import score_file

LAYOUTS = read_corpus()
DRESSES = ("word", "gdocs", "lo", "pdf", "excel", "1c", "calc")


def test_the_corpus_has_more_than_sixty_documents_and_each_is_tried() -> None:
    dresses = [dress for layout in LAYOUTS for dress in layout.dresses]
    assert len(dresses) > 60
    assert set(dresses) == set(DRESSES)


@pytest.mark.parametrize("dress", DRESSES)
def test_every_field_is_exact_and_every_word_has_a_place(dress: str, tmp_path: Path) -> None:
    """All documents of one program at once: LibreOffice is started once for them."""
    if dress in BY_OFFICE and SOFFICE is None:
        pytest.skip("needs LibreOffice")
    layouts = [layout for layout in LAYOUTS if dress in layout.dresses]
    files = write_corpus(layouts, dress, tmp_path)
    scores = {layout.name: score_file(layout, files[layout.name]) for layout in layouts}
    assert {name: score for name, score in scores.items() if not score.is_clean()} == {}
