"""What is spoilt and what is done with it: templates, forms, documents, words of terms."""

import random
from contextlib import suppress
from pathlib import Path
from typing import Protocol

from fuzzing.judged_call import call
from fuzzing.record_maker import terms
from fuzzing.spoiling import TAGS, WORDS, spoil, spoil_xml, spoil_zip
from fuzzing.template_maker import make_template
from innoreg.errors import InnoregError

ROOT = Path(__file__).parents[2]


class Target(Protocol):
    """Gives cases as bytes, and tries them."""

    calls: int
    """How many commands a case carries out."""

    def make_case(self, chance: random.Random) -> bytes:
        """What is tried, spoilt by chance."""

    def try_case(self, case: bytes) -> None:
        """Do with it what users would; raises what must not be."""


class Template:
    """The text templates spoilt, rendered with an order, and checked."""

    calls = 1
    suffix = ".md.j2"

    def __init__(self, folder: Path) -> None:
        from render.registers import order, register

        self.folder = folder
        self.order = order(
            {"kind": "instruct", "text": "Сделать.", "deadline": "до 1 марта"},
            {"kind": "approve", "subjects": ["nearby", "plan"], "appendix": "1"},
            preamble="Текст",
            appendices=[{"number": "1", "kind": "roadmap", "title": "План", "roadmap": "plan"}],
        )
        self.registry = register(self.order)
        folder_of_forms = ROOT / "templates"
        self.seeds = [p.read_bytes() for p in sorted(folder_of_forms.glob(f"*{self.suffix}"))]
        self.words = [tag.encode() for tag in TAGS]
        texts = (p.read_text("utf-8") for p in sorted(folder_of_forms.glob("*.md.j2")))
        self.lines = [line for text in texts for line in text.splitlines() if "{%" not in line]

    def make_case(self, chance: random.Random) -> bytes:
        if chance.random() < 0.7:
            made = make_template(chance, self.lines).encode()
            return made if chance.random() < 0.8 else spoil(made, chance, self.words)
        return spoil(chance.choice(self.seeds), chance, self.words)

    def try_case(self, case: bytes) -> None:
        from innoreg.render.renderer import Renderer, render_order
        from innoreg.render.template_check import check_template

        path = self.folder / f"order-own{self.suffix}"
        path.write_bytes(case)
        with suppress(InnoregError):
            press = Renderer(self.folder)
            render_order(press, self.registry, self.order, path.name)
        with suppress(InnoregError):
            check_template(path)


class Form(Template):
    """A Word form spoilt, filled in and checked."""

    suffix = ".docx"

    def make_case(self, chance: random.Random) -> bytes:
        tags = [make_template(chance, self.lines).encode() for _n in range(3)]

        def change(part: bytes) -> bytes:
            return spoil_xml(part, chance, [*self.words, *tags])

        return spoil_zip(chance.choice(self.seeds), chance, change, ["word/document.xml"])


class Document:
    """Documents spoilt, and read as `import` reads them: Word, Excel, PDF."""

    calls = 2

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.seeds = [*_published(), *_drawn(folder)]

    def make_case(self, chance: random.Random) -> bytes:
        def change(part: bytes) -> bytes:
            return spoil_xml(part, chance, WORDS)

        seed = chance.choice(self.seeds)
        if not seed.startswith(b"PK"):
            return change(seed)
        likely = ["word/document.xml", "xl/worksheets/sheet1.xml", "word/numbering.xml"]
        return spoil_zip(seed, chance, change, likely)

    def try_case(self, case: bytes) -> None:
        path = self.folder / "document"
        path.write_bytes(case)
        registry = str(ROOT / "src" / "innoreg" / "starter")
        call(["-C", registry, "import", str(path), "--dry-run", "--format", "json"])
        for kind in ("roadmap", "order"):
            words = ["--as", kind, "--id", "fresh", "--period", "2026", "--dry-run", "--update"]
            call(["-C", registry, "import", str(path), *words[: None if kind == "order" else -1]])


def _published() -> list[bytes]:
    folder = ROOT / "tests" / "importing" / "documents"
    return [p.read_bytes() for p in sorted(folder.glob("*.*")) if p.stat().st_size < 100_000]


def _drawn(folder: Path) -> list[bytes]:
    """Small plans as tests draw them, which take a tenth of the time of the published ones."""
    from importing import excel, word
    from importing.layouts import draw, make_layout
    from importing.plans import make_entries

    made = []
    for number in range(12):
        chance = random.Random(number)
        layout = make_layout(chance)
        layout.split = False
        entries = make_entries(chance, 5, nested=number % 2 == 0, sections=number % 3)
        rows = draw(chance, layout, entries)
        path = folder / "seed"
        if number % 3:
            word.save(path, word.plain("План") + word.table(rows, word.Tricks(chance, 0.4)))
        else:
            excel.save(path, rows, chance)
        made.append(path.read_bytes())
    return made


class Deadline:
    """Words of terms put together and spoilt, read as every command reads them."""

    calls = 1

    def __init__(self, _folder: Path) -> None:
        self.seeds = [term.encode() for term in terms()]
        self.words = [word + b" " for seed in self.seeds for word in seed.split()]

    def make_case(self, chance: random.Random) -> bytes:
        seeds = chance.sample(self.seeds, chance.choice([1, 1, 2]))
        return spoil(b" ".join(seeds), chance, self.words)[:400]

    def try_case(self, case: bytes) -> None:
        words = case.decode("utf-8", "replace").replace("\0", "")
        period = ["2022", "2025-2026", "0001-01-01..0001-02-01", "9999", "2022-01-01..2041-12-31"]
        context = period[sum(case) % len(period)]
        call(["deadline", "--context", context, "--format", "json", "--", words])
