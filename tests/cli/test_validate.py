"""`validate` says the same whether it reads the files or remembers them, and remembers quickly."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from repository import environment
from support import roadmap, tree

PERSON = "schema: 1\nname: Образцова А.А.\ngender: f\n"
FILES = {
    "/innoreg.yaml": "\ufeffschema: 1\ntitle: Проба\n",
    "people/README.md": "text",
    "people/broken.yaml": "schema: 1\nname: [\n",
    "people/good.yaml": PERSON,
    "people/odd.yaml": PERSON.replace("Образцова", "Иная") + "nane: 1\n",
    "people/twin.yaml": PERSON,
    "roadmaps/plan.yaml": roadmap(
        "1 | когда-нибудь | Пусть будет", "2 | до 15 марта | Второе | responsible: nobody"
    ),
}
FORMS = ("text", "json", "github", "gitlab", "sarif", "junit")
HEAVY = ("pydantic", "yaml", "rich", "innoreg.model", "innoreg.rules", "innoreg.ledger")


def validate(cwd: Path, *words: str) -> tuple[int, str, str]:
    program = Path(sys.executable).with_name("innoreg")
    done = subprocess.run(
        [program, "validate", *words],
        cwd=cwd, env=environment(), capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip
    return done.returncode, done.stdout, done.stderr


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tree(tmp_path_factory.mktemp("registry"), FILES)
    # So old that an equal stamp is enough to know that a file has not changed.
    for path in [root / "innoreg.yaml", *root.rglob("data/**/*")]:
        os.utime(path, (1_600_000_000, 1_600_000_000))
    assert validate(root)[0] == 1
    return root


@pytest.mark.parametrize("paths", [[], ["data/people"], ["people"], ["data/people/good.yaml"]])
@pytest.mark.parametrize("language", ["ru", "en"])
def test_what_is_remembered_is_what_the_files_say(
    root: Path, language: str, paths: list[str]
) -> None:
    for form in FORMS:
        words = ("--format", form, "--lang", language, *paths)
        remembered = validate(root, *words)
        assert remembered == validate(root, *words, "--no-cache")
        assert remembered[0] == {"people": 2, "data/people/good.yaml": 0}.get("".join(paths), 1)


def test_remembering_takes_neither_models_nor_rules(root: Path) -> None:
    script = (
        "import sys; from innoreg.cli import main; main(sys.argv[1:]);"
        "print(*sorted(sys.modules), file=sys.stderr)"
    )
    for form in FORMS:
        done = subprocess.run(
            [sys.executable, "-c", script, "validate", "--format", form],
            cwd=root, env=environment(), capture_output=True, encoding="utf-8", check=True,
        )  # fmt: skip
        assert "broken.yaml" in done.stdout
        loaded = done.stderr.split()
        assert "innoreg.cache.findings" in loaded
        assert [m for m in loaded if m in HEAVY or m.startswith(("pydantic.", "yaml."))] == []


def test_a_change_is_seen_at_once_and_so_is_its_undoing(tmp_path: Path) -> None:
    root = tree(tmp_path, FILES)
    before = validate(root)
    (root / "data/people/odd.yaml").write_text("schema: 1\nname: Иная Б.Б.\ngender: f\n")
    changed = validate(root)
    assert ("nane" in before[1], "nane" in changed[1]) == (True, False)
    assert changed == validate(root, "--no-cache")
    tree(root, FILES)
    assert validate(root) == before


@pytest.mark.parametrize(
    "content", ["title: 1\nschema: [\n", "schema: 1\ntitle: x\nweeks: z\n", None]
)
def test_broken_settings_stop_it_with_the_same_words(tmp_path: Path, content: str | None) -> None:
    root = tree(tmp_path, FILES)
    assert validate(root)[0] == 1
    if content is None:
        (root / "innoreg.yaml").unlink()
    else:
        (root / "innoreg.yaml").write_text(content)
    remembered = validate(root)
    assert remembered == validate(root, "--no-cache")
    assert (remembered[0], remembered[1]) == (3, "")
    assert remembered[2].startswith("innoreg: ")
