"""What two branches both took is found, with a renumbering that really parts them."""

from pathlib import Path

from innoreg.queries.collisions import Collision, collisions
from innoreg.store.loader import load
from support import roadmap, tree

Files = dict[str, str]
PERSON = 'schema: 1\nname: "{}"\n'
ORDER = 'schema: 1\nissuer: loiro\norder_kind: Приказ\nnumber: "18"\ndate: "{}"\ntitle: "{}"\n'


def found(tmp_path: Path, base: Files, ours: Files, theirs: Files) -> list[Collision]:
    def side(name: str, files: Files) -> Path:
        (tmp_path / name).mkdir()
        return tree(tmp_path / name, files)

    roots = (side("base", base), side("ours", base | ours), side("theirs", base | theirs))
    return collisions(*(load(root).registry for root in roots))


def rewritten(tmp_path: Path, collision: Collision) -> str:
    """The proposal carried out on the second side; the text of the plan."""
    for rewrite in collision.rewrites:
        path = tmp_path / "theirs" / rewrite.place.file
        lines = path.read_text(encoding="utf-8").split("\n")
        line = lines[rewrite.place.line - 1]
        head, tail = line[: rewrite.place.column - 1], line[rewrite.place.column - 1 :]
        lines[rewrite.place.line - 1] = head + tail.replace(rewrite.was, rewrite.now, 1)
        path.write_text("\n".join(lines), encoding="utf-8")
    return (tmp_path / "theirs" / "data/roadmaps/p.yaml").read_text(encoding="utf-8")


def test_one_id_for_two_people(tmp_path: Path) -> None:
    plan = roadmap("1. | март | Дело | responsible: [{person: ivanov}, {person: person/ivanov}]")
    ours = {"people/ivanov.yaml": PERSON.format("Иванов И.И.")}
    theirs = {"people/ivanov.yaml": PERSON.format("Иванов П.П."), "roadmaps/p.yaml": plan}
    (collision,) = found(tmp_path, {}, ours, theirs)
    assert (collision.kind, collision.proposal) == ("id", "ivanov-2")
    assert [r.now for r in collision.rewrites] == ["ivanov-2", "person/ivanov-2"]
    assert "{person: ivanov-2}, {person: person/ivanov-2}" in rewritten(tmp_path, collision)


def test_the_same_record_on_both_sides_is_no_collision(tmp_path: Path) -> None:
    same = {"people/ivanov.yaml": PERSON.format("Иванов И.И.")}
    assert found(tmp_path, {}, same, same) == []


def test_one_id_in_two_kinds(tmp_path: Path) -> None:
    school = 'schema: 1\nname: "Школа"\ntype: school\n'
    (collision,) = found(
        tmp_path, {}, {"people/x.yaml": PERSON.format("Х")}, {"schools/x.yaml": school}
    )
    assert (collision.ref, collision.other) == ("person/x", "school/x")


def test_one_number_for_two_items_with_what_lies_below(tmp_path: Path) -> None:
    base = roadmap("1. | март | Дело", "2. | март | Второе")
    ours = base + '  - number: "3."\n    title: "Совещание"\n'
    theirs = base + (
        '  - number: "3."\n    title: "Вебинар"\n    events: [{event: extended, on: "2022-03-01", '
        'to: май, basis: p/3.1}]\n    items:\n      - number: "3.1."\n        title: "Часть"\n'
    )
    (collision,) = found(
        tmp_path, {"roadmaps/p.yaml": base}, {"roadmaps/p.yaml": ours}, {"roadmaps/p.yaml": theirs}
    )
    assert (collision.kind, collision.ref, collision.proposal) == ("number", "p/3", "4")
    text = rewritten(tmp_path, collision)
    assert '- number: "4."\n    title: "Вебинар"' in text
    assert 'number: "4.1."' in text
    assert "basis: p/4.1" in text
    assert collision.title == "Совещание"


def test_an_item_of_a_section_keeps_its_short_number(tmp_path: Path) -> None:
    head = (
        roadmap().replace("items:\n", "sections:\n")
        + '  - number: "5"\n    title: "Р"\n    items:\n'
    )
    row = '      - number: "{}"\n        title: "{}"\n'
    base = head + row.format("1", "А")
    ours, theirs = base + row.format("2", "Б"), base + row.format("2", "В")
    (collision,) = found(
        tmp_path, {"roadmaps/p.yaml": base}, {"roadmaps/p.yaml": ours}, {"roadmaps/p.yaml": theirs}
    )
    assert (collision.ref, collision.proposal) == ("p/5.2", "5.3")
    assert [(r.was, r.now) for r in collision.rewrites] == [("2", "3")]


def test_one_order_entered_twice(tmp_path: Path) -> None:
    plan = roadmap('1. | март | Дело | events: [{event: cancelled, on: "2022-03-01", basis: o-b}]')
    ours = {"orders/o-a.yaml": ORDER.format("2022-02-01", "О программе")}
    theirs = {"orders/o-b.yaml": ORDER.format("2022-02-01", "О программе"), "roadmaps/p.yaml": plan}
    (collision,) = found(tmp_path, {}, ours, theirs)
    assert (collision.kind, collision.proposal) == ("order-number", "o-a")
    assert [r.now for r in collision.rewrites] == ["o-a"]


def test_a_number_recurs_every_year(tmp_path: Path) -> None:
    ours = {"orders/o-a.yaml": ORDER.format("2022-02-01", "О")}
    theirs = {"orders/o-b.yaml": ORDER.format("2023-02-01", "О")}
    assert found(tmp_path, {}, ours, theirs) == []


def test_orders_without_a_number_and_numbers_taken_before_are_no_collision(tmp_path: Path) -> None:
    nameless = ORDER.replace('number: "18"\n', "")
    ours = {"orders/o-a.yaml": nameless.format("2022-02-01", "О")}
    theirs = {"orders/o-b.yaml": nameless.format("2022-02-01", "О")}
    assert found(tmp_path, {}, ours, theirs) == []
    again = tmp_path / "again"
    again.mkdir()
    known = {"orders/o-a.yaml": ORDER.format("2022-02-01", "О")}
    more = {"orders/o-b.yaml": ORDER.format("2022-02-01", "О")}
    assert found(again, known, {}, more) == []
