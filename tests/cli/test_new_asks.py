"""`innoreg new` on a terminal asks; what is answered is looked at at once, and Ctrl-C leaves nothing."""

import os
import re
import signal
import sys
from pathlib import Path

import pytest

from changing import bytes_of, environment, errors, run
from support import tree

INNOREG = Path(sys.executable).with_name("innoreg")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return tree(tmp_path, {
        "authorities/comm.yaml": 'schema: 1\nname: "Комитет"\ntype: committee\n',
        "people/obraztsova-aa.yaml": 'schema: 1\nname: "Образцова А.А."\ngender: f\n',
    })  # fmt: skip


class Person:
    """Who sits at a terminal: waits for a question and answers it."""

    def __init__(self, root: Path, *words: str) -> None:
        if os.name == "nt":
            pytest.skip("a terminal of this kind is POSIX's")
        import pty

        self.seen = ""
        self.child, self.terminal = pty.fork()
        if self.child == 0:
            os.chdir(root)
            # What runs in the background has Ctrl-C ignored, and hands that on.
            signal.signal(signal.SIGINT, signal.default_int_handler)
            env = environment(TERM="dumb", INNOREG_LANG="ru", LC_ALL="C.UTF-8", INPUTRC="/dev/null")
            os.execve(INNOREG, [str(INNOREG), *words], env)

    def answer(self, question: str, keys: str) -> None:
        self.read_until(question)
        os.write(self.terminal, keys.encode())

    def read_until(self, words: str) -> None:
        import select

        while words not in self.seen:
            assert select.select([self.terminal], [], [], 60)[0], self.seen
            self._read()
        self.seen = self.seen.partition(words)[2]

    def end(self, again: str = "") -> tuple[int, str]:
        """The code and what was said; again: keys to press once more where nothing happens.

        A signal that comes between a prompt and the waiting for keys is seen only with the next key.
        """
        import select

        patience = 24
        while True:
            if select.select([self.terminal], [], [], 5)[0]:
                if not self._read():
                    break
                continue
            patience -= 1
            assert patience, self.seen
            os.write(self.terminal, again.encode())
        os.close(self.terminal)
        return os.waitstatus_to_exitcode(os.waitpid(self.child, 0)[1]), self.seen

    def _read(self) -> bool:
        try:
            raw = os.read(self.terminal, 65536)
        except OSError:
            # Linux says so that the other side has ended.
            return False
        self.seen += re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", raw.decode("utf-8", "replace"))
        return bool(raw)


def test_a_person_is_asked_for_and_the_id_proposed(root: Path) -> None:
    person = Person(root, "new", "person")
    person.answer("(name): ", "Прилежный Б.Б.\n")
    person.answer("[prilezhnyy-b-b]: ", "prilezhnyy-bb\n")
    code, said = person.end()
    assert (code, "создана запись prilezhnyy-bb" in said) == (0, True), said
    path = root / "data/people/prilezhnyy-bb.yaml"
    assert path.read_text("utf-8") == 'schema: 1\nname: "Прилежный Б.Б."\n'


def test_wrong_answers_are_told_at_once_and_asked_again(root: Path) -> None:
    person = Person(root, "new", "roadmap", "plan")
    person.answer("(type): ", "газета\n")
    person.read_until("значения «газета» нет")
    person.answer("(type): ", "план-гр\t\n")
    person.answer("(title): ", "План на 2027 год\n")
    person.answer("(period.from): ", "32 января\n")
    person.read_until("не дата")
    person.answer("(period.from): ", "01.01.2027\n")
    person.answer("(period.to): ", "31.12.2027\n")
    person.answer("1. ", "Семинар | март | Образцова А.А.\n")
    person.answer("2. ", "|\n")
    person.read_until("не строка плана")
    person.answer("2. ", "\n")
    code, said = person.end()
    assert code == 0, said
    assert (root / "data/roadmaps/plan.yaml").read_text("utf-8") == (
        'schema: 1\ntype: schedule\ntitle: "План на 2027 год"\nperiod:\n'
        '  from: "2027-01-01"\n  to: "2027-12-31"\nitems:\n  - number: "1."\n'
        '    title: "Семинар"\n    deadline: "март"\n    responsible_text: "Образцова А.А."\n'
        "    responsible:\n      - person: obraztsova-aa\n"
    )
    assert errors(root) == []


def test_names_are_completed_and_must_be_known(root: Path) -> None:
    person = Person(root, "new", "order", "next", "draft=да", "year=2027")
    person.answer("(issuer): ", "никто\n")
    person.read_until("ничего не называется «никто»")
    person.answer("(issuer): ", "com\t\n")
    person.answer("(order_kind): ", "Приказ\n")
    person.answer("(title): ", "О плане\n")
    code, said = person.end()
    assert code == 0, said
    assert "issuer: comm\n" in (root / "data/orders/next.yaml").read_text("utf-8")


@pytest.mark.parametrize("key", ["\x03", "\x04"])
def test_whoever_stops_leaves_nothing(root: Path, key: str) -> None:
    before = bytes_of(root)
    person = Person(root, "new", "district", "near")
    person.answer("(name): ", "Ближний район\n")
    person.answer("(short_name): ", key)
    code, said = person.end(again=key)
    assert (code, "прервано" in said) == (130, True), said
    assert bytes_of(root) == before


def test_without_a_terminal_nothing_is_asked(root: Path) -> None:
    answer = run(root, "new", "person", "ivanov-aa", stdin="Иванов А.А.\n")
    assert (answer.returncode, "to be filled in: name" in answer.stdout) == (0, True)
    answer = run(root, "new", "person", stdin="Иванов А.А.\n")
    assert (answer.returncode, "ID is missing" in answer.stderr) == (2, True)


def test_on_a_terminal_too_it_may_be_told_not_to_ask(root: Path) -> None:
    code, said = Person(root, "new", "person", "ivanov-aa", "--no-input").end()
    assert (code, "осталось заполнить: name" in said) == (0, True), said
