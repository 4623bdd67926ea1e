"""Real cells of plans, labelled by hand: all of them are read as the labels say."""

import csv
from pathlib import Path

import pytest

from deadlines.periods import period, result, shown
from innoreg.deadlines import parse

HERE = Path(__file__).parent


def rows(name: str) -> list[dict[str, str]]:
    with (HERE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


@pytest.mark.parametrize("name", ["cells_seen.tsv", "cells_blind.tsv"])
def test_cells_mean_what_their_labels_say(name: str) -> None:
    wrong = []
    for row in rows(name):
        read = parse(row["text"].replace("\\n", "\n"), period(row["context"]))
        got = (
            read.kind or "refused",
            shown(read.windows),
            read.rrule_freq or "",
            str(read.by_day or ""),
            ",".join(map(str, read.by_month)),
        )
        if got != (row["kind"], row["windows"], row["freq"], row["by_day"], row["by_month"]):
            wrong.append((row["text"], got))
    assert wrong == []


@pytest.mark.parametrize(
    "name",
    [
        "cells_published.tsv",
        "cells_fresh.tsv",
        "cells_blind_3.tsv",
        "cells_blind_4.tsv",
        "cells_blind_5.tsv",
        "cells_blind_6.tsv",
        "cells_blind_7.tsv",
    ],
)
def test_published_cells_mean_what_their_labels_say(name: str) -> None:
    wrong = []
    for row in rows(name):
        read = parse(row["text"].replace("\\n", "\n"), period(row["context"]))
        got = (read.kind or "refused", "" if read.refusal else result(read))
        if got != (row["kind"], "" if read.refusal else row["result"]):
            wrong.append((row["text"], got))
    assert wrong == []


@pytest.mark.parametrize("row", rows("wordings.tsv"), ids=lambda row: row["text"])
def test_wordings(row: dict[str, str]) -> None:
    read = parse(row["text"].replace("\\n", "\n"), period(row["context"]))
    fields = (
        read.kind or "refused",
        shown(read.windows),
        read.rrule_freq or "",
        "" if read.by_day is None else str(read.by_day),
        ",".join(map(str, read.by_month)),
        "" if read.by_weekday is None else str(read.by_weekday),
        "" if read.by_position is None else str(read.by_position),
        read.refusal.code if read.refusal else "",
    )
    assert fields == tuple(row.values())[2:]
