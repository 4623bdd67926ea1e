"""docs/security.md: every promise leads to a test that is there."""

import re
from pathlib import Path

PAGE = Path(__file__).parents[1] / "docs" / "security.md"


def test_every_promise_leads_to_its_test() -> None:
    text = PAGE.read_text(encoding="utf-8")
    promises = text.partition("## What is promised")[2].partition("\n`make")[0]
    rows = [line for line in promises.splitlines() if line.startswith("| ")][1:]
    assert len(rows) >= 15
    for row in rows:
        links = re.findall(r"\]\((\.\./tests/[^)]+)\)", row)
        assert links, row
        for link in links:
            assert "def test_" in (PAGE.parent / link).read_text(encoding="utf-8"), row
