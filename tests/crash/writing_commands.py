"""The table of the commands that write: what each is called with, and the registry it begins with.

A command that is added later stands in `WRITING` or in `READING`, else a test fails.
"""

import re
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import docx

from changing import copied, with_git
from support import DATA, roadmap, tree

READING = {
    "find",
    "today", "due", "overdue", "behind", "status", "why", "discipline", "load", "mentoring", "show",
    "sites", "indicators",
    "history", "diff", "merge-check", "validate", "check-layout", "deadline",
    "decline", "forms", "help",
}  # fmt: skip
NOT_THE_REGISTRY = {
    # Its file lies elsewhere, and is worked out anew where it is damaged (tests/cache).
    "cache",
    # It writes into the file that git gives it; git merges anew where the driver did not end.
    "merge-driver",
}
DOCUMENT = DATA / "tests/importing/documents/loiro-2022-18.docx"
PAIR, OTHER = "klyuchevets-2-klyuchevets-1", "borovino-4-borovino-1"
EXAMPLE = DATA / "src/innoreg/examples/mentoring"
ORDER = (
    'schema: 1\nissuer: comm\norder_kind: "Приказ"\nnumber: "1"\ndate: "2022-01-10"\n'
    'title: "О сроках"\nclauses:\n  - number: "1."\n    kind: appoint\n    text: "Назначить."\n'
    '    appendix: "1"\n  - number: "2."\n    kind: amend\n    text: "Перенести."\nappendices:\n  - number: "1"\n    kind: assignments\n    role: consultant\n'
)


def registry(folder: Path) -> Path:
    """A plan of two months, an order, people; some files untidy, for `fmt`."""
    plan = roadmap(
        "1. | март | Начало | responsible:; - person: one",
        "2. | апрель | Конец | responsible:; - person: one",
        "9. | май | Вдвоём | responsible:; - person: one | addressees: [near, two]",
    )
    return tree(
        folder,
        {
            "roadmaps/plan.yaml": plan,
            "roadmaps/other.yaml": roadmap("1. | май | Дело | responsible:; - person: one"),
            "orders/order-1.yaml": ORDER,
            "authorities/comm.yaml": 'schema: 1\nname: "Комитет"\ntype: committee\n',
            "districts/near.yaml": 'schema: 1\nname:   "Ближний муниципальный район"\n'
            'short_name: "Ближний"\ntype: municipal_district\n',
            "people/one.yaml": 'schema: 1\nname:   "Иванов И.И."\n',
            "people/two.yaml": 'schema: 1\nname:   "Петров П.П."\n',
        },
    )


def with_repository(folder: Path) -> Path:
    return with_git(registry(folder))


def done_already(folder: Path) -> Path:
    root = registry(folder)
    path = root / "data/roadmaps/plan.yaml"
    event = '    events:\n      - {event: done, on: "2022-03-01"}\n'
    text = path.read_text("utf-8")
    at = text.index('  - number: "2."')
    path.write_text(text[:at] + event + text[at:], "utf-8")
    return root


def done_and_committed(folder: Path) -> Path:
    return with_git(done_already(folder))


def retired_and_committed(folder: Path) -> Path:
    return with_git(with_retired_keys(folder))


def with_retired_keys(folder: Path) -> Path:
    root = registry(folder)
    (root / "innoreg.yaml").write_text("schema: 1\ntitle: Проба\ndue_soon_days: 7\n", "utf-8")
    path = root / "data/authorities/comm.yaml"
    head = 'letterhead:\n  lines: ["КОМИТЕТ"]\n  number_suffix: "р"\n'
    path.write_text(path.read_text("utf-8") + head, "utf-8")
    return root


def with_export(folder: Path) -> Path:
    from innoreg.cli import main

    root = registry(folder)
    assert main(["-C", str(root), "export", "--to", str(root / "out"), "--format", "sqlite"]) == 0
    return root


def with_site(folder: Path) -> Path:
    from innoreg.cli import main

    root = registry(folder)
    assert main(["-C", str(root), "pages", "--to", str(root / "site")]) == 0
    return root


def with_results(folder: Path) -> Path:
    """The results of 2024 and a document with those of 2025, for which there is no record yet."""
    root = registry(folder)
    head = (
        "schema: 1\nyear: 2024\nprocedures:\n  - id: oge-math\n    kind: oge\n    subject: Алгебра\n"
        "    level: basic\n    scale: mark\n    low: «2»\n    high: «5»\n"
    )
    files = {
        "data/schools/s-1.yaml": 'schema: 1\nname: "Школа № 1"\ntype: school\ndistrict: near\n',
        "data/results/2024.yaml": head,
        "data/results/2024.csv": "school;procedure;participants;below\ns-1;oge-math;10;1\n",
        "data/criteria/low.yaml": "schema: 1\ntitle: Перечень\nflag: low_results\nrule:\n  count:\n"
        '    share: below\n    at_least: "10"\n    years:\n      - 0\n',
        "new.csv": "school;procedure;participants;below\ns-1;oge-math;12;3\n",
    }
    for name, text in files.items():
        (root / name).parent.mkdir(exist_ok=True)
        (root / name).write_text(text, "utf-8", newline="\n")
    return root


def with_addresses(folder: Path) -> Path:
    root = registry(folder)
    for name in ("one", "two"):
        path = root / f"data/people/{name}.yaml"
        path.write_text(path.read_text("utf-8") + f"email: {name}@example.org\n", "utf-8")
    return root


def addresses_and_committed(folder: Path) -> Path:
    return with_git(with_addresses(folder))


def results_and_committed(folder: Path) -> Path:
    return with_git(with_results(folder))


SITE_RULES = (
    "schema: 1\nsite_type: regional\nissuer: comm\npapers:\n  - id: program\ncriteria:\n"
    "  - id: plan\n    max: 10\nreport:\n  year_ends: 05-31\n  due: 06-10\n"
)
APPLICATION = (
    "schema: 1\nrules: rules\norganisations:\n  - s-1\ntheme: Тема\nreceived: 2022-01-10\n"
    "papers:\n  - id: program\n    on: 2022-01-10\n"
)
PROTOCOL = (
    "schema: 1\ncouncil: council\non: 2022-02-10\ndecisions:\n  - subject: asked\n"
    "    decision: recommend\n    words: так\n"
)
GRANTING = (
    "schema: 1\nissuer: comm\norder_kind: Приказ\nnumber: '2'\ndate: 2022-01-12\ntitle: О статусе\n"
    "clauses:\n  - number: '1.'\n    kind: grant\n    text: Присвоить.\n    subjects:\n      - site\n"
)


def with_applications(folder: Path) -> Path:
    """Rules, an application that a council recommended, a site with a report handed in."""
    root = registry(folder)
    files = {
        "schools/s-1.yaml": 'schema: 1\nname: "Школа № 1"\ntype: school\ndistrict: near\n',
        "authorities/council.yaml": "schema: 1\nname: Совет\ntype: council\n",
        "site-rules/rules.yaml": SITE_RULES,
        "applications/asked.yaml": APPLICATION,
        "protocols/met.yaml": PROTOCOL,
        "orders/order-2.yaml": GRANTING,
        "sites/site.yaml": "schema: 1\ntype: regional\norganisations:\n  - s-1\ntheme: Дело\n"
        "events:\n  - event: done\n    on: 2022-06-01\n    report: '2022'\n",
    }
    for name, text in files.items():
        path = root / "data" / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, "utf-8", newline="\n")
    return root


def applications_and_committed(folder: Path) -> Path:
    return with_git(with_applications(folder))


def our_own(folder: Path) -> Path:
    return copied(folder)


def with_draft(folder: Path) -> Path:
    root = registry(folder)
    text = ORDER.replace('number: "1"\ndate: "2022-01-10"', "draft: true\nyear: 2022", 1)
    (root / "data/orders/draft.yaml").write_text(text, "utf-8")
    return root


def draft_and_committed(folder: Path) -> Path:
    return with_git(with_draft(folder))


def invented_region(folder: Path) -> Path:
    shutil.copytree(EXAMPLE, folder, dirs_exist_ok=True)
    return folder


def region_in_two(folder: Path) -> Path:
    """Its protected records in a folder of their own, which lies in it for want of one beside it."""
    root = invented_region(folder)
    (root / "private/data").mkdir(parents=True)
    (root / "private/innoreg-private.yaml").write_text("schema: 1\n", "utf-8")
    for kind in ("results", "profiles", "matching"):
        (root / "data" / kind).rename(root / "private/data" / kind)
    settings = root / "innoreg.yaml"
    settings.write_text(settings.read_text("utf-8") + "data_private: private\n", "utf-8")
    return root


def region_and_committed(folder: Path) -> Path:
    return with_git(invented_region(folder))


def nothing_yet(folder: Path) -> Path:
    (folder / ".gitignore").write_text("*.log\n", "utf-8")
    return folder


EDITOR = (
    f'{sys.executable} -c "import sys, pathlib; p = pathlib.Path(sys.argv[1]); '
    "p.write_text(p.read_text('utf-8').replace('Иванов', 'Сидоров'), 'utf-8')\""
)


class Call(NamedTuple):
    """A command line, what it begins with, and the variables it needs."""

    words: str
    begin: Callable[[Path], Path] = registry
    env: tuple[tuple[str, str], ...] = ()
    # Of a command that has been carried out: refused as done already, or nothing to change.
    again: tuple[int, ...] = (0, 1)
    # It writes one file after another, each whole; called again it goes on.
    repeats: bool = False


def with_sheet(folder: Path) -> Path:
    root = registry(folder)
    text = "ref,on,evidence\nplan/1,2022-03-01,протокол\nplan/2,2022-04-01,\nother/1,2022-05-01,\n"
    (root / "marks.csv").write_text(text, "utf-8")
    return root


def with_list(folder: Path) -> Path:
    root = registry(folder)
    (root / "people.csv").write_text(
        "ФИО;Должность\nИванов И.И.;методист\nСемёнов С.С.;директор\n", "utf-8"
    )
    return root


def with_imported(folder: Path) -> Path:
    """The plan of the document as it was once, with a mark, in another wording."""
    from innoreg.cli import main

    root = registry(folder)
    words = ["import", str(DOCUMENT), "--as", "order", "--id", "old"]
    assert main(["-C", str(root), *words]) == 0
    # The document comes again with one title reworded: that is what the update writes.
    (path,) = (root / "data/roadmaps").glob("old-plan.yaml")
    found = re.search('title: "([^"]+)"\n    deadline', path.read_text("utf-8"))
    assert found
    document = docx.Document(str(DOCUMENT))
    cells = [cell for table in document.tables for row in table.rows for cell in row.cells]
    cell = next(each for each in cells if each.text.strip() == found[1])
    cell.paragraphs[-1].add_run(" (онлайн)")
    document.save(str(root / "again.docx"))
    return root


def with_order_printed(folder: Path) -> Path:
    root = our_own(folder)
    (root / "order.docx").write_bytes(b"old")
    return root


def with_form(folder: Path) -> Path:
    root = registry(folder)
    (root / "templates").mkdir()
    shutil.copy(DOCUMENT, root / "templates" / "order-own.docx")
    return root


def with_schemas(folder: Path) -> Path:
    root = registry(folder)
    (root / "schemas").mkdir()
    (root / "schemas/person.json").write_text("{}\n", "utf-8")
    return root


WRITING: dict[str, list[Call]] = {
    "done": [
        Call("done plan/1 --on 2022-03-01"),
        Call("done plan/1 --on 2022-03-01 --commit", with_repository),
        Call("done --from marks.csv", with_sheet),
    ],
    "extend": [
        Call("extend plan/1 --to 2022-05-01 --basis order-1 --on 2022-03-01"),
        Call(
            "extend plan/1 --to 2022-05-01 --basis order-1 --on 2022-03-01 --commit",
            with_repository,
        ),
    ],
    "cancel": [
        Call("cancel plan/1 --basis order-1 --on 2022-03-01 --reason Нет"),
        Call("cancel plan/1 --basis order-1 --on 2022-03-01 --commit", with_repository),
        Call("cancel plan/9 --for near --reason Нет --on 2022-03-01"),
    ],
    "reopen": [
        Call("reopen plan/1 --on 2022-04-01", done_already),
        Call("reopen plan/1 --on 2022-04-01 --commit", done_and_committed),
    ],
    "assign": [
        Call("assign order-1 Петров --for near --from 2022-02-01 --to 2022-12-31"),
        Call(
            "assign order-1 Петров --for near --from 2022-02-01 --to 2022-12-31 --commit",
            with_repository,
        ),
    ],
    "apply": [
        Call("apply new --by s-1 --theme Тема --paper program --on 2022-01-20", with_applications),
        Call("apply asked --corrected --on 2022-02-20 --commit", applications_and_committed),
    ],
    "review": [
        Call("review asked one --score plan=7 --on 2022-02-01", with_applications),
        Call("review asked one --on 2022-02-01 --commit", applications_and_committed),
        Call("review asked --form form.xlsx", with_applications),
    ],
    "decide": [
        Call("decide site complete --protocol met", with_applications),
        Call("decide site complete --protocol next --on 2022-03-01", with_applications),
        Call("decide site complete --protocol met --commit", applications_and_committed),
    ],
    "assess": [
        Call("assess site/2022 remarks --until 2022-07-01 --on 2022-06-15", with_applications),
        Call("assess site/2022 positive --on 2022-06-15 --commit", applications_and_committed),
    ],
    # A second call finds the id taken.
    "council": [
        Call("council --draft order-3", with_applications),
        Call("council --draft order-3 --commit", applications_and_committed),
    ],
    "edit": [
        Call("edit one", env=(("EDITOR", EDITOR),)),
        Call("edit one --commit", with_repository, env=(("EDITOR", EDITOR),)),
        Call("edit one gender=m"),
        Call("edit one gender=m --commit", with_repository),
    ],
    "new": [
        Call("new person three name=Семёнов"),
        Call("new person four"),
        Call("new person three name=Семёнов --commit", with_repository),
        Call("new roadmap next type=план-график --row Дело --rows 3"),
        Call("new order next --like order-1"),
    ],
    # A second call finds the id taken.
    "next-year": [
        Call("next-year plan plan-2023"),
        Call("next-year plan plan-2023 --commit", with_repository),
    ],
    "accept": [
        Call("accept order-1 --reason Так"),
        Call("accept order-1 --reason Так --commit", with_repository),
    ],
    "rename": [
        # Finished by the second call, which then finds nothing under the old name.
        Call("rename one first", again=(0, 2)),
        Call("rename one first --commit", with_repository, again=(0, 1, 2)),
        Call("rename plan/1 9", again=(0, 1, 2)),
        # The school's file, and the table of results that names it.
        Call("rename s-1 first", with_results, again=(0, 2)),
    ],
    "fmt": [Call("fmt"), Call("fmt data/people")],
    "migrate": [
        Call("migrate", with_retired_keys),
        Call("migrate --commit", retired_and_committed),
    ],
    "import": [
        Call(f"import {DOCUMENT} --as order --id fresh"),
        Call(f"import {DOCUMENT} --id fresh --table 1"),
        Call(f"import {DOCUMENT} --as order --id fresh --commit", with_repository),
        Call("import again.docx --update --id old-plan --table 1", with_imported),
        # A new person, and a post for one who is there; called again, nothing is left to do.
        Call("import people.csv", with_list),
    ],
    "pair": [
        Call(
            f"pair consent {PAIR} --of klyuchevets-2 --on 2026-09-01 --today 2026-10-01",
            invented_region,
        ),
        Call(
            f"pair meeting {PAIR} --form visit --on 2026-09-01 --today 2026-10-01", invented_region
        ),
        Call(
            f"pair meeting {PAIR} {OTHER} --form visit --on 2026-09-01 --today 2026-10-01",
            invented_region,
        ),
        Call(
            f"pair plan {PAIR} --approved 2026-03-10 --like {OTHER} --today 2026-10-01",
            invented_region,
        ),
        Call(
            f"pair plan {PAIR} --approved 2026-03-10 --like {OTHER} --commit --today 2026-10-01",
            region_and_committed,
        ),
    ],
    "sign": [
        Call("sign draft --number 2 --on 2022-02-01", with_draft),
        Call("sign draft --number 2 --on 2022-02-01 --commit", draft_and_committed),
    ],
    # A second call finds the id taken.
    "match": [
        Call("match 2026 --draft order-31", invented_region),
        Call("match 2026 --draft order-31 --commit", region_and_committed),
    ],
    "list": [
        Call("list low --year 2024 --draft order-2 --issuer comm", with_results),
        Call("list low --year 2024 --draft order-2 --issuer comm --commit", results_and_committed),
    ],
    "results": [
        Call("results import new.csv --year 2025", with_results),
        Call("results import new.csv --year 2024", with_results),
        Call("results import new.csv --year 2024 --replace --source РИС", with_results),
        Call("results import new.csv --year 2025 --commit", results_and_committed),
        Call(f"results import {EXAMPLE}/incoming/results-2026.csv --year 2026", region_in_two),
        Call("results export --year 2024 --xlsx out.xlsx", with_results),
    ],
    "export": [
        Call("export --to out --format sqlite"),
        Call("export --to out --format sqlite", with_export),
        Call("export --to out --format sqlite --public", with_export),
        Call("export --to out --format xlsx"),
        Call("export --to out --format parquet"),
        Call("export --to out --format parquet", with_export),
        Call("export --to calendars --format ics --each"),
        Call("export --to out --format ics --each", with_export),
        Call("export --to all.ics --format ics"),
    ],
    "pages": [
        Call("pages --to site --today 2022-03-01"),
        Call("pages --to site --today 2022-03-01", with_site),
    ],
    "remind": [
        # First the drafts, then the log: called again it writes the same drafts.
        Call(
            "remind --late --to letters --mark-sent --today 2022-06-01",
            with_addresses,
            repeats=True,
        ),
        Call(
            "remind --late --to letters --mark-sent --commit --today 2022-06-01",
            addresses_and_committed,
            repeats=True,
        ),
    ],
    "init": [
        Call("init .", nothing_yet, repeats=True),
        Call("init --empty .", nothing_yet, repeats=True),
        Call("init --git .", nothing_yet, repeats=True),
        Call("init --git .", repeats=True),
    ],
    "schema": [Call("schema --write", with_schemas, repeats=True)],
    "render": [
        Call("render loiro-2022-18 -o order.docx", our_own),
        Call("render loiro-2022-18 -o order.docx --force", with_order_printed),
        # One file after another: those that are there must be allowed to be written over.
        Call("render loiro-2022-18 --each --force -o extracts", our_own, repeats=True),
    ],
    # The mapping beside a form is made anew each time.
    "template": [Call("template adopt templates/order-own.docx", with_form, repeats=True)],
    "paper": [
        Call("paper letter --to overdue --today 2022-12-01 --force -o letters", repeats=True),
        Call("paper certificate --today 2022-12-01 --force -o certificates", repeats=True),
        Call("paper plan-fact --year 2022 -o report.docx --issuer comm"),
    ],
}
