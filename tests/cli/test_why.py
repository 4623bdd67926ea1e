"""`why` of people, bodies, districts, plans and orders: every link of the five documents, and no more."""

from typing import Any

from cli.test_days import told
from cli.test_state import answer

# Appendix 2 of № 18, rows 6, 7, 12, 13 and 15: «Жуковицкая Н.Н.».
HER_DISTRICTS = ["gatchina", "kingisepp", "luga", "priozersk", "slantsy"]


def links(ref: str, *words: str, step: str | None = None) -> list[dict[str, Any]]:
    steps = answer("why", ref, *words)["steps"]
    return [each for each in steps if step in (None, each["step"])]


def test_the_controller_is_there_by_the_clause_that_names_him() -> None:
    # № 1925-р, 6: «Контроль … возложить на … М.В.Винокурова».
    (only,) = links("vinokurov-mv")
    assert (only["step"], only["day"]) == ("controls", "2020-11-20")
    assert (only["order"], only["clause"]) == ("kopo-2020-1925-r", "6")
    assert "М.В.Винокурова" in only["quoted"][0]
    assert links("vinokurov-mv", "--today", "2020-11-19") == []
    said = told("why", "vinokurov-mv", "--today", "2020-11-19")
    assert "документы реестра об этом ничего не говорят" in said


def test_a_consultant_of_2021_is_one_by_the_words_of_the_order() -> None:
    # № 328, 3.1.1: «научными консультантами … на 2021 год Князевой Т.Б., Каменским А.М.».
    (only,) = links("kamenskiy-am")
    assert (only["step"], only["role"], only["scope"]) == ("appointed", "consultant", [])
    assert (only["program"], only["from"], only["to"]) == (
        "network-mentoring",
        "2021-01-01",
        "2021-12-31",
    )
    said = told("why", "kamenskiy-am")
    assert "научный консультант: Каменский А.М., район не назван" in said
    assert "№ 328" in said


def test_the_supervisor_has_her_supervision_and_each_district_by_its_name() -> None:
    roles = links("zhukovitskaya-nn", step="appointed")
    assert [each["scope"] for each in roles] == [[], *([ref] for ref in HER_DISTRICTS)]
    assert [each["role"] for each in roles] == ["supervisor", *["consultant"] * 5]
    assert {each["program"] for each in roles} == {"network-mentoring"}
    texts = [each["text"] for each in roles]
    assert len(set(texts)) == len(texts), "no two lines are alike"
    said = told("why", "zhukovitskaya-nn")
    for name in ("Гатчинский", "Кингисеппский", "Лужский", "Приозерский", "Сланцевский"):
        assert f"научный консультант: Жуковицкая Н.Н., {name}, программа network-mentoring" in said
    assert "научный руководитель: Жуковицкая Н.Н., программа network-mentoring" in said
    # The list hangs on clause 2, which appoints nobody: it is cited as a list.
    assert "по списку в приложении 2" in said
    assert not any("назнач" in each["text"] for each in roles)
    duties = {each["duty"] for each in links("zhukovitskaya-nn", step="owes")}
    assert {"loiro-2022/1", "loiro-2022/2", "loiro-2022-18/2"} <= duties


def test_a_person_who_controls_and_consults_has_both() -> None:
    found = {(each["step"], each["clause"]) for each in links("shekhovtseva-ev")}
    assert {("controls", "5"), ("appointed", "2")} <= found
    (signed,) = links("golubev-ia")
    assert (signed["step"], signed["order"]) == ("signed", "kopo-2023-1585-r")


def test_decisions_without_a_day_are_never_said_to_be_approved_on_one() -> None:
    for ref in ("meetings-2019", "meetings-2019-decisions", "meetings-2019/3.4"):
        said = told("why", ref)
        assert "утверждено" not in said
        assert "вступило в силу" not in said
        assert "день документа не известен" in said
        assert "\n2019-09-01" not in said
        assert [each["day"] for each in links(ref) if each["order"]] == [None] * len(links(ref))
    (only,) = links("meetings-2019")
    assert "необходимость принятия" in only["quoted"][0]
    approved = told("why", "loiro-2022")
    assert "2022-02-01  утверждено" in approved


def test_a_district_has_its_consultant_and_its_duties() -> None:
    # Appendix 2 of № 18, row 18.
    (consultant,) = links("tosno", step="appointed")
    assert (consultant["person"], consultant["scope"]) == ("ovcharova-mn", ["tosno"])
    assert "Овчарова М.Н., Тосненский" in consultant["text"]
    owed = links("vsevolozhsk", "--today", "2021-06-01", step="owes")
    of_others = [each for each in owed if not each["duty"].startswith("vsevolozhsk-2021-328/")]
    assert {each["duty"].partition("/")[0] for each in of_others} == {"meetings-2019"}
    assert [each["duty"] for each in owed if each not in of_others] == [
        f"vsevolozhsk-2021-328/{key}"
        for key in ("1.2", "1.5", "2.1", "2.2", "3.1.1", "3.1.2", "3.2", "3.3")
    ]
    before = links("vsevolozhsk", "--today", "2021-04-25")
    assert {each["duty"].partition("/")[0] for each in before} == {"meetings-2019"}


def test_a_district_takes_part_in_the_programme_from_the_day_of_the_order() -> None:
    # № 18, 2: «18 муниципальных образовательных систем, включенных в реализацию …».
    (part,) = links("tosno", step="takes_part")
    assert (part["day"], part["subject"]) == ("2022-02-01", "tosno")
    assert part["text"].startswith("takes part in Сетевое наставничество во взаимодействии")
    assert part["quoted"][0].startswith("«18 муниципальных образовательных систем")
    assert links("tosno", "--today", "2022-01-31", step="takes_part") == []


def test_a_duty_is_cited_as_its_document_prints_it() -> None:
    said = told("why", "tosno")
    assert "план meetings-2019, п. 1 раздела" in said
    assert "п. 0.1" not in said
    assert "план loiro-2022, п. 7.1.1" in said


def test_a_body_has_its_orders_its_sites_and_its_duties() -> None:
    issued = links("kopo", step="issued")
    assert [each["order"] for each in issued] == ["kopo-2020-1925-r", "kopo-2023-1585-r"]
    # № 1925-р, 5: «Ректору ГАОУ ДПО «ЛОИРО» …».
    clauses = {each["clause"] for each in links("loiro", "--today", "2021-01-01", step="owes")}
    assert {"5.1", "5.2", "5.3"} <= clauses
    assert [each["subject"] for each in links("loiro", step="opening")] == [
        "university-of-competences"
    ]
    (granted,) = links("vsevolozhsk-agro-college", step="granted")
    assert (granted["order"], granted["clause"]) == ("kopo-2020-1925-r", "2")


def test_an_order_tells_what_each_of_its_clauses_did() -> None:
    told_of = [
        (each["step"], each["clause"], each.get("subject")) for each in links("kopo-2020-1925-r")
    ]
    site = "vsevolozhsk-agro-college-2020"
    assert told_of == [
        # The decision of the council of 11.11.2020, by the preamble.
        ("rests_on", None, None),
        ("signed", None, None),
        ("in_force", None, None),
        ("approved", "1", "network-mentoring"),
        ("granted", "2", site),
        ("terms_set", "3", site),
        ("terms_set", "3", site),
        ("completed", "4.1", "future-engineers"),
        ("completed", "4.2", "future-engineers/lab-3d"),
        ("completed", "4.2", "future-engineers/modelling-3d"),
        ("completed", "4.2", "future-engineers/additive-3d"),
        ("terms_set", "5.1", None),
        ("terms_set", "5.2", None),
        ("terms_set", "5.3", None),
        ("controls", "6", "vinokurov-mv"),
        # The preamble of № 18 names it.
        ("basis_of", None, "loiro-2022-18"),
    ]
    # Only № 18 has a clause on its entry into force.
    assert "действует со дня подписания" in told("why", "kopo-2020-1925-r")
    assert "вступило в силу  ГАОУ ДПО «ЛОИРО», распоряжение от 01.02.2022 № 18, п. 4" in told(
        "why", "loiro-2022-18"
    )
    assert len(links("loiro-2022-18", step="appointed")) == 18
    assert links("kopo-2020-1925-r", "--today", "2020-11-19") == []
