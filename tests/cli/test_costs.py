"""What a registry costs grows with it, and no faster."""

import time
from pathlib import Path

from changing import git, run, with_git
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
