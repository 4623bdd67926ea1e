"""The chain as a reader sees it, in both languages."""

from innoreg.i18n import current_language, use_language
from ledger.registers import on, order
from ledger.small import GRANT, after


def test_each_step_says_what_it_did() -> None:
    orders = {
        "a": order("2022-02-01", GRANT),
        "b": order("2022-03-01", {"kind": "extend", "subjects": ["site"], "to": "2023-05-31"}),
        "c": order("2022-04-01", {"kind": "repeal", "number": "1", "subjects": ["b"]}),
    }
    chain = after("2022-05-01", orders).why("site")
    before = current_language()
    try:
        use_language("ru")
        assert [str(step.what) for step in chain] == [
            "статус присвоен",
            "срок продлён: 31.05.2023",
            "b – признано утратившим силу, действие прекращено",
        ]
        use_language("en")
        assert str(chain[1].what) == "term extended: 31.05.2023"
    finally:
        use_language(before)


def test_a_duty_without_a_term_says_so() -> None:
    orders = {"a": order("2022-02-01", {"kind": "instruct", "number": "1", "text": "Обеспечить"})}
    state = after("2022-02-01", orders)
    assert str(state.duties["a/1"].steps[0].what) == "put on control without a term"
    assert on("2022-02-01") == state.duties["a/1"].steps[0].day
