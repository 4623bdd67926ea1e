"""The screens of the manual and of README are what the commands show that stand above them."""

import difflib

import pytest

import screens
from support import DATA


@pytest.mark.parametrize("page", screens.PAGES)
def test_screens_are_what_the_commands_show(page: str) -> None:
    text = (DATA / page).read_text(encoding="utf-8")
    try:
        now = screens.rewritten(page, text)
    except screens.CommandFailed as failed:
        pytest.fail(str(failed), pytrace=False)
    changed = difflib.unified_diff(text.splitlines(), now.splitlines(), page, "now", lineterm="")
    told = "\n".join(changed)
    assert not told, f"{told}\nwhere the new screens are right, `make docs` writes them"
