"""JSON is laid out as the library would, whatever the document."""

import json
from datetime import date
from enum import IntEnum
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from innoreg.report.jsonio import dumps


class Pair(NamedTuple):
    first: int
    second: str


class Level(IntEnum):
    LOW = 1


SCALARS = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(st.characters(codec="utf-8"))
    | st.dates()
    | st.builds(Pair, st.integers(), st.text())
    | st.just(Level.LOW)
)
DOCUMENTS = st.recursive(
    SCALARS,
    lambda below: (
        st.lists(below)
        | st.lists(below).map(tuple)
        | st.dictionaries(st.text(), below)
        | st.dictionaries(st.integers() | st.booleans() | st.none(), below, max_size=2)
    ),
)


@given(DOCUMENTS)
def test_every_document_is_written_as_the_library_writes_it(document: object) -> None:
    expected = json.dumps(document, ensure_ascii=False, indent=2, default=date.isoformat)
    assert dumps(document) == f"{expected}\n"


def test_what_json_cannot_hold_is_refused() -> None:
    with pytest.raises(TypeError, match="object has no place"):
        dumps({"a": [object()]})
