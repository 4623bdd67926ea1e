"""Both languages are complete, and nothing a person reads escapes the catalog."""

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

from innoreg.i18n import TN, T, default_language, ngettext, use_language

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src" / "innoreg"


def test_the_catalog_is_fresh_and_complete() -> None:
    check = subprocess.run(
        [sys.executable, "tools/messages.py", "--check"],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert check.returncode == 0, check.stdout + check.stderr


def test_translations_fill_the_same_names() -> None:
    from babel.messages.pofile import read_po

    with (SOURCE / "locale/ru/LC_MESSAGES/innoreg.po").open("rb") as file:
        for message in read_po(file, locale="ru"):
            ids = [message.id] if isinstance(message.id, str) else [*message.id]
            said = message.string or ""
            strings = [said] if isinstance(said, str) else [*said]
            allowed = {name for text in ids for name in re.findall(r"\{(\w*)\}", text)}
            for text in strings:
                used = set(re.findall(r"\{(\w*)\}", text))
                assert used <= allowed, message.id
                assert used >= allowed - {"n"} or len(strings) > 1, message.id


def test_no_text_hides_in_an_f_string_where_it_would_not_be_gathered() -> None:
    hidden = []
    for path in SOURCE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.JoinedStr):
                hidden += [
                    f"{path.name}:{call.lineno}"
                    for call in ast.walk(node)
                    if isinstance(call, ast.Call)
                    and isinstance(call.func, ast.Name)
                    and call.func.id in ("_", "T", "TN", "ngettext", "N_")
                    and call.args
                    and isinstance(call.args[0], ast.Constant)
                ]
    assert hidden == []


@pytest.mark.parametrize(
    ("n", "words"),
    [
        (1, "остался 1 день"),
        (2, "осталось 2 дня"),
        (5, "осталось 5 дней"),
        (11, "осталось 11 дней"),
        (21, "остался 21 день"),
    ],
)
def test_russian_plurals(n: int, words: str) -> None:
    use_language("ru")
    assert ngettext("{n} day left", "{n} days left", n) == words
    use_language("en")


def test_a_lazy_text_is_shown_in_the_language_of_the_moment() -> None:
    text, count = T("unknown key “{key}”", key="x"), TN("{n} error", "{n} errors", 2)
    use_language("ru")
    assert (str(text), str(count)) == ("неизвестный ключ «x»", "2 ошибки")
    use_language("en")
    assert (str(text), str(count)) == ("unknown key “x”", "2 errors")


@pytest.mark.parametrize(
    ("environ", "language"),
    [
        ({"INNOREG_LANG": "en", "LANG": "ru_RU.UTF-8"}, "en"),
        ({"LANG": "ru_RU.UTF-8"}, "ru"),
        ({"LC_ALL": "en_US.UTF-8", "LANG": "ru_RU.UTF-8"}, "en"),
        ({"LANG": "C.UTF-8"}, "en"),
    ],
)
def test_the_language_of_the_reader(environ: dict[str, str], language: str) -> None:
    assert default_language(environ) == language
