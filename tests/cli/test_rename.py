"""Renaming: the file or number, and every reference to it; there and back is no change at all."""

from pathlib import Path

import pytest

from changing import bytes_of, copied, errors, run
from innoreg.cli import main
from support import roadmap, tree


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("INNOREG_LANG", "en")
    return copied(tmp_path)


def rename(root: Path, ref: str, new: str) -> int:
    return main(["-C", str(root), "rename", ref, new])


@pytest.mark.parametrize(
    ("ref", "new", "now"),
    [
        ("zhukovitskaya-nn", "zhukovitskaya", "zhukovitskaya"),
        ("person/zhukovitskaya-nn", "zhukovitskaya", "zhukovitskaya"),
        ("loiro-2022", "plan-2022", "plan-2022"),
        ("loiro-2022-18", "order-18", "order-18"),
        ("loiro", "institute", "institute"),
        ("vsevolozhsk", "vsev", "vsev"),
        ("network-mentoring", "mentoring", "mentoring"),
        ("kopo-2020-1925-r", "kopo-1925", "kopo-1925"),
        ("loiro-2022/7", "77", "loiro-2022/77"),
        ("loiro-2022/7.3", "7.99", "loiro-2022/7.99"),
        ("meetings-2019/3.10", "3.99", "meetings-2019/3.99"),
        ("kopo-2020-1925-r/4", "44", "kopo-2020-1925-r/44"),
    ],
)
def test_there_and_back_is_byte_for_byte_the_same(root: Path, ref: str, new: str, now: str) -> None:
    before, wrong = bytes_of(root), errors(root)
    assert rename(root, ref, new) == 0
    between = bytes_of(root)
    assert between != before
    assert errors(root) == wrong
    assert rename(root, now, ref.rpartition("/")[2]) == 0
    assert bytes_of(root) == before


def test_every_reference_follows(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert rename(root, "zhukovitskaya-nn", "zhukovitskaya") == 0
    assert (
        "zhukovitskaya-nn is now zhukovitskaya, 24 references followed" in capsys.readouterr().out
    )
    data = bytes_of(root)
    assert "data/people/zhukovitskaya.yaml" in data
    assert not any(b"zhukovitskaya-nn" in raw for raw in data.values())


def test_rows_below_keep_to_the_number_above_and_references_follow_both(tmp_path: Path) -> None:
    plan = roadmap(
        '7. | март | Дело | items: [{number: "7.1.", title: Часть}, {number: "а)", title: Ещё}]',
        "8. | март | Другое",
    )
    order = """\
        schema: 1
        issuer: comm
        order_kind: "Приказ"
        number: "1"
        date: "2022-01-10"
        title: "О сроках"
        clauses:
          - kind: amend
            text: "Изменить."
            changes:
              - subject: plan/7.1
                field: title
                now: "Иначе"
              - subject: "roadmap/plan/7."
                field: title
                now: "Иначе"
        """
    root = tree(
        tmp_path,
        {
            "roadmaps/plan.yaml": plan,
            "orders/order-1.yaml": order,
            "authorities/comm.yaml": 'schema: 1\nname: "Комитет"\ntype: committee\n',
        },
    )
    assert errors(root) == []
    assert rename(root, "plan/7", "9") == 0
    data = bytes_of(root)
    assert (
        '[{number: "9.1.", title: Часть}, {number: "а)"' in data["data/roadmaps/plan.yaml"].decode()
    )
    assert b"subject: plan/9.1\n" in data["data/orders/order-1.yaml"]
    assert b'subject: "roadmap/plan/9"\n' in data["data/orders/order-1.yaml"]
    assert errors(root) == []


REFUSED = [
    ("loiro-2022", "kopo-2023", 1, "the id “kopo-2023” is taken: data/roadmaps/kopo-2023.yaml"),
    ("loiro-2022", "План", 1, "“План” is no id"),
    ("loiro-2022/3", "4", 1, "loiro-2022/4 is there already"),
    ("loiro-2022/3", "4 а", 1, "“4 а” is no number"),
    ("meetings-2019/3.10", "4.10", 1, "item 3.10 stands in section 3"),
    ("vsevolozhsk-2021-328/1", "2", 1, "has no number in the document"),
    ("nobody", "somebody", 2, "nothing in the register is called “nobody”"),
]


@pytest.mark.parametrize(("ref", "new", "code", "message"), REFUSED)
def test_refusals_change_nothing(
    root: Path, ref: str, new: str, code: int, message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    before = bytes_of(root)
    assert rename(root, ref, new) == code
    assert message in capsys.readouterr().err
    assert bytes_of(root) == before


def test_references_in_a_file_that_cannot_be_read_are_not_left_behind(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (root / "data/roadmaps/kopo-2023.yaml").write_text("schema: 1\nbogus\n", "utf-8")
    assert rename(root, "loiro-2022", "plan-2022") == 1
    assert "kopo-2023" in capsys.readouterr().err


def test_through_the_installed_program_with_a_difference(root: Path) -> None:
    before = bytes_of(root)
    answer = run(root, "rename", "loiro-2022", "plan-2022", "--dry-run")
    assert answer.returncode == 0
    assert "+++ b/data/roadmaps/plan-2022.yaml" in answer.stdout
    assert "+++ /dev/null" in answer.stdout
    assert bytes_of(root) == before
