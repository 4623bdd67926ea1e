"""docs/diagnostics.md says what the rules and their gallery say."""

import re
import subprocess
import sys

from rules.gallery import CODES
from support import DATA

PAGE = DATA / "docs" / "diagnostics.md"


def test_every_code_has_its_section() -> None:
    headings = re.findall(r"^### (.+)$", PAGE.read_text(encoding="utf-8"), re.MULTILINE)
    assert headings == list(CODES)


def test_the_page_is_fresh() -> None:
    script = "import diagnostics_page; print(diagnostics_page.page(), end='')"
    made = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", script],
        cwd=DATA / "tools",
        capture_output=True,
        check=True,
        encoding="utf-8",
    )
    assert made.stdout == PAGE.read_text(encoding="utf-8")
