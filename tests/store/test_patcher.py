"""A record's mapping is changed in its text: what differs changes, nothing else, or it is refused."""

import copy
import random
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from innoreg.diagnostics import Diagnostic
from innoreg.errors import Refused
from innoreg.store.yaml_text.composer import compose, node_data
from innoreg.store.yaml_text.patcher import patch_record_text
from innoreg.store.yaml_text.writer import value_as_read

WORDS = st.sampled_from(
    ["a", "b c", "Привет «мир»", "7.10", "on", "x: y", "# no", "две\nстроки", "две\nстроки\n", "",
     "'q'", '"d"', "- z", "{", "null", "~", " lead", "trail ", "tab\tx", "\u2028z", "\xa0nb"]
)  # fmt: skip
KEYS = st.sampled_from(["number", "title", "events", "note", "items", "on", "from", "for"])
VALUES = st.recursive(
    WORDS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=4),
    max_leaves=12,
)
RECORDS = st.dictionaries(KEYS, VALUES, min_size=1, max_size=6)


def read(text: str) -> Any:
    node, found = compose("x", text)
    if node is None or found:
        return None
    doubled: list[Diagnostic] = []
    data = node_data("x", node, doubled)
    return None if doubled else data


def mutated(data: Any, rng: random.Random) -> Any:
    """The same with a few things gone, new or different, keys renamed, elements put in."""

    def other() -> Any:
        return rng.choice(["new", "на «новое»", ["x", {"on": "y"}], {"note": "z", "for": []}, []])

    if isinstance(data, dict):
        pairs = []
        for key, value in data.items():
            fate = rng.random()
            if fate < 0.08:
                continue
            name = rng.choice([key, "renamed"]) if fate < 0.15 else key
            pairs.append((name, other() if fate > 0.92 else mutated(value, rng)))
        if rng.random() < 0.3:
            pairs.insert(rng.randint(0, len(pairs)), ("added", other()))
        return dict(pairs)
    if isinstance(data, list):
        kept = [mutated(one, rng) for one in data if rng.random() > 0.1]
        for _time in range(rng.choice([0, 0, 1, 2])):
            kept.insert(rng.randint(0, len(kept)), other())
        return kept
    return other() if rng.random() < 0.1 else data


@settings(max_examples=400)
@given(
    RECORDS,
    st.randoms(use_true_random=False),
    st.sampled_from([None, True, False, False]),
    st.sampled_from([None, None, '"', "'"]),
    st.sampled_from([2, 3, 4]),
    st.sampled_from([20, 1000]),
    st.sampled_from(["\n", "\r\n"]),
    st.booleans(),
)
def test_any_change_of_any_record_comes_out_right_or_is_refused(
    record: dict[str, Any],
    rng: random.Random,
    flow: bool | None,
    quotes: str | None,
    indent: int,
    width: int,
    newline: str,
    final: bool,
) -> None:
    text = yaml.safe_dump(
        record, allow_unicode=True, default_flow_style=flow, default_style=quotes,
        indent=indent, width=width, sort_keys=False,
    )  # fmt: skip
    text = (text if final else text.rstrip("\n")).replace("\n", newline)
    before = read(text)
    if not isinstance(before, dict):
        return
    wanted = mutated(before, rng)
    try:
        after = patch_record_text("x", text, copy.deepcopy(wanted))
    except Refused:
        return
    assert read(after) == value_as_read(wanted)
    if wanted == before:
        assert after == text


def test_refusals_are_rare() -> None:
    """The property above would hold of a function that refused everything."""
    rng = random.Random(7)
    refused = 0
    for n in range(300):
        record = {
            "title": "План",
            "items": [{"number": str(i), "note": "x", "events": [{"on": "1"}]} for i in range(4)],
            "note": ["a", "b", {"c": "d"}],
        }
        text = yaml.safe_dump(record, allow_unicode=True, sort_keys=False, indent=2 + n % 3)
        try:
            patch_record_text("x", text, {**mutated(record, rng), "kept": "yes"})
        except Refused:
            refused += 1
    assert refused < 6


@pytest.mark.parametrize(
    ("text", "change", "expected"),
    [
        (
            "a: 1  # one\nb: 'two'  # two\n",
            {"a": "1", "b": "2"},
            "a: 1  # one\nb: '2'  # two\n",
        ),
        (
            "old: x   # stays\n# about b\nb: y\n",
            {"new": "x", "b": "y"},
            "new: x   # stays\n# about b\nb: y\n",
        ),
        (
            "a: x\n# about b\nb: y\nc: z\n",
            {"a": "x", "c": "z"},
            "a: x\n# about b\nc: z\n",
        ),
        (
            "items:\n- a: 1\n  b: 2\n- a: 3\n",
            {"items": [{"b": "2"}, {"a": "3"}]},
            "items:\n- b: 2\n- a: 3\n",
        ),
        ("a:   # to come\nb: x\n", {"a": ["z"], "b": "x"}, "a:   # to come\n  - z\nb: x\n"),
        ("a: x\n", {"a": {"b": "c"}}, "a:\n  b: c\n"),
        ("a:\n  b: c\n# end\n", {"a": "x y"}, 'a: "x y"\n# end\n'),
        ("a: [x, y, z]\n", {"a": ["x", "z"]}, "a: [x, z]\n"),
        ("a:\n  - x  # 1\n  - y  # 2\n  - z\n", {"a": ["z"]}, "a:\n  - z\n"),
        ("a: x\nb: y", {"a": "x"}, "a: x"),
    ],
)
def test_only_what_differs_is_written_anew(
    text: str, change: dict[str, Any], expected: str
) -> None:
    assert patch_record_text("x", text, change) == expected


def test_what_cannot_be_done_line_by_line_is_refused_with_a_way_out() -> None:
    with pytest.raises(Refused) as refused:
        patch_record_text("data/x.yaml", "a: x\n", {})
    assert "innoreg fmt data/x.yaml" in str(refused.value.hint)
