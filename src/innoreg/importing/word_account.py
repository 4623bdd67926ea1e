"""The account of all words of a document: those in fields, those in remarks, those in neither."""

import re
from collections import Counter
from collections.abc import Callable, Container, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from innoreg.importing.document import Document, Paragraph
from innoreg.importing.drafts import Imported
from innoreg.importing.messages import Note, note

# Codes of notes whose text is words of the document that stand in no field.
_REMARKS = frozenset({
    "unplaced-text", "words-unplaced", "leftover", "head-left-out", "nobody-named", "differs",
})  # fmt: skip
# Labels before fields in plans of paragraphs, and words of a signing line: they say nothing.
_LABELS = re.compile(
    r"срок\w*|исполнени\w|реализации|выполнения|проведения|ответственн\w+|исполнител\w+|"
    r"соисполнител\w+|лиц\w*|за|ожидаемы[йе]|результат\w*|подпись|расшифровка|подписи|фио|от",
    re.IGNORECASE,
)
# Keys of raw records whose values are no words of a document.
_OWN_KEYS = frozenset({"imported", "schema", "kind", "type", "unnumbered"})
_ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_MONTHS = (
    "января", "февраля", "марта", "апреля", "мая", "июня", "июля", "августа", "сентября",
    "октября", "ноября", "декабря",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class WordAccount:
    """Where the words of a document are once it is written.

    Each word is in a field, in a remark, or is a head or label, whose meaning the fields are; `lost`
    are those that would be nowhere.
    """

    total: int
    placed: int
    noted: int
    labels: int
    lost: tuple[str, ...] = ()


def split_words(texts: Iterable[str]) -> Counter[str]:
    """The words of the texts with their counts; signs between them are none."""
    return Counter(word for text in texts for word in re.findall(r"[^\W_]+", text))


def lost_word_notes(document: Document, found: Imported) -> Iterator[Note]:
    """A note with the words that are in no field and no other note; none where all have a place.

    Heads, titles and numbers of columns that a document repeats are words once.
    """
    printed = words_inside(document)
    heads = [head for table in found.tables for head in (*table.heads, table.heading)]
    kept = split_words([*texts_within(found.as_json()), *heads, *_note_texts(found.notes)])
    repeated = set(split_words(heads)) | {
        str(n) for table in found.tables for n in range(1, len(table.heads) + 1)
    }
    glued = "".join(kept)
    lost = [
        word
        for word in (printed - kept).elements()
        if word not in repeated and not _LABELS.fullmatch(word) and word not in glued
    ]
    if lost:
        yield note("words-unplaced", text=" ".join(lost))


def words_inside(document: Document) -> Counter[str]:
    """All words of the paragraphs and cells of a document."""
    return split_words(
        piece.text if not isinstance(piece, Paragraph) else piece.full
        for block in document.blocks
        for piece in ([block] if isinstance(block, Paragraph) else block.cells())
    )


def count_words(document: Document, found: Imported) -> tuple[int, int]:
    """How many words there are, and how many of them are only in remarks.

    `found.notes` include what `lost_word_notes` found.
    """
    aside = split_words(_note_texts(document.notes)).total()
    unplaced = [n for n in found.notes if n.code in _REMARKS]
    noted = aside + split_words(_note_texts(unplaced)).total()
    return words_inside(document).total() + aside, noted


def account_of_writing(
    found: Imported,
    written: Iterable[Any],
    names: Iterable[str],
    told: Iterable[Note],
    left: Iterable[Any],
) -> WordAccount:
    """The account of what is written: raw records `written`, and remarks `told`.

    `names` are words that the records hold by references, as often as they stand there. `left` are
    drafts that are not written and said so.
    """
    rest = _folded(Counter(found.printed))
    # What is left out goes first: its words are not to be found in the fields of the rest.
    aside = _folded(split_words(texts_within([_plain(one) for one in left])))
    rest -= aside
    here = rest.total()
    held = _folded(split_words(texts_within(list(written), _OWN_KEYS)))
    rest = rest - held - _folded(_words_of_dates(written))
    by_reference = set(_folded(split_words(names)))
    rest = _only(rest, lambda word: word not in by_reference)
    placed = here - rest.total()
    notes = [n for n in (*found.notes, *told) if n.code in _REMARKS]
    remarks = _folded(split_words(_note_texts(notes)))
    after = rest - remarks
    noted = found.words - here + rest.total() - after.total()
    rest = after
    heads = [text for table in found.tables for text in (*table.heads, table.heading)]
    labels = set(_folded(split_words(heads))) | {str(n) for n in range(1, 1 + _longest(found))}
    kept = {*held, *aside, *remarks, *by_reference}
    lost = _only(
        rest,
        lambda word: (
            word not in labels and not _LABELS.fullmatch(word) and not _is_joined(word, kept)
        ),
    )
    named = rest.total() - lost.total()
    return WordAccount(found.words, placed, noted, named, tuple(lost.elements()))


def _is_joined(word: str, kept: set[str]) -> bool:
    """Whether a word is two of the kept ones where a space was lost («областиРАСПОРЯЖЕНИЕ»), or half of one."""
    parted = any(word[:at] in kept and word[at:] in kept for at in range(1, len(word)))
    return parted or any(word in other for other in kept)


def _only(words: Counter[str], fits: Callable[[str], bool]) -> Counter[str]:
    return Counter({word: n for word, n in words.items() if fits(word)})


def _folded(words: Counter[str]) -> Counter[str]:
    folded: Counter[str] = Counter()
    for word, n in words.items():
        folded[word.casefold().replace("ё", "е")] += n
    return folded


def _longest(found: Imported) -> int:
    """The most columns or rows of a table: numbers up to it may only count them."""
    return max((max(len(t.heads), len(t.rows)) for t in found.tables), default=0)


def _plain(draft: Any) -> Any:
    return draft.as_json() if hasattr(draft, "as_json") else draft


def _words_of_dates(written: Iterable[Any]) -> Counter[str]:
    """The words by which documents write the days that stand as ISO dates in records."""
    words: Counter[str] = Counter()
    for text in texts_within(list(written)):
        if _ISO_DATE.fullmatch(text):
            year, month, day = text.split("-")
            words.update((year, month, day, day.lstrip("0"), _MONTHS[int(month) - 1], "г", "года"))
    return words


def texts_within(value: Any, left_out: Container[str] = ()) -> Iterator[str]:
    """Every text in raw data, in its order; left_out: keys whose values are passed over."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, part in value.items():
            if key not in left_out:
                yield from texts_within(part, left_out)
    elif isinstance(value, list | tuple):
        for part in value:
            yield from texts_within(part, left_out)


def _note_texts(notes: Iterable[Note]) -> Iterator[str]:
    for one in notes:
        yield from (value for name, value in one.params if name == "text")
