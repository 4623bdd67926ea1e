"""Experts, their points and conflicts of interest are in no public output; rules and indicators are."""

from pathlib import Path

from innoreg.cli import main
from innoreg.queries.computed_indicators import answer_on
from innoreg.queries.public_registry import public_registry
from innoreg.store.loader import load
from sites.world import INDICATOR, Said, application, granted, review, said, target

PROTOCOL = (
    'schema: 1\ncouncil: council\non: "2026-02-14"\n'
    "decisions: [{subject: one, decision: recommend, vote: {for: 5, against: 4}, words: СЕКРЕТ}]\n"
)


def made(folder: Path) -> Path:
    reviews = [
        review("expert-1", "2026-02-10", 8, 8, 8, 8, 8, more=", words: СЕКРЕТ, conflict: true"),
        review("expert-2", "2026-02-11", 8, 8, 8, 8, 8),
        review("expert-3", "2026-02-11", 8, 8, 8, 8, 8),
    ]
    events = (
        '  - {event: done, on: "2026-06-05", report: "2026"}\n'
        '  - {event: assessed, on: "2026-06-20", report: "2026", outcome: negative,'
        " note: СЕКРЕТ}\n"
    )
    root = granted(
        folder,
        "2026-02-15",
        events,
        applications__one=application(reviews=reviews),
        protocols__council_1=PROTOCOL,
        indicators__share=INDICATOR.format(direction="up", targets=target("2026-12-31", "50")),
    )
    site = root / "data/sites/site-1.yaml"
    site.write_text(site.read_text("utf-8") + "application: one\n", "utf-8")
    table = "district;on;numerator;denominator;source\nluga;2026-06-01;6;10;сводка\n"
    (root / "data/indicators/share.csv").write_text(table, "utf-8")
    return root


def test_no_expert_and_no_opinion_is_exported(tmp_path: Path, capsys: Said) -> None:
    (tmp_path / "register").mkdir()
    root = made(tmp_path / "register")
    assert "0 ошибок" in said(capsys, root, "2026-07-01", "validate").replace("ошибки", "ошибок")
    out = tmp_path / "out"
    options = ["-C", str(root), "--no-cache", "--today", "2026-07-01", "export", "--public"]
    assert main([*options, "--format", "sqlite", "--to", str(out)]) == 0
    raw = b"".join(path.read_bytes() for path in out.rglob("*") if path.is_file())
    for secret in ("СЕКРЕТ", "Первова", "expert-1", "negative", "council-1", "recommend"):
        assert secret.encode() not in raw, secret
    for open_word in ("Лаборатория чтения", "regional-2026", "Охват"):
        assert open_word.encode() in raw


def test_what_is_public_answers_as_the_whole_does(tmp_path: Path) -> None:
    registry = load(made(tmp_path)).registry
    shown = public_registry(registry)
    assert {r.kind_name for r in shown.records} >= {"site-rules", "indicator", "site", "order"}
    assert not {r.kind_name for r in shown.records} & {"application", "protocol"}
    from datetime import date

    from innoreg.model.indicator import Indicator
    from innoreg.queries.indicator_values import REGION

    (one,) = shown.all(Indicator)
    found = answer_on(shown, one, date(2027, 1, 10))
    assert found.rows[REGION][0].light == "green"
    assert answer_on(registry, one, date(2027, 1, 10)).rows == found.rows
