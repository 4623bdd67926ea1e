"""A registry with some of its files spoilt, and some of the commands at a time."""

import json
import random
import shutil
from pathlib import Path
from typing import Any

from fuzzing.isolation import Found
from fuzzing.judged_call import call
from fuzzing.record_maker import RecordMaker
from fuzzing.spoiling import CELLS, spoil, spoil_record
from fuzzing.targets import ROOT

READING = [
    "validate", "validate --format json", "validate --format sarif", "validate --format github",
    "validate --format gitlab --accepted", "validate --format junit --errors-only",
    "due --year 2026", "due --year 2026 --format json", "due --year 2026 --format csv",
    "due --format md --year 2026", "due --undated --format json", "due --quarter 2 --format csv",
    "overdue", "overdue --format json", "overdue --responsible sample-methodologist",
    "behind sample-roadmap/1 --format json", "behind sample-order/3",
    "status", "status --format json", "status sample-site --format json", "status --format csv",
    "why sample-roadmap/1", "why sample-site --format json", "why sample-program", "why made",
    "discipline --format json", "discipline --by district --format csv", "discipline --by roadmap",
    "load --format json", "load --per week --by district --year 2026 --format csv",
    "mentoring", "mentoring --format json", "mentoring --format csv",
    "show sample-roadmap", "show sample-order --format json", "show sample-order/2 --format json",
    "show sample-site", "show sample-pair --format json", "show made", "show made --format json",
    "list orders", "list roadmaps --format json", "list people --format csv", "list sites",
    "list schools --format md", "list pairs --format json", "list programs", "list districts",
    "fmt --check", "fmt --dry-run", "forms check --format json", "today", "today --format json",
    "render --check", "render sample-order --draft", "render sample-order --each --draft",
    "render made --draft", "paper letter sample-methodologist --issuer sample-committee --draft",
    "paper memo --for sample-head --issuer sample-committee --draft", "paper sites --issuer sample-committee --draft",
    "paper plan-fact --year 2026 --issuer sample-committee --draft",
    "paper site sample-site --issuer sample-committee --draft", "template list",
    "migrate --dry-run", "done sample-roadmap/1 --on 2026-03-20 --dry-run",
    "done sample-order/3 --all --dry-run", "extend sample-roadmap/2 --to май --basis sample-order --dry-run",
    "cancel sample-roadmap/3 --reason Нет --dry-run", "reopen sample-roadmap/1 --dry-run",
    "rename sample-methodologist other --dry-run", "rename sample-roadmap/1 9 --dry-run",
    "rename made other --dry-run", "accept made --reason Так --dry-run",
    "accept sample-order --reason Так --dry-run", "new person fresh name=Иванов --dry-run",
    "assign sample-order sample-head --dry-run",
    "results show --year 2025", "results show --year 2025 --by school --format csv",
    "results show --year 2025 --by procedure --format json", "results show --year 2025 --format md",
    "results import results.csv --year 2025 --dry-run --format json",
    "results import results.csv --year 2026 --dry-run", "list sample-low-results --year 2025",
    "list sample-low-results --year 2025 --format json", "list made --year 2026 --format json",
    "why sample-mentee --criteria sample-low-results", "match 2026", "match 2026 --format json",
    "match 2026 --draft fresh --dry-run", "match 2026 --school sample-mentee",
    "list sample-low-results --year 2025 --draft fresh --issuer sample-committee --dry-run",
    "sign sample-order --number 7 --on 2026-02-01 --dry-run",
    "pair consent sample-pair --of sample-leader --on 2026-03-01 --dry-run",
    "pair meeting sample-pair --form visit --on 2026-03-01 --dry-run", "rename sample-mentee other --dry-run",
    "paper certificate --draft", "show sample-mentee", "show sample-methodologist --format json",
]  # fmt: skip
WRITING = [
    "done sample-roadmap/1 --on 2026-03-20", "fmt", "migrate", "accept sample-order --reason Так",
    "rename sample-methodologist other", "extend sample-roadmap/2 --to май --basis sample-order",
    "export --to out --format sqlite", "export --to out --format parquet", "accept made --reason Так",
    "results import results.csv --year 2025", "results import results.csv --year 2026 --replace",
    "rename sample-mentee other", "pages --to out", "export --to out --format ics --each",
    "export --to out --format sqlite --public --with-results", "match 2026 --draft fresh",
    "list sample-low-results --year 2025 --draft fresh --issuer sample-committee",
    "pair plan sample-pair --approved 2026-03-10", "results export --year 2025 --xlsx out.xlsx",
    "cancel sample-roadmap/3 --reason Нет", "rename sample-order/2 7", "init --git .", "schema --write",
]  # fmt: skip
_IN_FOLDER = ("out", "out.xlsx", "results.csv")
"""Words that are paths below the registry."""
_PIECES = 4
"""Commands of one case."""


class SpoiltRegistry:
    """The registry that `init` makes, spoilt: files changed, records added, moved, doubled."""

    calls = _PIECES

    def __init__(self, folder: Path) -> None:
        self.root = folder / "registry"
        # A small one: a case takes a tenth of what it takes with the project's own.
        shutil.copytree(ROOT / "src" / "innoreg" / "starter", self.root)
        self.files = {
            path.relative_to(self.root).as_posix(): path.read_bytes()
            for path in [self.root / "innoreg.yaml", *sorted(self.root.rglob("data/**/*.*"))]
        }
        # A document to import; it lies beside the records.
        self.files["results.csv"] = self.files["data/results/2025.csv"]
        self.maker = RecordMaker([Path(name).stem for name in self.files])
        self.values = self.maker.values

    def make_case(self, chance: random.Random) -> bytes:
        """JSON: the files that are not as they were, None where one is gone, and the commands."""
        files: dict[str, bytes | None] = {}
        for _time in range(chance.choice([1, 1, 2, 3])):
            name = chance.choice(list(self.files))
            raw = files.get(name) or self.files[name]
            way = chance.random()
            if name.endswith(".csv") and way < 0.92:
                files[name] = spoil(raw, chance, CELLS)
            elif way < 0.55:
                files[name] = spoil_record(raw, chance, self.values)
            elif way < 0.85:
                folder, text = self.maker.make_record(chance)
                if chance.random() < 0.2:
                    text = spoil_record(text, chance, self.values)
                files[self._place(chance, folder)] = text
            elif way < 0.92:
                other = chance.choice(list(self.files))
                files[f"{other.rpartition('/')[0] or 'data'}/{Path(name).name}"] = raw
            else:
                files[name] = None
        words = chance.sample(READING, _PIECES - 1)
        words.append(chance.choice(WRITING if chance.random() < 0.2 else READING))
        shown = {
            name: text.decode("utf-8", "surrogateescape") if text is not None else None
            for name, text in files.items()
        }
        return json.dumps({"files": shown, "commands": words}, indent=1).encode()

    def _place(self, chance: random.Random, folder: str) -> str:
        same = [name for name in self.files if f"/{folder}/" in name]
        if same and chance.random() < 0.5:
            return chance.choice(same)
        return f"data/{folder}/made.yaml"

    def try_case(self, case: bytes) -> None:
        wanted: dict[str, Any] = json.loads(case)
        changed: dict[str, str | None] = wanted["files"]
        shutil.rmtree(self.root)
        for name, raw in {**self.files, **_bytes_of(changed)}.items():
            if raw is not None:
                path = self.root / name
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(raw)
        for words in wanted["commands"]:
            self._try_command(words)

    def _try_command(self, words: str) -> None:
        before = self._contents()
        at = f" {self.root}" if words.startswith("init") else ""
        split = [str(self.root / w) if w in _IN_FOLDER else w for w in words.split()]
        if at:
            split[-1] = str(self.root)
        answer = call(split if at else ["-C", str(self.root), *split])
        after = self._contents()
        if words not in WRITING:
            if after != before:
                raise Found(f"{words}: a file was changed")
            return
        if stray := [name for name in after if name.endswith(".new") or "innoreg-" in name]:
            raise Found(f"{words}: left {stray}")
        if answer.code and {**after, **before} != after:
            raise Found(f"{words}: refused, and yet a file was changed")

    def _contents(self) -> dict[str, bytes]:
        return {
            path.relative_to(self.root).as_posix(): path.read_bytes()
            for path in sorted(self.root.rglob("*"))
            if path.is_file() and ".git/" not in path.as_posix()
        }


def _bytes_of(files: dict[str, str | None]) -> dict[str, bytes | None]:
    return {
        name: None if text is None else text.encode("utf-8", "surrogateescape")
        for name, text in files.items()
    }
