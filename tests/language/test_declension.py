"""Forms that a record gives, refusals, risks; and the plural form that a number takes."""

import pytest

from innoreg.language import KINDS, DeclensionError, Gender, PhraseKind, decline, plural


def codes(text: str, kind: PhraseKind, gender: Gender | None = None) -> set[str]:
    return {risk.code for risk in decline(text, "gen", kind, gender=gender).risks}


@pytest.mark.parametrize(
    "text", ["Ковальчук О.В.", "О.В. Ковальчук", "Воспитанник И.В.", "Абрамович Роман", "КИМ А.А."]
)
def test_a_gender_that_nothing_tells_is_refused(text: str) -> None:
    with pytest.raises(DeclensionError) as refused:
        decline(text, "gen", "person")
    assert (refused.value.code, refused.value.text) == ("gender-unknown", text)


@pytest.mark.parametrize(
    ("text", "genitive"),
    [
        ("Ковальчук Ольга Владимировна", "Ковальчук Ольги Владимировны"),
        ("Олег Игоревич Ковальчук", "Олега Игоревича Ковальчука"),
        ("Алиев Вели Гасан оглы", "Алиева Вели Гасан оглы"),
        ("Алиев Вели Гасан-оглы", "Алиева Вели Гасан-оглы"),
        ("Мамедова Лейла Рашид кызы", "Мамедовой Лейлы Рашид кызы"),
        ("Иван Петрович Абрамович", "Ивана Петровича Абрамовича"),
        ("Абрамович Иван Петрович", "Абрамовича Ивана Петровича"),
    ],
)
def test_the_patronymic_tells_the_gender(text: str, genitive: str) -> None:
    assert decline(text, "gen", "person").text == genitive


@pytest.mark.parametrize("text", ["Федоренко И.П.", "Седых А.А.", "Джапаридзе Н."])
def test_no_gender_is_needed_where_both_read_the_same(text: str) -> None:
    assert decline(text, "dat", "person").text == text


def test_a_patronymic_of_the_other_gender_is_a_surname() -> None:
    assert decline("Ольга Абрамович", "dat", "person", gender="f").text == "Ольге Абрамович"
    with pytest.raises(DeclensionError):
        decline("Ольга Абрамович", "dat", "person")


def test_the_forms_of_a_record_win_and_are_not_flagged() -> None:
    forms = {"gen": "Заяца К.К."}
    won = decline("Заяц К.К.", "gen", "person", gender="m", forms=forms)
    assert (won.text, won.risks) == ("Заяца К.К.", ())
    other = decline("Заяц К.К.", "dat", "person", gender="m", forms=forms)
    assert other.text == "Зайцу К.К."
    assert other.risks != ()


def test_forms_answer_where_the_gender_is_unknown() -> None:
    forms = {"dat": "Ковальчук О.В."}
    assert decline("Ковальчук О.В.", "dat", "person", forms=forms).text == "Ковальчук О.В."


def test_an_indeclinable_record_stays() -> None:
    declined = decline("Дега Э.", "gen", "person", gender="m", indeclinable=True)
    assert (declined.text, declined.risks) == ("Дега Э.", ())


def test_the_nominative_is_the_source() -> None:
    assert decline("Ковальчук О.В.", "nom", "person").text == "Ковальчук О.В."


@pytest.mark.parametrize(
    ("text", "gender", "code"),
    [
        ("Мамин-Сибиряк Д.Н.", "m", "double-surname"),
        ("Кравец А.П.", "m", "fleeting-vowel"),
        ("Кремень А.П.", "m", "fleeting-vowel"),
        ("Коваленок А.П.", "m", "fleeting-vowel"),
        ("Козел А.П.", "m", "fleeting-vowel"),
        ("Сковорода Г.С.", "m", "vowel-ending"),
        ("Сковорода Г.С.", "f", "vowel-ending"),
        ("Воспитанник И.В.", "m", "common-noun"),
    ],
)
def test_risky_surnames_are_flagged(text: str, gender: Gender, code: str) -> None:
    assert code in codes(text, "person", gender)


@pytest.mark.parametrize(
    ("text", "gender"),
    [
        ("Шеховцева Е.В.", "f"),
        ("Ванюшкин А.В.", "m"),
        ("Жуковицкая Н.Н.", "f"),
        ("Воспитанник И.В.", "f"),
        ("Кравец А.П.", "f"),
        ("Карвелис О.В.", "m"),
    ],
)
def test_plain_surnames_are_not(text: str, gender: Gender) -> None:
    assert codes(text, "person", gender) == set()


def test_risky_phrases_are_flagged() -> None:
    assert codes("Сланцы", "district") == {"possible-plural"}
    assert "vowel-ending" in codes("Мурино", "district")
    assert codes("главный кракозябрист", "position") == {"unknown-word"}
    assert codes("18 муниципальных районов", "district") == set()
    assert codes("директорами школ", "position") == {"no-head"}
    assert codes("город Сосновый Бор", "district") == {"town-name"}
    assert codes("город Луга", "district") == set()


@pytest.mark.parametrize(
    ("name", "genitive", "risks"),
    [
        ("Осипова Изабель Павловна", "Осиповой Изабели Павловны", {"soft-name"}),
        ("Осипова Николь Павловна", "Осиповой Николи Павловны", {"soft-name"}),
        ("Осипова Нинель Павловна", "Осиповой Нинели Павловны", set()),
        ("Осипова Любовь Павловна", "Осиповой Любови Павловны", set()),
    ],
)
def test_first_names_of_women_on_a_soft_sign(name: str, genitive: str, risks: set[str]) -> None:
    assert decline(name, "gen", "person", gender="f").text == genitive
    assert codes(name, "person", "f") == risks


def test_plain_phrases_are_not() -> None:
    assert codes("заместитель председателя комитета", "position") == set()
    assert codes("муниципальное образование «Город Всеволожск»", "district") == set()
    assert codes("Гатчинский муниципальный округ", "district") == set()
    assert codes("Муринский центр образования № 1", "org") == set()
    assert codes("МБОУ «СОШ № 5»", "org") == set()


def test_a_post_after_the_name_declines_with_it() -> None:
    text = "Шеховцева Е.В., проректор по развитию и экономике образовательных проектов"
    assert decline(text, "acc", "person", gender="f").text == (
        "Шеховцеву Е.В., проректора по развитию и экономике образовательных проектов"
    )


def test_spaces_stay_the_sources() -> None:
    assert decline("О.\u00a0В.\u00a0Петров", "dat", "person", gender="m").text == (
        "О.\u00a0В.\u00a0Петрову"
    )
    assert decline(" главный\u00a0специалист  отдела ", "gen", "position").text == (
        " главного\u00a0специалиста  отдела "
    )
    assert decline("  ", "gen", "position").text == "  "


def test_yo_is_written_where_the_source_writes_it() -> None:
    assert decline("ученый секретарь", "ins", "position").text == "ученым секретарем"
    assert decline("учёный секретарь", "ins", "position").text == "учёным секретарём"
    assert decline("Пётр Фёдорович", "gen", "person").text == "Петра Фёдоровича"


def test_a_new_name_in_brackets_stays() -> None:
    text = "организации, участвующие в проекте (далее – участники)"
    assert decline(text, "dat", "org").text == (
        "организациям, участвующим в проекте (далее – участники)"
    )


def test_a_relative_clause_stays() -> None:
    text = "педагоги, которые работают в школах, лауреаты"
    assert decline(text, "dat", "position").text == "педагогам, которые работают в школах, лауреаты"


@pytest.mark.parametrize("text", ["", "«", "(", ",", "№ 5", "–", "в", "- - -", "«»", "г.", "🙂"])
@pytest.mark.parametrize("kind", KINDS)
def test_what_is_no_phrase_comes_back_as_it_is(text: str, kind: PhraseKind) -> None:
    assert decline(text, "gen", kind, gender="f").text == text


@pytest.mark.parametrize(
    ("number", "word"),
    [
        (0, "дней"),
        (1, "день"),
        (2, "дня"),
        (4, "дня"),
        (5, "дней"),
        (11, "дней"),
        (12, "дней"),
        (14, "дней"),
        (21, "день"),
        (22, "дня"),
        (111, "дней"),
        (101, "день"),
        (-1, "день"),
    ],
)
def test_plural(number: int, word: str) -> None:
    assert plural(number, "день", "дня", "дней") == word
