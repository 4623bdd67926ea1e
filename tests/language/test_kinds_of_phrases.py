"""Forms that went wrong once, each with two more of its kind; written by hand before the code."""

import pytest

from innoreg.language import Case, PhraseKind, decline, decline_plural


@pytest.mark.parametrize(
    ("text", "kind", "case", "right"),
    [
        # Ministries named after what they care for stay; those cut short decline.
        ("Минпросвещения России", "org", "gen", "Минпросвещения России"),
        ("Минобрнауки России", "org", "dat", "Минобрнауки России"),
        ("Минэкономразвития", "org", "ins", "Минэкономразвития"),
        ("Минфин России", "org", "gen", "Минфина России"),
        ("Рособрнадзор", "org", "ins", "Рособрнадзором"),
        # The type of an institution declines with it, also behind a genitive.
        ("учреждение школа № 5", "org", "dat", "учреждению школе № 5"),
        (
            "муниципальное общеобразовательное учреждение средняя общеобразовательная школа № 5",
            "org", "ins",
            "муниципальным общеобразовательным учреждением средней общеобразовательной школой № 5",
        ),
        (
            "муниципальное учреждение дополнительного образования центр творчества",
            "org", "dat",
            "муниципальному учреждению дополнительного образования центру творчества",
        ),
        (
            "дошкольное образовательное учреждение «Детский сад № 3»",
            "org", "gen", "дошкольного образовательного учреждения «Детский сад № 3»",
        ),
        ("учреждение дополнительного образования", "org", "dat",
         "учреждению дополнительного образования"),
        # Both parts of a woman's double name decline; a French first part does not.
        ("Иванова Анна-Мария Петровна", "person", "dat", "Ивановой Анне-Марии Петровне"),
        ("Белова Ева-Лотта Юрьевна", "person", "gen", "Беловой Евы-Лотты Юрьевны"),
        ("Орлов Жан-Поль Андреевич", "person", "gen", "Орлова Жан-Поля Андреевича"),
        # Patronymics of the first kind.
        ("Силыч", "person", "gen", "Силыча"),
        ("Громов Пётр Силыч", "person", "ins", "Громовым Петром Силычем"),
        ("Орлов Иван Лукич", "person", "ins", "Орловым Иваном Лукичом"),
        ("Белов Иван Никитич", "person", "dat", "Белову Ивану Никитичу"),
        ("Котов Глеб Кузьмич", "person", "acc", "Котова Глеба Кузьмича"),
        ("Синицын Олег Ильич", "person", "loc", "Синицыне Олеге Ильиче"),
        # Names of organisations that are adjectives or plurals.
        ("Образцовый детский сад", "org", "gen", "Образцового детского сада"),
        ("ясли", "org", "dat", "яслям"),
        ("Курсы повышения квалификации", "org", "ins", "Курсами повышения квалификации"),
        ("Всеволожская гимназия", "org", "dat", "Всеволожской гимназии"),
    ],
)  # fmt: skip
def test_a_phrase_in_a_case(text: str, kind: PhraseKind, case: Case, right: str) -> None:
    assert decline(text, case, kind).text == right


@pytest.mark.parametrize(
    ("text", "case", "right"),
    [
        ("муниципальный координатор", "ins", "муниципальными координаторами"),
        ("научный консультант", "acc", "научных консультантов"),
        ("куратор школы", "ins", "кураторами школы"),
        ("руководитель площадки", "dat", "руководителям площадки"),
        ("заведующий кафедрой", "nom", "заведующие кафедрой"),
        ("член совета", "ins", "членами совета"),
    ],
)
def test_a_post_of_several_people(text: str, case: Case, right: str) -> None:
    assert decline_plural(text, case).text == right


def test_a_double_first_name_is_flagged() -> None:
    flagged = decline("Иванова Анна-Мария Петровна", "dat", "person").risks
    assert [(risk.code, risk.word) for risk in flagged] == [("double-name", "Анна-Мария")]


def test_a_first_name_alone_declines_in_both_parts() -> None:
    assert decline("Анна-Мария", "dat", "person", gender="f").text == "Анне-Марии"
