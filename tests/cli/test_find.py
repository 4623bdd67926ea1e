"""`find`: every text of the register that holds the words, in any of their forms."""

import json
from pathlib import Path

from cli.test_commands import run
from cli.test_state import answer
from support import DATA


def refs(*words: str) -> list[str]:
    return [row["ref"] for row in answer("find", *words)["rows"]]


def test_words_are_found_in_every_form() -> None:
    # № 18: «открытые уроки» (7.1.1, 7.4.1), «открытых уроков» (7.1.2, 7.4.2; 7.4 in its results).
    wanted = [f"loiro-2022/{key}" for key in ("7.1.1", "7.1.2", "7.4.1", "7.4.2", "7.4")]
    for words in (("открытый", "урок"), ("ОТКРЫТЫХ уроков",), ("уроками", "открытому")):
        assert refs(*words) == wanted


def test_ё_and_the_beginning_of_a_word_are_enough() -> None:
    assert "loiro-2022/7.1.3" in refs("рефлекс")
    assert refs("отчёт") == refs("отчет") != []


def test_a_reference_stands_before_texts_that_name_it() -> None:
    found = answer("find", "1925")["rows"]
    assert (found[0]["ref"], found[0]["by"]) == ("kopo-2020-1925-r", "reference")
    # Its clauses have the number too, but only as a part of its name.
    assert not [row for row in found if row["ref"].startswith("kopo-2020-1925-r/")]
    assert refs("loiro-2022/7.1")[0] == "loiro-2022/7.1"


def test_who_is_referred_to_is_found_by_name() -> None:
    by = {row["ref"]: row["by"] for row in answer("find", "жуковицкая")["rows"]}
    assert by["zhukovitskaya-nn"] == "title"
    # № 18, plan, 1: «Жуковицкая Н.Н.» answers; the record names her by her id.
    assert by["loiro-2022/1"] in ("name", "text")


def test_all_words_must_be_there() -> None:
    assert refs("открытый", "урок", "обнаружение") == []


def test_one_kind_alone() -> None:
    kinds = {row["kind"] for row in answer("find", "наставничество", "--kind", "programs")["rows"]}
    assert kinds == {"program"}
    assert run("find", "урок", "--kind", "nosuch", cwd=DATA).returncode == 2


def test_what_is_nowhere_names_the_nearest_word() -> None:
    said = run("find", "настваник", "--lang", "ru", cwd=DATA)
    first, *_rest, hidden = said.stdout.strip().splitlines()
    assert (said.returncode, first) == (0, "«настваник» · найдено: 0")
    assert hidden.startswith("скрыто "), "it may be that a hidden sample has the word"
    assert "возможно" in said.stderr
    assert "наставник" in said.stderr


def test_words_of_signs_alone_are_no_question() -> None:
    said = run("find", "--lang", "ru", "--", "«»", cwd=DATA)
    assert said.returncode == 2
    assert "нет ни одного слова" in said.stderr


def test_a_row_of_a_pair_has_its_own_words_and_not_those_of_its_neighbours(tmp_path: Path) -> None:
    root = tmp_path / "region"
    assert run("init", str(root), "--example", "mentoring", cwd=tmp_path).returncode == 0
    said = run("find", "согласование", "плана", "--format", "json", cwd=root).stdout
    found = [row["ref"] for row in json.loads(said)["rows"] if row["kind"] == "step"]
    # Of every plan of a pair the first row alone: «Диагностика дефицитов, согласование плана».
    assert found
    assert {ref.partition("/")[2] for ref in found} == {"1"}
