"""Any sequence of changes keeps the register valid and says what a simple model of it says."""

import contextlib
import io
import tempfile
from datetime import date, timedelta
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from changing import errors, statuses
from innoreg.cli import main
from support import roadmap, tree

TODAY = date(2022, 12, 1)
TERMS = {"1": ["2022-03-01"], "2": ["2022-02-16", "2022-04-20", "2022-10-12"], "3": ["2022-12-31"]}
PLAN = roadmap(
    "1. | до 1 марта | Один срок",
    "2. | 16.02; 20.04; 12.10 | Три срока",
    "3. | до 31 декабря | В конце",
)
ORDER = """\
schema: 1
issuer: comm
order_kind: "Приказ"
number: "1"
date: "2022-01-10"
title: "О сроках"
clauses:
  - number: "1."
    kind: amend
    text: "Перенести {}."
    events: []
"""
ITEMS = st.sampled_from(list(TERMS))


class Changes(RuleBasedStateMachine):
    """The model: for each occurrence its due day, and when it was closed and how."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.root = Path(self.folder.name)
        self.plan, self.order = "plan", "order-1"
        self.number = {item: item for item in TERMS}
        self.due = {(i, n): date.fromisoformat(d) for i in TERMS for n, d in enumerate(TERMS[i], 1)}
        self.moved: set[tuple[str, int]] = set()
        self.closed: dict[tuple[str, int], tuple[str, date]] = {}
        self.clock = date(2022, 1, 10)

    @initialize(crlf=st.booleans(), final=st.booleans())
    def begin(self, crlf: bool, final: bool) -> None:
        text = PLAN if final else PLAN.rstrip("\n")
        raw = (text.replace("\n", "\r\n") if crlf else text).encode()
        tree(
            self.root,
            {
                "roadmaps/plan.yaml": raw,
                "orders/order-1.yaml": ORDER,
                "authorities/comm.yaml": 'schema: 1\nname: "Комитет"\ntype: committee\n',
            },
        )

    def teardown(self) -> None:
        self.folder.cleanup()

    def said(self, *words: str) -> bool:
        """Whether the program did it; a refusal is exit code 1 and changes nothing."""
        before = {p: p.read_bytes() for p in self.root.rglob("*") if p.is_file()}
        out = io.StringIO()
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(out):
            code = main(["-C", str(self.root), "--today", TODAY.isoformat(), *words])
        assert code in (0, 1), out.getvalue()
        if code:
            assert before == {p: p.read_bytes() for p in self.root.rglob("*") if p.is_file()}
        return code == 0

    def ref(self, item: str) -> str:
        return f"{self.plan}/{self.number[item]}"

    def several(self, item: str) -> bool:
        return len(TERMS[item]) > 1

    def one(self, item: str, n: int) -> list[str]:
        return ["--occurrence", str(n)] if self.several(item) else []

    def next_day(self, after: int) -> date:
        """Days only go on, so that no event undoes a later one."""
        self.clock = min(self.clock + timedelta(days=after), TODAY)
        return self.clock

    @rule(item=ITEMS, n=st.integers(1, 4), after=st.integers(0, 40))
    def done(self, item: str, n: int, after: int) -> None:
        day = self.next_day(after)
        words = ("done", self.ref(item), "--on", day.isoformat(), *self.one(item, n))
        n = n if self.several(item) else 1
        may = (item, n) in self.due and (item, n) not in self.closed
        assert self.said(*words) == may
        if may:
            self.closed[item, n] = ("done", day)

    @rule(item=ITEMS)
    def done_without_saying_which(self, item: str) -> None:
        if self.several(item):
            assert not self.said("done", self.ref(item), "--on", "2022-05-01")

    @rule(item=ITEMS, n=st.integers(1, 3), after=st.integers(0, 40), to=st.integers(1, 365))
    def extend(self, item: str, n: int, after: int, to: int) -> None:
        new = date(2022, 1, 1) + timedelta(days=to - 1)
        n = n if self.several(item) else 1
        words = ["extend", self.ref(item), "--to", f"до {new:%d.%m.%Y}", *self.one(item, n)]
        words += ["--basis", f"{self.order}/1", "--on", self.next_day(after).isoformat()]
        again = (item, n) in self.moved and self.due[item, n] == new
        may = (item, n) not in self.closed and not again
        assert self.said(*words) == may
        if may:
            self.due[item, n] = new
            self.moved.add((item, n))

    @rule(item=ITEMS, n=st.integers(0, 3), after=st.integers(0, 40))
    def cancel(self, item: str, n: int, after: int) -> None:
        day = self.next_day(after)
        here = [key for key in self.due if key[0] == item]
        wanted = [(item, n)] if n and self.several(item) else here
        if wanted == here:
            wanted = [key for key in here if key not in self.closed]
        may = bool(wanted) and all(key not in self.closed for key in wanted)
        words = self.one(item, n) if n else []
        assert (
            self.said(
                "cancel", self.ref(item), "--reason", "снято", "--on", day.isoformat(), *words
            )
            == may
        )
        for key in wanted if may else ():
            self.closed[key] = ("cancelled", day)

    @rule(item=ITEMS, n=st.integers(0, 3), after=st.integers(0, 40))
    def reopen(self, item: str, n: int, after: int) -> None:
        here = [key for key in self.due if key[0] == item]
        closed = [key for key in here if key in self.closed]
        n = n if self.several(item) else 0
        wanted = [(item, n)] if n else here
        may = all(key in self.closed for key in wanted)
        words = ["--occurrence", str(n)] if n else []
        day = self.next_day(after).isoformat()
        assert self.said("reopen", self.ref(item), "--on", day, *words) == may, closed
        for key in wanted if may else ():
            del self.closed[key]

    @rule(item=ITEMS, new=st.sampled_from(["4", "5", "6.10", "1"]))
    def renumber(self, item: str, new: str) -> None:
        may = new not in self.number.values() or self.number[item] == new
        assert self.said("rename", self.ref(item), new) == may
        if may:
            self.number[item] = new

    @rule(new=st.sampled_from(["plan", "plan-2022", "order-1"]))
    def rename_the_plan(self, new: str) -> None:
        may = new not in (self.plan, self.order)
        assert self.said("rename", self.plan, new) == may
        self.plan = new if may else self.plan

    @rule(new=st.sampled_from(["order-1", "order-22", "comm"]))
    def rename_the_order(self, new: str) -> None:
        may = new not in (self.plan, self.order, "comm")
        assert self.said("rename", self.order, new) == may
        self.order = new if may else self.order

    @rule()
    def lay_out_anew(self) -> None:
        assert self.said("fmt")

    def status(self, key: tuple[str, int]) -> str:
        kind, day = self.closed.get(key, ("", TODAY))
        if kind == "done":
            return "done-late" if day > self.due[key] else "done"
        if kind:
            return kind
        if self.due[key] < TODAY:
            return "overdue"
        return "extended" if key in self.moved else "planned"

    @invariant()
    def says_the_same_and_is_valid(self) -> None:
        if not (self.root / "data").exists():
            return
        assert errors(self.root) == []
        for item in TERMS:
            expected = [self.status(key) for key in self.due if key[0] == item]
            assert statuses(self.root, self.ref(item), TODAY.isoformat()) == expected


TestChanges = Changes.TestCase
TestChanges.settings = settings(max_examples=40, stateful_step_count=15)
