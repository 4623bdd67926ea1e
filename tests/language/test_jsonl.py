"""The JSON Lines contract of `decline`."""

import pytest

from innoreg.language import PhraseKind, answer_request, likely_kind


def test_a_request_is_answered_with_its_id() -> None:
    request = {"id": "7", "text": "ректор", "kind": "position", "case": "dat"}
    assert answer_request(request) == {"id": "7", "text": "ректору"}


def test_the_gender_is_used() -> None:
    request = {"id": 1, "text": "Ковальчук О.В.", "kind": "person", "case": "ins"}
    assert answer_request(request | {"gender": "m"})["text"] == "Ковальчуком О.В."
    assert answer_request(request | {"gender": "f"})["text"] == "Ковальчук О.В."
    refusal = {"id": 1, "text": None, "refusal": {"code": "gender-unknown"}}
    assert answer_request(request) == refusal
    assert answer_request(request | {"gender": None}) == refusal


@pytest.mark.parametrize(
    "wrong",
    [{"text": None}, {"case": "voc"}, {"kind": "animal"}, {"gender": "x"}, {"case": ["gen"]}],
)
def test_a_request_that_asks_for_nothing_known_is_refused(wrong: dict[str, object]) -> None:
    request = {"id": 2, "text": "ректор", "kind": "position", "case": "dat"}
    reply = answer_request(request | wrong)
    assert reply == {"id": 2, "text": None, "refusal": {"code": "bad-request"}}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Ковальчук О.В.", "person"),
        ("М.В.Винокуров", "person"),
        ("Иванова Мария Ивановна", "person"),
        ("Гасанов Гасан Гасан оглы", "person"),
        ("фон Берг Карл Иванович", "person"),
        ("Шеховцева Е.В., проректор по развитию", "person"),
        ("ректор", "position"),
        ("заведующий", "position"),
        ("и.о. директора", "position"),
        ("директор школы имени А.С. Пушкина", "position"),
        ("МБОУ «СОШ № 5»", "org"),
        ("комитет общего и профессионального образования Ленинградской области", "org"),
        ("Дворец детского творчества", "org"),
        ("Тихвинский", "district"),
        ("Луга", "district"),
        ("Гатчинский муниципальный округ", "district"),
    ],
)
def test_a_kind_is_found_where_none_is_given(text: str, kind: PhraseKind) -> None:
    assert likely_kind(text) == kind


def test_a_request_without_a_kind_is_answered() -> None:
    request = {"id": 3, "text": "Тихвинский", "case": "acc"}
    assert answer_request(request) == {"id": 3, "text": "Тихвинский"}
