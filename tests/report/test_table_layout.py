"""Tables on a narrow terminal: words stay whole, and what differs does not look alike."""

from innoreg.report.table_layout import fit_cells, lay_out
from innoreg.report.tables import Column

DUE = [
    Column("Ref"),
    Column("Due"),
    Column("What", lines=2, wide=True),
    Column("Who", lines=2),
    Column("State", lines=2),
]
ROW = ["meetings-2019/2.1 (1/3)", "01.11.2019", "Завершить запись детей на программы",
       "руководители органов", "просрочено"]  # fmt: skip


def test_with_room_a_row_is_one_line() -> None:
    laid = lay_out(DUE, [ROW], 120)
    assert laid.head == [
        "Ref                      Due         What                                 Who"
        "                   State"
    ]
    assert laid.rows == [[
        "meetings-2019/2.1 (1/3)  01.11.2019  Завершить запись детей на программы  руководители органов"
        "  просрочено"
    ]]  # fmt: skip


def test_without_room_the_sentence_stands_below_the_row() -> None:
    laid = lay_out(DUE, [ROW], 80)
    assert laid.head == ["Ref                      Due         Who                   State"]
    assert laid.rows == [[
        "meetings-2019/2.1 (1/3)  01.11.2019  руководители органов  просрочено",
        "    Завершить запись детей на программы",
    ]]  # fmt: skip


def test_on_forty_columns_other_columns_stand_there_too_with_their_names() -> None:
    assert lay_out(DUE, [ROW], 40).rows == [[
        "meetings-2019/2.1 (1/3)  01.11.2019",
        "    Завершить запись детей на программы",
        "    Who: руководители органов",
        "    State: просрочено",
    ]]  # fmt: skip


def test_texts_that_begin_alike_are_cut_in_the_middle() -> None:
    begun = "Проведение круглого стола по вопросам"
    cells = [f"{begun} наставничества молодых учителей", f"{begun} поддержки школ", "Отчёт"]
    assert fit_cells(cells, 24, 2) == [
        ["Проведение круглого…", "… наставничества…"],
        ["Проведение круглого…", "… поддержки школ"],
        ["Отчёт"],
    ]


def test_one_text_may_be_the_beginning_of_another() -> None:
    one = "школа № 1 города Луги"
    shown = fit_cells([one, f"{one} (филиал)", f"{one} (филиал) и сад"], 12, 1)
    assert len(set(map(tuple, shown))) == 3
    assert shown[1][-1] == "… (филиал)"


def test_texts_that_are_the_same_stay_the_same() -> None:
    assert fit_cells(["а б в г д"] * 2, 5, 1) == [["а б…"]] * 2
