"""Spoilt registries, templates and documents: none may end in a traceback, hang, or fill the memory.

`make fuzz` runs for some minutes; `python tools/fuzz.py template --minutes 1 --seed 7` one target.
Each case runs in a copy of this process. What is found is written to `fuzz-found/`, to become a test.
"""

import argparse
import io
import json
import os
import random
import resource
import shutil
import sys
import tempfile
import time
import traceback
import zipfile
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Protocol

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT / "src"), str(ROOT / "tests")]
os.environ.update({"INNOREG_NO_CACHE": "1", "INNOREG_LANG": "en", "INNOREG_TODAY": "2022-12-01"})

from innoreg.cli import main  # noqa: E402
from innoreg.errors import InnoregError  # noqa: E402

SECONDS, MEBIBYTES = 10, 512
"""What one case may take of the processor and of memory."""
READING = [
    "validate", "validate --format json", "validate --format sarif", "due --year 2022",
    "due --year 2022 --format json", "due --year 2022 --format csv", "due --format md --year 2022",
    "overdue --format json", "status --format json", "discipline", "load --format json",
    "mentoring", "list orders", "list roadmaps --format json", "show sample-roadmap", "fmt --check",
    "forms check --format json", "render --check", "migrate --dry-run", "why sample-roadmap/1",
]  # fmt: skip
WORDS = [
    b"\x1b[8m", "\u202e".encode(), b"\0", b"\xff", b"&a ", b"*a", b"!!python/object:os.system", b"- ",
    b"? ", b"{", b"[", b"|", b">", b"---\n", b"...\n", b"\t", b"~", b"null", b"9" * 40, b"-1", b"1e999",
    b"2022-02-30", b"9999-12-31", b"0001-01-01", "ежедневно".encode(), "раз в 0 лет".encode(),
    b"events:\n", b"items:\n", b"<<: ", b"\r", b"#", b"'", b'"', b"\xe2\x80\xa8", b": ", b"schema: 2\n",
]  # fmt: skip
TAGS = [
    "{{ title }}", "{% for a in clauses %}", "{% endfor %}", "{% if title %}", "{% endif %}", "{{",
    "}}", "{%", "%}", "{#", "#}", "{{ range(99999) | list }}", "{% for a in range(99999) %}",
    "{{ 'я' * 99999 }}", "{% set a = [a, a] %}", "{{ a | center(10**9) }}", "{{ a.b.c }}",
    "{{ title.text ~ title.text }}", "{% macro m() %}", "{% endmacro %}", "{{ m() }}", "{{ self }}",
    "{% include 'parts.md.j2' %}", "{% extends 'order.md.j2' %}", "{% import 'parts.md.j2' as p %}",
    "{% block x %}", "{% endblock %}", "{{ loop }}", "{{ remarks }}", "{{ caller() }}", "{% raw %}",
    "::: table widths=nan\n", "::: kind\n", ":::\n", "=== landscape\n", "| a | b |\n", "|---|\n",
    "::: clauses\n", "1.1.1.1.1. x\n", "::: emblem\nx.png\n:::\n", "{{ title | gen | dat }}",
    "{{ clauses | map(attribute='text') | join(', ') }}", "{{ [1] | batch(10**8) | list }}",
]  # fmt: skip


def spoil(raw: bytes, chance: random.Random, words: list[bytes]) -> bytes:
    """The bytes with a few changes: signs, lines and words put in, taken out, doubled, exchanged."""
    text = bytearray(raw)
    for _time in range(chance.randint(1, 6)):
        at = chance.randrange(len(text) + 1)
        end = min(len(text), at + chance.choice([1, 3, 20, 300]))
        way = chance.randrange(6)
        if way == 0:
            text[at:at] = chance.choice(words)
        elif way == 1:
            del text[at:end]
        elif way == 2 and at < len(text):
            text[at] = chance.randrange(256)
        elif way == 3:
            text[at:at] = text[at:end] * chance.choice([1, 2, 50])
        elif way == 4:
            lines = bytes(text).split(b"\n")
            one, other = chance.randrange(len(lines)), chance.randrange(len(lines))
            lines[one], lines[other] = lines[other], lines[one]
            text = bytearray(b"\n".join(lines))
        else:
            text[at:end] = chance.choice(words)
    return bytes(text)


def spoil_zip(raw: bytes, chance: random.Random, words: list[bytes]) -> bytes:
    """A .docx with one of its parts spoilt, or the archive itself."""
    if chance.random() < 0.2:
        return spoil(raw, chance, words)
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as old, zipfile.ZipFile(out, "w") as new:
        names = old.namelist()
        chosen = chance.choice([*names, *["word/document.xml"] * 4])
        for name in names:
            part = old.read(name)
            new.writestr(name, spoil(part, chance, words) if name == chosen else part)
    return out.getvalue()


class Found(Exception):
    """What must not be."""


def listen() -> Callable[[], tuple[str, str]]:
    """Keep what is printed from now on; the function returned says it: stdout and stderr."""
    kept = io.BytesIO(), io.BytesIO()
    sys.stdout, sys.stderr = (io.TextIOWrapper(each, "utf-8") for each in kept)

    def heard() -> tuple[str, str]:
        sys.stdout.flush()
        sys.stderr.flush()
        return kept[0].getvalue().decode(), kept[1].getvalue().decode()

    return heard


class Target(Protocol):
    """Gives cases: what was spoilt, and what to do with it."""

    def case(self, chance: random.Random) -> tuple[bytes, Callable[[], None]]:
        """The spoilt bytes, and a function that raises what must not be."""


class Registry:
    """The registry that `init` makes with one file spoilt, and all commands that read."""

    def __init__(self, folder: Path) -> None:
        self.root = folder / "registry"
        # A small one: a case takes a tenth of what it takes with the project's own.
        shutil.copytree(ROOT / "src" / "innoreg" / "starter", self.root)
        self.files = [self.root / "innoreg.yaml", *sorted(self.root.rglob("data/**/*.yaml"))]
        self.seeds = {path: path.read_bytes() for path in self.files}

    def case(self, chance: random.Random) -> tuple[bytes, Callable[[], None]]:
        path = chance.choice(self.files)
        raw = spoil(self.seeds[path], chance, WORDS)
        words = chance.choice(READING)

        def run() -> None:
            path.write_bytes(raw)
            try:
                self._ask(words)
                if path.read_bytes() != raw:
                    raise Found(f"{words}: a file was changed")
            finally:
                path.write_bytes(self.seeds[path])

        return f"# {path.relative_to(self.root)}: {words}\n".encode() + raw, run

    def _ask(self, words: str) -> None:
        heard = listen()
        code = main(["-C", str(self.root), *words.split()])
        said = heard()
        if code not in range(4) or "mistake in innoreg" in said[1] or "Traceback" in said[1]:
            raise Found(f"{words}: {code}: {said[1][-600:]}")
        if said[0] and words.endswith("json"):
            json.loads(said[0])


class Template:
    """The text templates spoilt, rendered with an order, and checked."""

    suffix = ".md.j2"

    def __init__(self, folder: Path) -> None:
        from render.registers import order, register

        self.folder = folder
        self.order = order({"kind": "instruct", "text": "Сделать."}, preamble="Текст")
        self.registry = register(self.order)
        self.seeds = [p.read_bytes() for p in sorted((ROOT / "templates").glob("*.md.j2"))]
        self.words = [tag.encode() for tag in TAGS]

    def case(self, chance: random.Random) -> tuple[bytes, Callable[[], None]]:
        raw = self.spoilt(chance)

        def run() -> None:
            from innoreg.render.renderer import Renderer, render_order
            from innoreg.render.template_check import check_template

            path = self.folder / f"order-own{self.suffix}"
            path.write_bytes(raw)
            for work in (
                lambda: render_order(Renderer(self.folder), self.registry, self.order, path.name),
                lambda: check_template(path),
            ):
                with suppress(InnoregError):
                    work()

        return raw, run

    def spoilt(self, chance: random.Random) -> bytes:
        return spoil(chance.choice(self.seeds), chance, self.words)


class Form(Template):
    """A Word form spoilt, filled in and checked."""

    suffix = ".docx"

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.seeds = [p.read_bytes() for p in sorted((ROOT / "templates").glob("*.docx"))]

    def spoilt(self, chance: random.Random) -> bytes:
        return spoil_zip(chance.choice(self.seeds), chance, self.words)


class Document:
    """The documents of the project spoilt, and read as `import` reads them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        documents = ROOT / "tests" / "importing" / "documents"
        self.seeds = [p.read_bytes() for p in sorted(documents.glob("*.docx"))]

    def case(self, chance: random.Random) -> tuple[bytes, Callable[[], None]]:
        raw = spoil_zip(chance.choice(self.seeds), chance, WORDS)

        def run() -> None:
            from innoreg.importing.reader import import_document

            path = self.folder / "document.docx"
            path.write_bytes(raw)
            with suppress(InnoregError):
                import_document(path)

        return raw, run


class Deadline:
    """Words of terms put together and spoilt, read as every command reads them."""

    def __init__(self, _folder: Path) -> None:
        page = (ROOT / "docs" / "deadlines.md").read_text("utf-8")
        self.seeds = [line.strip("| ").encode() for line in page.splitlines() if "|" in line]
        self.words = [word for seed in self.seeds for word in seed.split()][:800]

    def case(self, chance: random.Random) -> tuple[bytes, Callable[[], None]]:
        raw = spoil(chance.choice(self.seeds)[:200], chance, [w + b" " for w in self.words])
        words = raw.decode("utf-8", "replace").replace("\0", "")

        def run() -> None:
            heard = listen()
            code = main(["deadline", "--context", "2022", "--format", "json", "--", words])
            said = heard()
            if code not in range(4) or "mistake in innoreg" in said[1]:
                raise Found(f"{code}: {said[1]}")

        return raw, run


TARGETS: dict[str, Callable[[Path], Target]] = {
    "registry": Registry, "template": Template, "form": Form, "document": Document,
    "deadline": Deadline,
}  # fmt: skip


def run_in_copy(run: Callable[[], None], report: Path) -> str:
    """What went wrong in a copy of this process; nothing where all is well."""
    report.unlink(missing_ok=True)
    if (child := os.fork()) == 0:
        code = 0
        try:
            resource.setrlimit(resource.RLIMIT_CPU, (3 * SECONDS, 3 * SECONDS))
            run()
        except BaseException:
            code = 1
            report.write_text(traceback.format_exc(), "utf-8")
        os._exit(code)
    _pid, status, used = os.wait4(child, 0)
    if os.waitstatus_to_exitcode(status):
        return report.read_text("utf-8") if report.exists() else f"ended with {status}"
    if used.ru_utime + used.ru_stime > SECONDS:
        return f"{used.ru_utime + used.ru_stime:.1f} seconds"
    if used.ru_maxrss > MEBIBYTES * 1024:
        return f"{used.ru_maxrss // 1024} MiB"
    return ""


def hunt(name: str, seconds: float, seed: int, found: Path) -> Counter[str]:
    """Try cases of one target for so long; each one that fails is kept in the folder `found`."""
    tally: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as folder:
        target = TARGETS[name](Path(folder))
        # Once here, so that its modules are there for all copies.
        run_in_copy(target.case(random.Random(0))[1], found / "report")
        with suppress(Exception):
            target.case(random.Random(0))[1]()
        sys.stdout, sys.stderr = sys.__stdout__, sys.__stderr__
        until, number = time.monotonic() + seconds, seed
        while time.monotonic() < until:
            number += 1
            raw, run = target.case(random.Random(number))
            tally["cases"] += 1
            if wrong := run_in_copy(run, Path(folder) / "report"):
                tally["failed"] += 1
                found.mkdir(exist_ok=True)
                (found / f"{name}-{number}").write_bytes(raw)
                (found / f"{name}-{number}.txt").write_text(wrong, "utf-8")
                print(f"{name} {number}: {wrong.strip().splitlines()[-1][:200]}", flush=True)
    return tally


def run_fuzzer(words: list[str]) -> int:
    """Hunt through the targets named, or all; 1 if anything was found."""
    options = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    options.add_argument("targets", nargs="*", help=", ".join(TARGETS))
    options.add_argument("--minutes", type=float, default=5, help="for all targets together")
    options.add_argument("--seed", type=int, default=0, help="the number of the first case")
    asked = options.parse_args(words)
    failed = 0
    targets = asked.targets or list(TARGETS)
    for name in targets:
        seconds = 60 * asked.minutes / len(targets)
        tally = hunt(name, seconds, asked.seed, ROOT / "fuzz-found")
        failed += tally["failed"]
        print(f"{name}: {tally['cases']} cases, {tally['failed']} failed", flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(run_fuzzer(sys.argv[1:]))
