"""The approval stamp agrees with the document approved."""

import pytest

from innoreg.language import DeclensionError, approved_word


@pytest.mark.parametrize(
    ("title", "stamp"),
    [
        ("План-график", "УТВЕРЖДЕН"),
        ("ПЛАН-ГРАФИК реализации проекта", "УТВЕРЖДЕН"),
        ("Список научных консультантов муниципальных районов", "УТВЕРЖДЕН"),
        ("Перечень", "УТВЕРЖДЕН"),
        ("Дорожная карта", "УТВЕРЖДЕНА"),
        ("Региональная инновационная программа «Сетевое наставничество»", "УТВЕРЖДЕНА"),
        ("Положение об инновационной деятельности", "УТВЕРЖДЕНО"),
        ("Решения Совета развития образования", "УТВЕРЖДЕНЫ"),
        ("Изменения в Положение", "УТВЕРЖДЕНЫ"),
        ("Методические рекомендации", "УТВЕРЖДЕНЫ"),
    ],
)
def test_stamp_agrees(title: str, stamp: str) -> None:
    assert approved_word(title) == stamp


def test_a_title_without_a_noun_is_refused() -> None:
    with pytest.raises(DeclensionError) as refused:
        approved_word("О реализации программы")
    assert refused.value.code == "no-head"
