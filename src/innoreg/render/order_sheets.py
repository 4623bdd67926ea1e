"""Sheets that go with an order, as data for their templates: who agrees to it, who receives it."""

from collections.abc import Iterable, Sequence
from datetime import date

from innoreg.errors import Refused
from innoreg.model.order import Order
from innoreg.model.party import Party
from innoreg.render.addressee_words import addressee_text
from innoreg.render.declinable_words import Remarks, lower_first, upper_first
from innoreg.render.document_names import Namer
from innoreg.render.document_text import short_date
from innoreg.render.paper_context import PaperContext, Sender, paper_base
from innoreg.render.table_context import ColumnContext, table_row


class OrderSheetContext(PaperContext):
    """What a sheet may name: its table as `columns` and `rows`, and who prepared the order."""

    executor: list[str]


def agreement_context(
    sender: Sender, order: Order, day: date, executor: Iterable[str] = ()
) -> OrderSheetContext:
    """Who agrees to the order (лист согласования), with the day and the remark of who already did."""
    naming = Namer(sender.registry, Remarks())
    cells = [
        (
            upper_first(visa.post),
            naming.person(visa.person).signed,
            short_date(visa.date) if visa.date else "",
            "",
            visa.remark or "",
        )
        for visa in order.visas
    ]
    heads = (("Должность", 32.0), ("Инициалы, фамилия", 20.0), ("Дата", 14.0), ("Подпись", 14.0),
             ("Замечания", 20.0))  # fmt: skip
    title = f"Лист согласования {_cited(order, naming)}"
    return _sheet(sender, title, heads, cells, day, executor)


def distribution_context(
    sender: Sender,
    order: Order,
    receivers: Iterable[Party],
    day: date,
    executor: Iterable[str] = (),
) -> OrderSheetContext:
    """Who receives the order (указатель рассылки); when and how many copies is filled in by hand."""
    naming = Namer(sender.registry, Remarks())
    cells = [(upper_first(_to_whom(party, naming)), "", "", "") for party in receivers]
    heads = (("Кому направляется", 50.0), ("Количество экземпляров", 17.0),
             ("Дата отправки", 15.0), ("Подпись", 18.0))  # fmt: skip
    title = f"Указатель рассылки {_cited(order, naming)}"
    return _sheet(sender, title, heads, cells, day, executor)


def _to_whom(party: Party, naming: Namer) -> str:
    try:
        return addressee_text(party, naming)
    except Refused:
        # The gender of the person is not known.
        return naming.party(party).text


def _cited(order: Order, naming: Namer) -> str:
    """«распоряжения от 01.02.2022 № 18 «О …»»; of what has no number yet the draft."""
    kind = lower_first(naming.kind(order.order_kind).case("gen"))
    if order.draft or not order.number or order.date is None:
        return f"проекта {kind} «{order.title}»"
    return f"{kind} от {short_date(order.date)} № {order.number} «{order.title}»"


def _sheet(
    sender: Sender,
    title: str,
    heads: Sequence[tuple[str, float]],
    cells: Iterable[Sequence[str]],
    day: date,
    executor: Iterable[str],
) -> OrderSheetContext:
    """A numbered table on an upright page."""
    columns: list[ColumnContext] = [{"head": "№ п/п", "width": 8}]
    columns += [{"head": head, "width": width} for head, width in heads]
    rows = [table_row(cells=[f"{n}.", *row], title=row[0]) for n, row in enumerate(cells, 1)]
    paper = paper_base(sender, title, columns, rows, [], day)
    # Its columns are mostly to be written in by hand, and the sheet is filed with the order.
    return {**paper, "landscape": False, "executor": list(executor)}
