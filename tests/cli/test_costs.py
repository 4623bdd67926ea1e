"""What a registry costs grows with it, and no faster."""

import os
import sys
import time
from pathlib import Path

import pytest

from changing import git, run, with_git
from innoreg.rules import check
from innoreg.store.loader import load
from support import roadmap, tree


def cpu(work: Path) -> float:
    began = time.process_time()
    load(work, salvage=True)
    return time.process_time() - began


def test_many_unknown_keys_cost_as_much_each_as_few(tmp_path: Path) -> None:
    def faulty(count: int) -> Path:
        folder = tmp_path / str(count)
        folder.mkdir()
        keys = "".join(f"k{n}: &a{n} 1\n" for n in range(count))
        return tree(folder, {"people/p.yaml": f"schema: 1\nname: Иванов И.И.\n{keys}"})

    few, many = faulty(1000), faulty(16_000)
    cpu(few)
    # Sixteen times as many; the bound is wide, for machines are not alone.
    assert cpu(many) < 16 * 4 * cpu(few)


def test_a_plan_for_three_hundred_years_is_none(tmp_path: Path) -> None:
    items = [f"{n}. | ежедневно | Дело {n}" for n in range(1, 36)]
    root = tree(
        tmp_path, {"roadmaps/plan.yaml": roadmap(*items, period=("1900-01-01", "2199-12-31"))}
    )
    found = run(root, "validate")
    assert (found.returncode, "at most 20 years" in found.stdout) == (1, True), found.stdout
    assert "data/roadmaps/plan.yaml:4" in found.stdout
    assert run(root, "due", "--year", "2022").returncode == 0


def test_line_ends_of_windows_are_laid_out_well(tmp_path: Path) -> None:
    root = with_git(tree(tmp_path, {"roadmaps/plan.yaml": roadmap("1. | март | Начало")}))
    assert run(root, "fmt").returncode == 0
    git(root, "commit", "-qam", "x")
    path = root / "data/roadmaps/plan.yaml"
    unix = path.read_bytes()
    git(root, "config", "core.autocrlf", "true")
    path.unlink()
    git(root, "checkout", "-q", "--", "data")
    assert path.read_bytes() == unix.replace(b"\n", b"\r\n")
    assert run(root, "fmt", "--check").returncode == 0
    path.write_bytes(path.read_bytes().replace(b"title: ", b"title:   "))
    assert run(root, "fmt", "--check").returncode == 1
    assert run(root, "fmt").returncode == 0
    assert path.read_bytes() == unix.replace(b"\n", b"\r\n")


def test_unknown_names_cost_no_more_than_some_seconds(tmp_path: Path) -> None:
    """Each was compared with every id: 1,200 of them with 1,200 people took 17 seconds."""
    many = 3000
    people = {
        f"people/person-{n}.yaml": f'schema: 1\nname: "Иванов{n} И.И."\n' for n in range(many)
    }
    items = (f"{n}. | март | Дело | responsible:; - person: persom-{n}x" for n in range(1, many))
    root = tree(tmp_path, {**people, "roadmaps/plan.yaml": roadmap(*items)})
    read = load(root)
    began = time.process_time()
    found = [d for d in check(read.registry) if d.code == "unknown-reference"]
    # The bound is wide: some two seconds of guesses, and the findings themselves.
    assert time.process_time() - began < 20
    assert len(found) == many - 1
    assert 10 < sum(d.suggestion is not None for d in found) < many


def test_a_word_as_long_as_a_file_is_shown_at_once(tmp_path: Path) -> None:
    """textwrap copies what is left of a word for each line: 3,000,000 letters took a minute."""
    from innoreg.report.wrapping import fill_lines

    began = time.process_time()
    lines = fill_lines(f"имя {'я' * 3_000_000}", 78).split("\n")
    assert time.process_time() - began < 10
    assert (lines[0], len(lines[1]), len("".join(lines))) == (
        f"имя {'я' * 74}", 78, 3_000_004,
    )  # fmt: skip


@pytest.mark.skipif(sys.platform != "linux", reason="names of files are text elsewhere")
def test_a_name_that_is_no_text_stops_no_export(tmp_path: Path) -> None:
    root = tree(tmp_path, {"people/one.yaml": 'schema: 1\nname: "Иванов И.И."\n'})
    Path(os.fsdecode(os.fsencode(root / "data/people") + b"/\xff.yaml")).write_text("x", "utf-8")
    for words in ("export --to out --format sqlite", "pages --to site", "validate --format json"):
        done = run(root, *words.split())
        assert (done.returncode in (0, 1), "mistake" in done.stderr) == (True, False), done.stderr
    assert "\\udcff" in (root / "out/_export.json").read_text("utf-8")
