"""The kind of phrase that a text most likely is, where the caller does not give it."""

from innoreg.language.cases import PhraseKind
from innoreg.language.morphology import Reading, morphology
from innoreg.language.person_names import NAME_PARTICLES, patronymic_gender
from innoreg.language.phrase_declension import head_group, is_acting
from innoreg.language.phrase_tokens import Mark, tokenize

_TERRITORIES = frozenset(
    {"район", "округ", "город", "область", "поселение", "посёлок", "деревня", "село", "республика"}
)


def likely_kind(text: str) -> PhraseKind:
    """`person` by initials, patronymic or first name; `district`, `position`, else `org`."""
    if _is_person(text):
        return "person"
    if is_acting(text):
        return "position"
    group = head_group(text, "position")
    if group is None:
        return "org"
    head = group.head.reading
    if head.lemma in _TERRITORIES or _is_place(text):
        return "district"
    return "position" if head.animate or not head.noun else "org"


def _is_place(text: str) -> bool:
    """Whether the text is one capitalised word that names a place: Тихвинский, Приозерск."""
    word = text.strip().lower()
    if not text.strip().istitle() or " " in word:
        return False
    return word.endswith(("ский", "цкий")) or any(r.place for r in morphology().nominatives(word))


def _is_person(text: str) -> bool:
    tokens = [token for token in tokenize(text.partition(",")[0]) if token.mark is not Mark.SPACE]
    words = [token.text for token in tokens if token.mark is Mark.WORD]
    initials = any(t.mark is Mark.DOTTED and len(t.text) == 2 and t.text.isupper() for t in tokens)
    # Four words are a surname of two, a first name and a patronymic.
    if not words or len(words) > 4 or not all(map(_is_possible_name, words)):
        return False
    return (initials and len(words) <= 2) or any(map(_is_given_name, words))


def _is_possible_name(word: str) -> bool:
    return not word.islower() or word in NAME_PARTICLES


def _is_given_name(word: str) -> bool:
    """Whether the word is a patronymic or a personal name and has no other reading."""
    readings: tuple[Reading, ...] = morphology().nominatives(word.lower())
    named = bool(readings) and all(reading.person_name for reading in readings)
    return patronymic_gender(word) is not None or named
