"""Every key has one label, with its field, and both languages have words for it."""

from collections import defaultdict

from pydantic import BaseModel

import innoreg.model.clause
import innoreg.model.event  # noqa: F401 # all models exist once these are imported
from innoreg.i18n import _, use_language
from innoreg.model.base import Part
from innoreg.model.record_models import field_labels


def models(base: type[BaseModel]) -> list[type[BaseModel]]:
    return [base, *(deeper for model in base.__subclasses__() for deeper in models(model))]


def test_a_key_has_the_same_label_wherever_it_stands() -> None:
    labels = defaultdict[str, set[str | None]](set)
    for model in models(Part):
        for name, field in model.model_fields.items():
            labels[field.alias or name].add(field.title)
    different = {key: words for key, words in labels.items() if len(words) != 1 or None in words}
    assert different == {}, "give the field about(label, description), with the label of its key"
    assert field_labels().keys() == labels.keys()


def test_labels_are_words_of_the_readers_language() -> None:
    use_language("ru")
    latin = {key: _(label) for key, label in field_labels().items() if _(label).isascii()}
    assert latin == {}
