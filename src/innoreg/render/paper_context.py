"""Letters, memos and reports as data for their templates, built from plain rows of the caller."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import TypedDict

from innoreg.i18n import T
from innoreg.language import plural
from innoreg.model.authority import Authority, Letterhead
from innoreg.model.order import Signatory
from innoreg.model.registry import Registry
from innoreg.render.declinable_words import Remarks, Word, upper_first
from innoreg.render.document_names import Namer
from innoreg.render.document_text import date_range, short_date
from innoreg.render.order_context import (
    BLANK,
    DateContext,
    LetterheadContext,
    SignatoryContext,
    day_context,
    letterhead_context,
    signatory_context,
)
from innoreg.render.paper_rows import DutyRow, HistoryRow, SiteRow
from innoreg.render.table_context import ColumnContext, RowContext, table_row

STATUS = {
    "planned": "на контроле", "done": "исполнено", "done-late": "исполнено с нарушением срока",
    "overdue": "не исполнено", "extended": "срок продлён", "cancelled": "снято с контроля",
}  # fmt: skip
"""Statuses as chiefs say them; a document is Russian whatever the reader's language."""


@dataclass(frozen=True, slots=True)
class Sender:
    """Who writes: an authority of the register, and who signs for it."""

    registry: Registry
    issuer: Authority | None = None
    signatory: Signatory | None = None


class PictureContext(TypedDict):
    """A picture that a document may show: its name for `::: picture`, and what it shows in words."""

    name: str
    words: str


class PaperContext(TypedDict):
    """What every letter and report may name."""

    letterhead: LetterheadContext
    signatory: SignatoryContext | None
    date: DateContext
    title: str
    columns: list[ColumnContext]
    rows: list[RowContext]
    landscape: bool
    paragraphs: list[str]
    pictures: list[PictureContext]
    remarks: Remarks


class LetterContext(PaperContext):
    """A letter or memo: whom it is for, with the post where there is one, and its requisites."""

    addressee: Word
    post: Word
    address: list[str]
    number: str
    reply: str
    executor: list[str]


@dataclass(frozen=True, slots=True)
class Requisites:
    """What a letter bears besides its text: number, «На № …», executor with contacts, address."""

    number: str = ""
    reply: str = ""
    executor: tuple[str, ...] = ()
    address: tuple[str, ...] = ()


def letter_context(
    sender: Sender,
    addressee: Word,
    rows: Sequence[DutyRow],
    today: date,
    post: str = "",
    undated: Sequence[DutyRow] = (),
    requisites: Requisites | None = None,
) -> LetterContext:
    """A reminder: everything one addressee has on control, plan by plan, what has no date last."""
    every = [*rows, *undated]
    late = sum(r.status == "overdue" for r in rows)
    number = _number_width(every, 8)
    columns = _columns(
        ("Пункт", number), ("Мероприятие", 48 - number), ("Срок", 16), ("Состояние", 16),
        ("Контроль", 20),
    )  # fmt: skip
    cells = _rows_by_plan(rows, undated, lambda r: [
        r.number, r.title, _term_text(r), _state_text(r), r.controller,
    ])  # fmt: skip
    stand = plural(len(every), "состоит", "состоят", "состоит")
    text = f"На контроле за Вами {stand} {_items(every)}"
    text += f", из них не {_done(late)} в срок – {late}." if late else "."
    paper = paper_base(sender, "О сроках исполнения мероприятий", columns, cells, [text], today)
    return _letter(sender, addressee, post, paper, requisites)


def memo_context(
    sender: Sender,
    addressee: Word,
    rows: Sequence[DutyRow],
    today: date,
    post: str = "",
    undated: Sequence[DutyRow] = (),
    requisites: Requisites | None = None,
) -> LetterContext:
    """What was not done in time, how late, who answers and controls; then what has no date."""
    number = _number_width([*rows, *undated], 7)
    columns = _columns(
        ("Пункт", number), ("Мероприятие", 40 - number), ("Срок", 14), ("Дней просрочки", 10),
        ("Ответственный", 20), ("Контроль", 16),
    )  # fmt: skip
    cells = _rows_by_plan(rows, undated, lambda r: [
        r.number, r.title, _term_text(r), str(r.days_late) if r.due else "–", r.responsible,
        r.controller,
    ])  # fmt: skip
    text = f"По состоянию на {short_date(today)} не {_done(len(rows))} в срок {_items(rows)}."
    if undated:
        text += f" Без срока на контроле – {_items(undated)}."
    paper = paper_base(
        sender, "О мероприятиях, не исполненных в срок", columns, cells, [text], today
    )
    return _letter(sender, addressee, post, paper, requisites)


def _items(rows: Sequence[DutyRow]) -> str:
    return f"{len(rows)} {plural(len(rows), 'пункт', 'пункта', 'пунктов')}"


def _letter(
    sender: Sender,
    addressee: Word,
    post: str,
    paper: PaperContext,
    requisites: Requisites | None,
) -> LetterContext:
    naming = Namer(sender.registry, paper["remarks"])
    given = requisites or Requisites()
    if sender.issuer is None:
        paper["remarks"].add(T("the letter bears no author: say --issuer"))
    if sender.signatory is None:
        paper["remarks"].add(T("nobody signs the letter: say --signed"))
    post_word = naming.post(post)
    address = [upper_first(post_word.case("dat"))] if post else []
    return {
        **paper,
        "addressee": addressee,
        "post": post_word,
        "address": list(given.address) or [*address, addressee.case("dat")],
        "number": given.number or BLANK,
        "reply": given.reply,
        "executor": list(given.executor),
    }


def plan_fact_context(
    sender: Sender,
    rows: Sequence[DutyRow],
    period: tuple[date, date],
    today: date,
    undated: Sequence[DutyRow] = (),
) -> PaperContext:
    """Plan and fact of a period, with the discipline: done in time of what was due.

    undated: what is open and has no date stands last and counts in nothing.
    """
    number = _number_width([*rows, *undated], 7)
    columns = _columns(
        ("Пункт", number), ("Мероприятие", 40 - number), ("Срок", 15), ("Исполнено", 11), ("Состояние", 14),
        ("Ответственный", 20),
    )  # fmt: skip
    cells = _rows_by_plan(rows, undated, lambda r: [
        r.number, r.title, _term_text(r), short_date(r.done) if r.done else "–", _state_text(r),
        r.responsible,
    ])  # fmt: skip
    title = f"План-факт за период с {short_date(period[0])} по {short_date(period[1])}"
    return paper_base(sender, title, columns, cells, [_summary_line(rows)], today)


def sites_context(sender: Sender, rows: Sequence[SiteRow], day: date) -> PaperContext:
    """The register of sites on a day; with their reports where the rows have them."""
    with_reports = any(row.reports for row in rows)
    columns = _columns(
        ("№ п/п", 5), ("Образовательная организация", 21), ("Вид площадки", 13),
        ("Тема", 18 if with_reports else 23), ("Срок", 11), ("Состояние", 11), ("Основание", 16),
        *([("Отчёты", 14.0)] if with_reports else []),
    )  # fmt: skip
    cells = (
        [f"{n}.", r.holders, r.kind, r.theme, date_range(r.since, r.until), r.status, r.basis,
         *([r.reports or "–"] if with_reports else [])]
        for n, r in enumerate(rows, 1)
    )  # fmt: skip
    shown = [table_row(cells=found, number=found[0], title=found[1]) for found in cells]
    title = f"Реестр инновационных площадок на {short_date(day)}"
    return paper_base(sender, title, columns, shown, [], day)


def site_context(
    sender: Sender, site: SiteRow, history: Sequence[HistoryRow], day: date
) -> PaperContext:
    """The card of one site: what it is, and what happened to it."""
    columns = _columns(("Дата", 15), ("Событие", 50), ("Основание", 35))
    shown = [
        table_row(cells=[short_date(h.day) if h.day else "–", h.what, h.basis], title=h.what)
        for h in history
    ]
    facts = (
        ("Организация", site.holders), ("Вид", site.kind), ("Тема", site.theme),
        ("Программа", site.program), ("Срок", date_range(site.since, site.until)), ("Состояние", site.status),
        ("Основание", site.basis),
    )  # fmt: skip
    said = [f"{name}: {text}" for name, text in facts if text]
    return paper_base(sender, f"Карточка площадки на {short_date(day)}", columns, shown, said, day)


def paper_base(
    sender: Sender,
    title: str,
    columns: list[ColumnContext],
    rows: Iterable[RowContext],
    paragraphs: list[str],
    day: date,
) -> PaperContext:
    """What every letter and report has; many columns turn the page."""
    remarks = Remarks()
    letterhead = (sender.issuer.letterhead if sender.issuer else None) or Letterhead()
    naming = Namer(sender.registry, remarks)
    return {
        "letterhead": letterhead_context(sender.issuer, letterhead),
        "signatory": signatory_context(sender.signatory, naming),
        "date": day_context(day),
        "title": title,
        "columns": columns,
        "rows": list(rows),
        # So many columns do not fit the width of a portrait page.
        "landscape": len(columns) >= 5,
        "paragraphs": paragraphs,
        "pictures": [],
        "remarks": remarks,
    }


def _number_width(rows: Iterable[DutyRow], plain: float) -> float:
    """Width of the column of numbers: «промежуточные результаты» does not fit where numbers do."""
    return 15 if any(len(row.number) > 8 for row in rows) else plain


def _columns(*heads: tuple[str, float]) -> list[ColumnContext]:
    return [{"head": head, "width": width} for head, width in heads]


def _rows_by_plan(
    rows: Iterable[DutyRow], undated: Sequence[DutyRow], cells: Callable[[DutyRow], list[str]]
) -> Iterator[RowContext]:
    """The rows under the names of their documents; those without a date under a heading of their own."""
    yield from _grouped_rows(rows, cells)
    if undated:
        yield table_row(cells=["Без срока"], title="Без срока", whole=True)
        yield from _grouped_rows(undated, cells)


def _grouped_rows(
    rows: Iterable[DutyRow], cells: Callable[[DutyRow], list[str]]
) -> Iterator[RowContext]:
    # Rows come in reading order: those of one document stand together.
    for plan, inside in groupby(rows, key=lambda r: r.plan):
        if plan:
            yield table_row(cells=[plan], title=plan, whole=True)
        for duty in inside:
            yield table_row(
                cells=cells(duty),
                number=duty.number,
                title=duty.title,
                deadline=duty.deadline,
                responsible=duty.responsible,
                result=duty.result,
            )


def _term_text(duty: DutyRow) -> str:
    """The words of the document, and the day they mean where the words do not say it."""
    if duty.due is None or short_date(duty.due) in duty.deadline:
        return duty.deadline or "–"
    return f"{duty.deadline} ({short_date(duty.due)})"


def _state_text(duty: DutyRow) -> str:
    words = STATUS[duty.status]
    if duty.days_late <= 0 or duty.status not in ("overdue", "done-late"):
        return words
    days = plural(duty.days_late, "день", "дня", "дней")
    return f"{words}, просрочка {duty.days_late} {days}"


def _done(number: int) -> str:
    return plural(number, "исполнен", "исполнены", "исполнено")


def _summary_line(rows: Sequence[DutyRow]) -> str:
    """How many of each status; discipline is done in time to all that was done or overdue."""
    done = [r for r in rows if r.status == "done"]
    due = [r for r in rows if r.status in ("done", "done-late", "overdue")]
    counts = {
        "исполнено": len(done),
        "исполнено с нарушением срока": sum(r.status == "done-late" for r in rows),
        "не исполнено": sum(r.status == "overdue" for r in rows),
        "на контроле": sum(r.status in ("planned", "extended") for r in rows),
        "снято с контроля": sum(r.status == "cancelled" for r in rows),
        "срок продлён": sum(r.extended or r.status == "extended" for r in rows),
    }
    said = [f"Всего {len(rows)}"] + [f"{name} – {n}" for name, n in counts.items() if n]
    discipline = (
        f" Исполнительская дисциплина: {round(100 * len(done) / len(due))} %." if due else ""
    )
    return f"{'; '.join(said)}.{discipline}"
