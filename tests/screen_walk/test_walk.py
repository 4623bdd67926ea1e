"""A walk over the reading commands on narrow and wide terminals, in Russian and English.

Nothing is cut that tells rows apart, no word is broken, no line is wider than the terminal, and no
key or word of the other language stands there. SCREENS=all walks over every call on every screen
(minutes); else each second call is looked at on one of them.
"""

import os
from pathlib import Path
from typing import NamedTuple

import pytest
from benchmarks.synthetic import TODAY, write

from innoreg.cli import main
from innoreg.cli.command_table import COMMANDS
from innoreg.i18n import use_language
from innoreg.model.record_models import field_choices
from innoreg.report.field_values import plain_text
from repository import Repository
from screen_walk.reading_calls import ANYWHERE, MADE, NO_SCREENS, OURS, STARTER
from screen_walk.screen_checks import DataWords, complaints, foreign_words
from screen_walk.walk import WIDE, draw
from support import DATA

EVERYTHING = os.environ.get("SCREENS") == "all"
SCREENS = [("ru", 80), ("en", 80), ("ru", 120), ("en", 120)]


class Walk(NamedTuple):
    root: Path
    data: DataWords
    calls: tuple[str, ...]
    options: tuple[str, ...]


def walk_ours(_folder: Path) -> Walk:
    return Walk(DATA, DataWords(DATA / "data"), OURS, ("--today", "2026-11-22"))


def walk_made(folder: Path) -> Walk:
    write(folder, 1000, seed=7)
    return Walk(folder, DataWords(folder / "data"), MADE, ("--today", TODAY.isoformat()))


CHANGES = (
    ("pairs/sample-pair.yaml", "level: school", "level: head"),
    ("sites/sample-site.yaml", "type: municipal", "type: regional"),
    ("people/sample-head.yaml", "gender: f", "gender: m"),
    ("roadmaps/sample-roadmap.yaml", "2026-12-31", "2026-12-30"),
)


def walk_starter(folder: Path) -> Walk:
    assert main(["init", str(folder)]) == 0
    repository = Repository(folder)
    repository.git("add", "-A")
    repository.git("commit", "-q", "-m", "Начало", who="Методист")
    for file, old, new in CHANGES:
        path = folder / "data" / file
        text = path.read_text("utf-8")
        assert old in text, file
        path.write_text(text.replace(old, new), "utf-8")
    data = DataWords(folder / "data")
    data.add("Начало Методист")
    return Walk(folder, data, STARTER, ("--today", "2026-11-22", "--samples"))


@pytest.fixture(scope="module", params=[walk_ours, walk_made, walk_starter])
def walk(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Walk:
    found: Walk = request.param(tmp_path_factory.mktemp("walk") / "register")
    return found


@pytest.mark.parametrize(("language", "width"), SCREENS)
def test_nothing_on_a_screen_is_broken_alike_or_foreign(
    walk: Walk, language: str, width: int
) -> None:
    first = SCREENS.index((language, width))
    calls = walk.calls if EVERYTHING else walk.calls[first :: 2 * len(SCREENS)]
    found = []
    for call in calls:
        screen = draw(walk.root, call, language, width, *walk.options)
        whole = draw(walk.root, call, language, WIDE, *walk.options)
        assert screen.code in (0, 1), f"{screen.title}\n{screen.text}"
        found += [f"{screen.title}: {said}" for said in complaints(screen, whole, walk.data)]
    assert found == []


@pytest.mark.parametrize("language", ["ru", "en"])
def test_a_pipe_speaks_the_readers_language_too(walk: Walk, language: str) -> None:
    for call in walk.calls if EVERYTHING else walk.calls[4 :: 2 * len(SCREENS)]:
        piped = draw(walk.root, call, language, WIDE, *walk.options, is_terminal=False)
        assert list(foreign_words(piped, walk.data)) == [], piped.title


def test_every_command_is_walked_over_or_has_no_screen() -> None:
    commands = {name for _head, group in COMMANDS.values() for name in group}
    walked = {call.split()[0] for calls in (ANYWHERE, OURS, MADE, STARTER) for call in calls}
    assert commands - walked - NO_SCREENS == set(), (
        "give the command calls in tests/screen_walk/reading_calls.py, or name it in NO_SCREENS there"
    )
    assert commands >= NO_SCREENS


# Names that are typed, and days.
NO_WORDS = {"check", "school_year_end"}


def test_every_value_of_a_list_has_a_word_of_the_readers_language() -> None:
    use_language("ru")
    bare = sorted(
        (key, value)
        for key, values in field_choices().items()
        for value in values
        if key not in NO_WORDS and plain_text(key, value).isascii()
    )
    assert bare == [], "give each a word in value_words.py, where `_BY_KEY` or `_WORDS` lacks it"
