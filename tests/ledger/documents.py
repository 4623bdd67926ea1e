"""The records that orders 1925-р, № 18 and № 328 make, as their texts give them."""

from typing import Any

NETWORK = "network-mentoring"
ENGINEERS = "engineers-of-the-future"
SITE = "vsevolozhsk-agro-college"

ORDER_1925: dict[str, Any] = {
    "issuer": "kopo",
    "order_kind": "Распоряжение",
    "number": "1925-р",
    "date": "2020-11-20",
    "title": "Об организации инновационной деятельности в системе образования "
    "Ленинградской области",
    "clauses": [
        {"kind": "approve", "number": "1.", "subjects": [NETWORK]},
        {"kind": "grant", "number": "2.", "subjects": [SITE]},
        {
            "kind": "set_terms",
            "number": "3.",
            "subjects": [SITE],
            "terms": [
                {"report": "interim", "deadline": "ноябрь 2021 г."},
                {"report": "final", "deadline": "декабрь 2022 г."},
            ],
        },
        {
            "kind": "complete",
            "number": "4.",
            "text": "Считать завершенными:",
            "clauses": [
                {"kind": "complete", "number": "4.1.", "subjects": [ENGINEERS]},
                {
                    "kind": "complete",
                    "number": "4.2.",
                    "subjects": [
                        f"{ENGINEERS}/3d-laboratory",
                        f"{ENGINEERS}/3d-modelling",
                        f"{ENGINEERS}/additive-technologies",
                    ],
                },
            ],
        },
        {
            "kind": "instruct",
            "number": "5.",
            "text": "Ректору ГАОУ ДПО «Ленинградский областной институт развития образования» "
            "(О.В.Ковальчук):",
            "addressees": [{"person": "kovalchuk-ov", "organisation": "loiro"}],
            "clauses": [
                {
                    "kind": "instruct",
                    "number": "5.1.",
                    "text": "назначить научных руководителей (консультантов) реализации "
                    "инновационной программы, указанной в пункте 1 настоящего распоряжения;",
                }
            ],
        },
        {
            "kind": "control",
            "number": "6.",
            "person": "vinokurov-mv",
            "post": "начальник отдела общего и дополнительного образования",
        },
    ],
}

CONSULTANTS = [
    ("boksitogorsk", "ovcharova-mn"),
    ("volosovo", "karvelis-ov"),
    ("volkhov", "shekhovtseva-ev"),
    ("vsevolozhsk", "knyazeva-tb"),
    ("kirishi", "knyazeva-tb"),
]

ORDER_18: dict[str, Any] = {
    "issuer": "loiro",
    "order_kind": "Распоряжение",
    "number": "18",
    "date": "2022-02-01",
    "title": "О реализации основного этапа региональной инновационной программы",
    "order_word": "ОБЯЗЫВАЮ:",
    "clauses": [
        {"kind": "approve", "number": "1.", "appendix": "1"},
        {
            "kind": "instruct",
            "number": "2.",
            "appendix": "2",
            "addressees": [{"person": "zhukovitskaya-nn"}, {"role": "consultant"}],
        },
        {"kind": "entry_into_force", "number": "4."},
        {"kind": "control", "number": "5.", "person": "shekhovtseva-ev"},
    ],
    "appendices": [
        {"kind": "roadmap", "number": "1", "roadmap": "loiro-2022"},
        {
            "kind": "assignments",
            "number": "2",
            "role": "consultant",
            "program": NETWORK,
            "from": "2022-02-01",
            "to": "2022-12-31",
            "assignments": [
                {"number": str(i), "person": person, "scope": [district]}
                for i, (district, person) in enumerate(CONSULTANTS, 1)
            ],
        },
    ],
}

ORDER_328: dict[str, Any] = {
    "issuer": "vsevolozhsk-education",
    "order_kind": "Распоряжение",
    "number": "328",
    "date": "2021-04-26",
    "title": "Об утверждении решений Совета развития образования Всеволожского района",
    "clauses": [
        {
            "kind": "approve",
            "clauses": [
                {"kind": "accept_results", "appendix": "1", "report": "interim"},
                {
                    "kind": "return_for_revision",
                    "text": "Представить в срок до 15 мая 2021 года в Совет развития образования",
                    "deadline": "до 15 мая 2021 года",
                    "appendix": "2",
                },
                {"kind": "take_note", "deadline": "постоянно"},
            ],
        },
        {
            "kind": "instruct",
            "addressees": [{"organisation": "vrmc"}],
            "clauses": [
                {"kind": "instruct", "text": "Организовать взаимодействие"},
                {"kind": "instruct", "deadline": "до 01 июня 2021 года"},
            ],
        },
        {"kind": "control", "by_signatory": True},
    ],
    "appendices": [{"kind": "lost", "number": "1"}, {"kind": "lost", "number": "2"}],
    "signatory": {"person": "fedorenko-ip", "post": "Председатель Комитета по образованию"},
}


def _person(name: str) -> dict[str, Any]:
    return {"name": name}


def _district(name: str) -> dict[str, Any]:
    return {"name": f"{name} район", "short_name": name, "type": "municipal_district"}


RECORDS: dict[str, dict[str, dict[str, Any]]] = {
    "districts": {
        "boksitogorsk": _district("Бокситогорский"),
        "volosovo": _district("Волосовский"),
        "volkhov": _district("Волховский"),
        "vsevolozhsk": _district("Всеволожский"),
        "kirishi": _district("Киришский"),
    },
    "people": {
        "kovalchuk-ov": _person("Ковальчук О.В."),
        "vinokurov-mv": _person("Винокуров М.В."),
        "zhukovitskaya-nn": _person("Жуковицкая Н.Н."),
        "shekhovtseva-ev": _person("Шеховцева Е.В."),
        "ovcharova-mn": _person("Овчарова М.Н."),
        "karvelis-ov": _person("Карвелис О.В."),
        "knyazeva-tb": _person("Князева Т.Б."),
        "fedorenko-ip": _person("Федоренко И.П."),
    },
    "authorities": {
        "kopo": {"name": "Комитет общего и профессионального образования", "type": "committee"},
        "loiro": {"name": "ЛОИРО", "type": "institute"},
        "vsevolozhsk-education": {
            "name": "Комитет по образованию",
            "type": "municipal",
            "district": "vsevolozhsk",
        },
        "vrmc": {
            "name": "Всеволожский районный методический центр",
            "type": "methodical_centre",
            "district": "vsevolozhsk",
        },
    },
    "schools": {
        "vapt": {
            "name": "Всеволожский агропромышленный техникум",
            "type": "college",
            "district": "vsevolozhsk",
        }
    },
    "programs": {
        NETWORK: {"title": "Сетевое наставничество во взаимодействии школ"},
        ENGINEERS: {
            "title": "Инженеры будущего: 3D технологии в образовании",
            "opening": {"basis": "Названа завершенной в распоряжении № 1925-р"},
            "projects": [
                {"id": "3d-laboratory", "title": "3D лаборатория инженерного развития"},
                {"id": "3d-modelling", "title": "Освоение обучающимися новых компетенций"},
                {"id": "additive-technologies", "title": "Внедрение аддитивных 3D технологий"},
            ],
        },
    },
    "sites": {
        SITE: {
            "type": "regional",
            "organisations": ["vapt"],
            "theme": "Развитие предпринимательских компетенций участников форсайт-фестиваля",
        }
    },
    "roadmaps": {
        "loiro-2022": {
            "type": "roadmap",
            "title": "Дорожная карта реализации задач основного этапа на 2022 год",
            "program": NETWORK,
            "period": {"from": "2022-01-01", "to": "2022-12-31"},
            "items": [
                {
                    "number": "1.",
                    "title": "Подготовка и представление дорожной карты",
                    "deadline": "февраль",
                    "responsible": [{"person": "zhukovitskaya-nn", "text": "Жуковицкая Н.Н,"}],
                    "events": [{"event": "done", "on": "2022-02-21"}],
                },
                {
                    "number": "2.2.",
                    "title": "Обеспечение реализации программы повышения квалификации",
                    "deadline": "В течение года (16.02; 20.04; 12.10; 07.12).",
                    "responsible": [{"role": "consultant", "text": "Научные консультанты"}],
                    "events": [
                        {"event": "done", "on": "2022-02-16", "occurrence": 1},
                        {"event": "done", "on": "2022-04-27", "occurrence": 2},
                        {
                            "event": "extended",
                            "on": "2022-10-10",
                            "occurrence": 3,
                            "to": "до 31.10",
                            "basis": "loiro-2022-18/1",
                        },
                    ],
                },
            ],
        }
    },
    "orders": {
        "kopo-2020-1925-r": ORDER_1925,
        "loiro-2022-18": ORDER_18,
        "vsevolozhsk-2021-328": ORDER_328,
    },
}
