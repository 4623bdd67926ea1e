"""The Word form shipped with innoreg is the one its description makes."""

from innoreg.render.docx.docx_parts import read_parts
from render.forms import NAME, form
from support import DATA


def test_the_form_is_as_described() -> None:
    assert read_parts(DATA / "templates" / NAME) == read_parts(form())
