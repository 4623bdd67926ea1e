"""The form of a new record: every key that it needs, in the shape that belongs there."""

from innoreg.model.pair import Pair
from innoreg.model.roadmap import Roadmap
from innoreg.model.site import Site
from innoreg.store.record_form import blank_record, empty_paths


def test_a_list_has_one_element_to_fill_in_with_what_it_needs() -> None:
    pair, plan = blank_record(Pair, []), blank_record(Roadmap, [])
    assert (pair["mentors"], pair["mentees"]) == ([{"school": ""}], [{"school": ""}])
    assert plan["items"] == [{"number": "", "title": ""}]
    assert plan["period"] == {"from": "", "to": ""}


def test_values_fill_the_form_and_the_rest_is_still_empty() -> None:
    site = blank_record(Site, [("organisations", "school-1"), ("organisations", "school-2")])
    assert site["organisations"] == ["school-1", "school-2"]
    assert list(empty_paths(site)) == [("type",), ("theme",)]
