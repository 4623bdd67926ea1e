"""File names as ids of records: checks them and makes ids from any text."""

import re

from innoreg.diagnostics import Diagnostic, Place
from innoreg.i18n import T
from innoreg.model.base import ID_PATTERN
from innoreg.store.text_decoding import finding

_LOOK_ALIKE = str.maketrans("авекмнорстухіАВЕКМНОРСТУХ", "abekmhopctyxiABEKMHOPCTYX")
_TRANSLITERATION = {
    **dict(zip("абвгдезийклмнопрстуфыэ", "abvgdeziyklmnoprstufye", strict=True)),
    **{"ё": "yo", "ж": "zh", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch"},
    **{"ъ": "", "ь": "", "ю": "yu", "я": "ya"},
}
_ID = re.compile(ID_PATTERN)
_CYRILLIC = re.compile("[\u0400-\u04ff]")


def to_latin(text: str) -> str:
    """The text in small Latin letters: Cyrillic look-alikes replaced, others transliterated."""
    # Only beside Latin letters is a Cyrillic «с» a slip of the keyboard; a Russian word is spelt.
    mixed = bool(re.search("[a-zA-Z]", text))
    text = text.translate(_LOOK_ALIKE) if mixed else text
    return "".join(_TRANSLITERATION.get(letter, letter) for letter in text.lower())


def to_id(text: str) -> str:
    """The nearest id: `Школа № 5` -> `shkola-5`."""
    return re.sub(r"[^a-z0-9]+", "-", to_latin(text)).strip("-")


def stem(path: str) -> str:
    """The name of a file without its ending: the id of its record."""
    name = path.rpartition("/")[2]
    front, _dot, ending = name.rpartition(".")
    return front if front and ending else name


def check_file_name(path: str) -> Diagnostic | None:
    """A diagnostic where the file's name is no id."""
    name = stem(path)
    if _ID.fullmatch(name):
        return None
    close = to_id(name)
    hint = T("rename the file to {name}", name=f"{close}.yaml") if close else None
    if letters := "".join(dict.fromkeys(_CYRILLIC.findall(name))):
        message = T("Cyrillic letters in the id “{id}”: {letters}", id=name, letters=letters)
        return finding("cyrillic-in-id", Place(path), message, hint, close)
    message = T("“{id}” is no id: small Latin letters, digits, single hyphens", id=name)
    return finding("bad-id", Place(path), message, hint, close)
