"""Kinds of wordings that once were answered wrongly: each with inputs of one kind, and the answer."""

import pytest

from deadlines.periods import period, result
from deadlines.test_cells import rows
from innoreg.deadlines import Calendar, expand, parse

ROWS = rows("families.tsv")


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row['family']}: {row['text']}")
def test_each_family(row: dict[str, str]) -> None:
    context = period(row["context"])
    read = parse(row["text"].replace("\\n", "\n"), context)
    assert (read.kind or "refused", result(read)) == (row["kind"], row["result"])
    if read.kind == "recurring":
        # The last column says how many times it falls due in its context.
        assert len(expand(read, context, Calendar())) == int(row["label"])
    elif row["label"] and read.windows:
        said = "; ".join(window.label for window in read.windows if window.label)
        assert row["label"] in (said, read.remark)
