"""Two people change one record: what does not exclude each other is one text, the rest is marked."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from innoreg.model.roadmap import Roadmap
from innoreg.store.merging.three_way_merge import MergeResult, merge_texts
from innoreg.store.record_reader import ReadFile, read_record
from innoreg.store.tree import MemoryTree

PATH = "data/roadmaps/p.yaml"
BASE = """\
# Приложение 1
schema: 1
type: roadmap
title: "План"
period: {from: "2022-01-01", to: "2022-12-31"}
items:
  # первое полугодие
  - number: "1."
    title: "Совещание"  # очно
    deadline: "март"
    responsible:
      - person: a
      - person: b
    events:
      - event: done
        on: "2022-03-01"

  - number: "2."
    title: |
      Вебинар
      для кураторов
    deadline: [май, июнь]
    items:
      - number: "2.1."
        title: 'Часть'
        deadline: "апрель"
      - number: "2.10."
        title: "Другая часть"
# конец
"""


def read(text: bytes, path: str = PATH) -> ReadFile:
    return read_record(MemoryTree({path: text}), path, "roadmap", salvage=False)


def merge(ours: str, theirs: str, base: str = BASE) -> MergeResult:
    result = merge_texts(base.encode(), ours.encode(), theirs.encode(), PATH)
    assert result is not None
    return result


def clean(ours: str, theirs: str, base: str = BASE) -> str:
    """The merged text; the same record whichever side is ours."""
    result, turned = merge(ours, theirs, base), merge(theirs, ours, base)
    assert (result.conflicts, turned.conflicts) == (0, 0), result.content.decode()
    assert read(result.content).record == read(turned.content).record is not None
    return result.content.decode()


def put(after: str, lines: str, text: str = BASE) -> str:
    assert text.count(after) == 1
    return text.replace(after, after + lines)


def swap(old: str, new: str, text: str = BASE) -> str:
    assert text.count(old) == 1
    return text.replace(old, new)


def done(day: str, pad: str = "    ") -> str:
    return f'{pad}events:\n{pad}  - event: done\n{pad}    on: "{day}"\n'


def test_different_items_marked_done() -> None:
    one = put('        deadline: "апрель"\n', done("2022-04-05", " " * 8))
    two = put('        title: "Другая часть"\n', done("2022-04-06", " " * 8))
    both = put('        title: "Другая часть"\n', done("2022-04-06", " " * 8), one)
    assert clean(one, two) == both


def test_events_of_one_item_from_two_people_stand_by_day() -> None:
    def event(day: str) -> str:
        return f'      - event: extended\n        on: "{day}"\n        to: "до {day}"\n'

    last = '        on: "2022-03-01"\n'
    text = clean(put(last, event("2022-04-09")), put(last, event("2022-04-02")))
    assert text == put(last, event("2022-04-02") + event("2022-04-09"))


def test_first_events_of_one_item_from_two_people() -> None:
    last = '        deadline: "апрель"\n'
    one, two = done("2022-04-05", " " * 8), done("2022-04-07", " " * 8).replace("done", "reopened")
    text = clean(put(last, one), put(last, two))
    assert text == put(last, one + two.split("\n", 1)[1])


def test_one_thing_done_on_two_days_is_left_to_people() -> None:
    last = '        deadline: "апрель"\n'
    one, two = done("2022-04-05", " " * 8), done("2022-04-07", " " * 8)
    result = merge(put(last, one), put(last, two + '            evidence: "п"\n'))
    assert marked(result) == [
        '            on: "2022-04-05"\n=======\n            on: "2022-04-07"\n'
    ]
    assert 'evidence: "п"' in result.content.decode()


def test_the_same_mark_of_two_people_stands_once() -> None:
    marked = put('        deadline: "апрель"\n', done("2022-04-05", " " * 8))
    assert clean(marked, marked) == marked
    also_titled = swap('"Совещание"', '"Совет"', marked)
    assert clean(marked, also_titled) == also_titled


def test_items_appended_by_two_people_stand_by_number() -> None:
    def item(number: str) -> str:
        return f'  - number: "{number}"\n    title: "Новое {number}"\n'

    end = '        title: "Другая часть"\n'
    text = clean(put(end, item("10.")), put(end, item("9.")))
    assert text == put(end, item("9.") + item("10."))


def test_another_field_of_the_same_item() -> None:
    text = clean(swap('"март"', '"апрель"'), swap('"Совещание"', '"Совет"'))
    assert text == swap('"март"', '"апрель"', swap('"Совещание"', '"Совет"'))


def test_fields_between_one_pair_of_brackets() -> None:
    text = clean(swap('"2022-12-31"', '"2022-11-30"'), swap('"2022-01-01"', '"2022-02-01"'))
    assert 'period: {from: "2022-02-01", to: "2022-11-30"}\n' in text


def test_comments_of_one_and_changes_of_the_other() -> None:
    one = swap("# первое полугодие", "# до каникул", swap("# очно", "# заочно"))
    two = swap('"Совещание"', '"Совет"')
    assert clean(one, two) == swap('"Совещание"', '"Совет"', one)


def test_one_reformats_and_the_other_changes() -> None:
    one = BASE.replace('"', "'").replace("'Часть'", '"Часть"')
    text = clean(one, swap('"март"', '"апрель"'))
    assert text.count("'") == one.count("'") - 2
    assert 'deadline: "апрель"\n    responsible' in text


def test_one_indents_otherwise_and_the_other_appends() -> None:
    flat = BASE.partition("items:\n")
    one = flat[0] + flat[1] + "".join(
        line[2:] if line.startswith("  ") else line for line in flat[2].splitlines(keepends=True)
    )  # fmt: skip
    text = clean(one, put('        title: "Другая часть"\n', '  - number: "3."\n    title: "Т"\n'))
    assert '\n- number: "3."\n  title: "Т"\n' in text


def test_one_adds_to_those_who_answer_and_the_other_completes_the_first() -> None:
    one = put("      - person: b\n", "      - person: c\n")
    two = put("      - person: a\n", '        text: "А"\n')
    assert clean(one, two) == put("      - person: a\n", '        text: "А"\n', one)


def test_one_parts_the_items_by_more_empty_lines_and_the_other_changes_them() -> None:
    two = swap('\n\n  - number: "2."', '\n\n\n  - number: "2."')
    assert clean(swap('"март"', '"май"'), two) == swap('"март"', '"май"', two)


def test_a_text_that_both_made_a_list_of_is_left_to_people() -> None:
    def listed(*days: str) -> str:
        lines = "".join(f'      - "{day}"\n' for day in days)
        return swap('    deadline: "март"\n', f"    deadline:\n{lines}")

    one, two = listed("март", "май"), listed("март", "июнь")
    result = merge(one, two)
    assert result.conflicts == 1
    assert '"май"' in result.content.decode()
    assert '"июнь"' in result.content.decode()
    assert clean(one, one) == one


def test_moved_to_the_left_a_comment_keeps_its_words() -> None:
    flat = BASE.partition("items:\n")
    one = flat[0] + flat[1] + "".join(
        line[2:] if line.startswith("  ") else line for line in flat[2].splitlines(keepends=True)
    )  # fmt: skip
    two = put(
        '        title: "Другая часть"\n', '  - number: "3."\n# у края\n # почти\n    title: "Т"\n'
    )
    text = clean(one, two)
    assert '\n- number: "3."\n# у края\n# почти\n  title: "Т"\n' in text


@pytest.mark.parametrize("who", ["ours", "theirs"])
def test_one_puts_items_in_another_order_and_the_other_changes_one(who: str) -> None:
    first, second = BASE.index("  # первое"), BASE.index('  - number: "2."')
    one, two = BASE[first:second], BASE[second : BASE.index("# конец")]
    moved = BASE.replace(one + two, two + one)
    changed = swap('"Другая часть"', '"Иная часть"')
    both = swap('"Другая часть"', '"Иная часть"', moved)
    result = merge(moved, changed) if who == "ours" else merge(changed, moved)
    assert result.conflicts == 0
    titles = [item.title for item in plan(result.content).items]
    assert titles == [item.title for item in plan(both.encode()).items]
    assert titles[1] == "Совещание"


def plan(text: bytes) -> Roadmap:
    record = read(text).record
    assert isinstance(record, Roadmap)
    return record


def test_what_two_people_took_out_together_leaves_an_empty_list() -> None:
    one = swap("      - person: a\n", "")
    two = swap("      - person: b\n", "")
    text = clean(one, two)
    assert text == swap(
        "    responsible:\n      - person: a\n      - person: b\n", "    responsible: []\n"
    )


def test_one_renumbers_and_the_other_changes_the_renumbered() -> None:
    shifted = swap('number: "1."', 'number: "2."', swap('number: "2."', 'number: "3."'))
    shifted = swap("items:\n  #", 'items:\n  - number: "1."\n    title: "Новое"\n  #', shifted)
    text = clean(shifted, swap('"март"', '"до 5 марта"'))
    assert text == swap('"март"', '"до 5 марта"', shifted)


def test_one_takes_the_first_item_out_and_renumbers_and_the_other_changes_the_last() -> None:
    def plan(*rows: tuple[str, str, str]) -> str:
        lines = (f'  - number: "{n}."\n    title: "{t}"\n    deadline: "{d}"\n' for n, t, d in rows)
        return BASE.partition("  # первое")[0] + "".join(lines)

    base = plan(("1", "Совет", "март"), ("2", "Вебинар", "май"), ("3", "Отчёт", "июнь"))
    one = plan(("1", "Вебинар", "май"), ("2", "Отчёт", "июнь"))
    two = swap('"июнь"', '"до 5 июня"', base)
    assert clean(one, two, base) == swap('"июнь"', '"до 5 июня"', one)


def test_one_takes_an_item_out_and_the_other_changes_another() -> None:
    shorter = swap('      - number: "2.10."\n        title: "Другая часть"\n', "")
    assert clean(shorter, swap('"март"', '"май"')) == swap('"март"', '"май"', shorter)


def marked(result: MergeResult) -> list[str]:
    """The lines between the markers, and the text without them."""
    text = result.content.decode()
    return [part.partition(">>>>>>>")[0] for part in text.split("<<<<<<< ours\n")[1:]]


def test_one_field_changed_differently_is_marked_alone() -> None:
    result = merge(
        swap('"март"', '"май"', swap('"Совещание"', '"Совет"')), swap('"март"', '"июнь"')
    )
    assert result.conflicts == 1
    assert marked(result) == ['    deadline: "май"\n=======\n    deadline: "июнь"\n']
    assert '"Совет"  # очно' in result.content.decode()


@pytest.mark.parametrize("side", ["ours", "theirs"])
def test_either_side_of_a_marked_field_makes_a_whole_record(side: str) -> None:
    """Also of the first field, on whose line the dash stands."""
    result = merge(swap('"1."', '"1а."'), swap('"1."', '"1б."'))
    head, _mark, rest = result.content.decode().partition("<<<<<<< ours\n")
    one, _mark, rest = rest.partition("=======\n")
    two, _mark, tail = rest.partition(">>>>>>> theirs\n")
    record: Any = read((head + (one if side == "ours" else two) + tail).encode()).record
    assert record.items[0].number == {"ours": "1а.", "theirs": "1б."}[side]


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        # Changed by one, taken out by the other.
        (swap('    deadline: "март"\n', ""), swap('"март"', '"май"')),
        # One number for two things.
        (
            put('        title: "Другая часть"\n', '  - number: "3."\n    title: "Три"\n'),
            put('        title: "Другая часть"\n', '  - number: "3."\n    title: "Третье"\n'),
        ),
        # One shifts the numbers to where the other adds a new item.
        (
            swap('number: "2."', 'number: "3."'),
            put('        title: "Другая часть"\n', '  - number: "3."\n    title: "Третье"\n'),
        ),
        # Who answers is an ordered list.
        (put("      - person: b\n", "      - person: c\n"), put("      - person: b\n", "      - person: d\n")),
        # A text of several lines.
        (swap("Вебинар\n", "Семинар\n"), swap("для кураторов", "для всех")),
    ],
)  # fmt: skip
def test_what_people_must_decide(ours: str, theirs: str) -> None:
    for result in (merge(ours, theirs), merge(theirs, ours)):
        assert result.conflicts == 1
        assert [d.code for d in read(result.content).diagnostics][:1] == ["merge-conflict"]


def test_both_began_the_record() -> None:
    one, two = swap("конец", "край"), swap('"март"', '"май"')
    result = merge(one, two, base="")
    assert '    deadline: "март"\n=======\n    deadline: "май"\n' in result.content.decode()


def test_line_ends_and_byte_order_mark_of_ours_stay() -> None:
    ours = b"\xef\xbb\xbf" + swap('"март"', '"май"').replace("\n", "\r\n").encode()
    result = merge_texts(BASE.encode(), ours, swap('"Совещание"', '"Совет"').encode(), PATH)
    assert result is not None
    expected = swap('"Совещание"', '"Совет"', swap('"март"', '"май"')).replace("\n", "\r\n")
    assert result.content == b"\xef\xbb\xbf" + expected.encode()


def test_two_good_changes_that_exclude_each_other_are_marked() -> None:
    base = 'schema: 1\nissuer: x\norder_kind: П\ntitle: Т\ndate: "2022-02-01"\nyear: 2022\n'
    ours, theirs = swap('date: "2022-02-01"\n', "", base), swap("year: 2022\n", "", base)
    result = merge_texts(base.encode(), ours.encode(), theirs.encode(), "data/orders/o.yaml")
    assert result is not None
    assert result.conflicts == 1


@pytest.mark.parametrize(
    "broken", ["items: [", "a: &x 1\nb: *x\n", "", "- a\n- b: [\n", "<<<<<<< a\n"]
)
def test_what_is_no_record_is_left_to_git(broken: str) -> None:
    assert (
        merge_texts(BASE.encode(), broken.encode(), swap('"март"', '"май"').encode(), PATH) is None
    )


# Changes that one person may make; each leaves a record that loads.
CHANGES = {
    "title": ('"Совещание"', '"Совет"'),
    "title again": ('"Совещание"', '"Собрание"'),
    "term": ('    deadline: "март"', '    deadline: "апрель"'),
    "term of another": ('deadline: "апрель"', 'deadline: "до 5 мая"'),
    "no term": ('    deadline: "март"\n', ""),
    "two terms": ('    deadline: "март"\n', "    deadline:\n      - март\n      - май\n"),
    "brackets": ("[май, июнь]", "[май, июль]"),
    "more brackets": ("[май, июнь]", "[май, июнь, август]"),
    "event": ("      - event: done\n", '      - event: done\n        evidence: "п"\n'),
    "next event": (
        '        on: "2022-03-01"\n',
        '        on: "2022-03-01"\n      - event: reopened\n        on: "2022-03-02"\n',
    ),
    "no events": ('    events:\n      - event: done\n        on: "2022-03-01"\n', ""),
    "comment": ("# очно", "# заочно"),
    "no comment": ("  # первое полугодие\n", ""),
    "note above": ("schema: 1\n", "schema: 1\n# замечание\nnote: 'з'\n"),
    "first item": ("items:\n  #", 'items:\n  - number: "0."\n    title: "Ноль"\n  #'),
    "last item": ("# конец\n", '  - number: "3."\n    title: "Три"\n'),
    "other last item": ("# конец\n", '  - number: "4."\n    title: "Четыре"\n# конец\n'),
    "part": ('      - number: "2.10."', '      - number: "2.2."\n        title: "П"\n      - number: "2.10."'),
    "no part": ('      - number: "2.1."\n        title: \'Часть\'\n        deadline: "апрель"\n', ""),
    "number": ('number: "2.10."', 'number: "2.11."'),
    "who": ("      - person: b\n", "      - person: b\n      - person: c\n"),
    "order": ("      - person: a\n      - person: b\n", "      - person: b\n      - person: a\n"),
    "quotes": ("'Часть'", '"Часть"'),
    "lines": ("      для кураторов\n", "      для кураторов\n      и школ\n"),
}  # fmt: skip


def changed(names: list[str]) -> str:
    text = BASE
    for name in names:
        old, new = CHANGES[name]
        text = text.replace(old, new, 1)
    return text


sides = (
    st.lists(st.sampled_from(sorted(CHANGES)), unique=True, max_size=5)
    .map(changed)
    .filter(lambda text: read(text.encode()).record is not None)
)


@settings(max_examples=150)
@given(sides)
def test_a_change_merged_with_none_is_the_change(one: str) -> None:
    for ours, theirs in ((one, BASE), (BASE, one), (one, one)):
        assert merge(ours, theirs) == MergeResult(one.encode())


@settings(max_examples=400)
@given(sides, sides)
def test_the_sides_may_be_turned_and_the_result_loads(one: str, two: str) -> None:
    result, turned = merge(one, two), merge(two, one)
    assert result.conflicts == turned.conflicts
    if not result.conflicts:
        assert read(result.content).diagnostics == ()
        assert read(result.content).record == read(turned.content).record is not None


@settings(max_examples=200)
@given(sides, sides)
def test_what_is_merged_already_stays_so(one: str, two: str) -> None:
    """Merging the result with either side once more, from that side, changes nothing."""
    result = merge(one, two)
    if not result.conflicts:
        again = merge_texts(one.encode(), result.content, one.encode(), PATH)
        assert again == result


@settings(max_examples=300)
@given(st.lists(st.sampled_from(sorted(CHANGES)), unique=True, min_size=2, max_size=5), st.data())
def test_both_peoples_changes_are_there(names: list[str], data: st.DataObject) -> None:
    """As if one person had made them all, wherever their order makes no difference."""
    cut = data.draw(st.integers(1, len(names) - 1))
    texts = [changed(n) for n in (names[:cut], names[cut:], names, names[cut:] + names[:cut])]
    one, two, both, turned = (read(text.encode()).record for text in texts)
    if one and two and both and both == turned:
        result = merge(texts[0], texts[1])
        assert result.conflicts or read(result.content).record == both


def test_an_expert_is_asked_on_one_branch_and_another_answers_on_the_other() -> None:
    base = "schema: 1\nreviews:\n  - expert: a\n    asked: 2026-01-20\n"
    ours = base + "  - expert: b\n    asked: 2026-01-21\n"
    theirs = base + "    on: 2026-02-01\n    opinion: support\n"
    merged = merge(ours, theirs, base)
    assert merged.conflicts == 0
    assert merged.content.decode() == theirs + "  - expert: b\n    asked: 2026-01-21\n"
