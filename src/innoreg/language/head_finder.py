"""The head of a phrase: its nominative noun with the adjectives that agree with it."""

from functools import lru_cache

from innoreg.language.cases import PhraseKind
from innoreg.language.morphology import Morphology, Reading
from innoreg.language.phrase_tokens import Group, Mark, Part, Token, Word, is_abbreviation

# Verbs whose participle is followed by an object that looks like a nominative:
# «исполняющие обязанности». Their participles are never modifiers of the next noun.
_GOVERNING = frozenset({
    "осуществлять", "исполнять", "выполнять", "обеспечивать", "реализовывать", "реализовать",
    "замещать", "проводить", "организовывать", "курировать", "оказывать", "иметь",
    "представлять", "сопровождать", "возглавлять",
})  # fmt: skip
# Endings of agent nouns that the dictionary may know as things only: модератор.
_AGENTS = ("тор", "ист", "лог", "тель", "вед", "чик", "щик")
# First parts of compounds that never decline.
_STIFF = frozenset({
    "арт", "бизнес", "веб", "вице", "дизайн", "зам", "интернет", "кибер", "контент", "лего",
    "медиа", "мини", "онлайн", "офлайн", "пресс", "смарт", "топ", "унтер", "фитнес", "шоу", "эко",
    "экс", "этно",
})  # fmt: skip
# Shortened adjectives before a post, which stay as they are: «ст. методист».
CUT_SHORT = frozenset({"ст.", "гл.", "мл.", "вед."})
JOINS = frozenset({"и", "или"})
# What may stand between adjectives: «вечерняя (сменная) школа».
_BETWEEN = frozenset({Mark.SPACE, Mark.COMMA, Mark.OPEN, Mark.CLOSE})


class HeadFinder:
    """Finds heads among the tokens of a phrase of one kind."""

    def __init__(self, morphology: Morphology, kind: PhraseKind) -> None:
        self._morphology = morphology
        self._kind = kind
        self._noun_parts = lru_cache(4096)(self._read_noun)

    def find(self, tokens: list[Token], at: int) -> Group | None:
        """The group that begins at token `at`, after any adverbs; None where nothing is nominative."""
        at = self._skip_adverbs(tokens, at)
        return self._find_noun_group(tokens, at, ()) or self._find_adjective_group(tokens, at)

    def is_abbreviated(self, text: str) -> bool:
        """Whether the text is an abbreviation (МБОУ) and not a word in capitals (КОМИТЕТ)."""
        if not is_abbreviation(text):
            return False
        low = text.lower()
        # Up to three capitals are an abbreviation even where a word is spelled so (им, зам).
        return (
            len(low) < 4
            or not self._morphology.is_known(low)
            or self._morphology.has_grammeme(low, "Abbr")
        )

    def find_agreeing(self, token: Token, at: int, head: Reading) -> Word | None:
        """The token as an adjective or participle that agrees with the head; None if it is not."""
        if token.mark is not Mark.WORD:
            return None
        found = (
            r for r in self._adjective_readings(token.text) if _is_agreeing(r, head, joined=False)
        )
        return next((_make_word(at, token, reading) for reading in found), None)

    def _skip_adverbs(self, tokens: list[Token], at: int) -> int:
        while at < len(tokens) and self._is_skipped(tokens[at]):
            at += 1
        return at

    def _is_skipped(self, token: Token) -> bool:
        if token.mark is Mark.DOTTED:
            return token.text.lower() in CUT_SHORT
        if token.mark is not Mark.WORD:
            return token.mark is Mark.SPACE
        word = token.text.lower()
        return self._morphology.has_grammeme(word, "ADVB") and not self._morphology.nominatives(
            word
        )

    def _find_noun_group(
        self, tokens: list[Token], at: int, modifiers: tuple[Word, ...], joined: bool = False
    ) -> Group | None:
        """The noun reached from `at` through agreeing adjectives only."""
        if at >= len(tokens) or tokens[at].mark is not Mark.WORD:
            return None
        return self._find_through_adjective(tokens, at, modifiers, joined) or self._find_noun_at(
            tokens, at, modifiers, joined
        )

    def _find_through_adjective(
        self, tokens: list[Token], at: int, modifiers: tuple[Word, ...], joined: bool
    ) -> Group | None:
        # Tried before the noun: «заведующий» and «рабочая» are both, and with a noun after
        # them they are adjectives.
        for reading in self._adjective_readings(tokens[at].text):
            if reading.governs and reading.lemma in _GOVERNING:
                continue
            if modifiers and not joined and not _is_same_form(reading, modifiers[-1].reading):
                continue
            after, now_joined = _find_next_word(tokens, at + 1)
            words = (*modifiers, _make_word(at, tokens[at], reading))
            group = self._find_noun_group(tokens, after, words, joined or now_joined)
            if group:
                return group
        return None

    def _find_noun_at(
        self, tokens: list[Token], at: int, modifiers: tuple[Word, ...], joined: bool
    ) -> Group | None:
        for parts in self._noun_parts(tokens[at].text):
            word = Word(at, parts)
            reading = word.reading
            if all(_is_agreeing(m.reading, reading, joined=joined) for m in modifiers):
                return Group(modifiers, word, self._is_animate(tokens[at].text, reading), at + 1)
        return None

    def _is_animate(self, text: str, reading: Reading) -> bool:
        """Whether the noun means a person here: the kind of phrase decides before the dictionary.

        Модератор is a device to the dictionary and a person as a post; a district is a thing.
        """
        if self._kind == "position" and reading.gender == "m" and text.lower() != "сектор":
            return bool(reading.animate) or text.lower().endswith(_AGENTS)
        return bool(reading.animate) and self._kind != "district"

    def _find_adjective_group(self, tokens: list[Token], at: int) -> Group | None:
        """Adjectives with no agreeing noun after them: the last one is the head itself."""
        words: list[Word] = []
        while at < len(tokens) and tokens[at].mark is Mark.WORD:
            readings = self._adjective_readings(tokens[at].text)
            fitting = [r for r in readings if not words or _is_same_form(r, words[-1].reading)]
            if not fitting:
                break
            words.append(_make_word(at, tokens[at], fitting[0]))
            if fitting[0].governs and fitting[0].lemma in _GOVERNING:
                break
            at = _find_next_word(tokens, at + 1)[0]
        if not words:
            return None
        return Group(tuple(words[:-1]), words[-1], self._kind == "position", words[-1].at + 1)

    def _adjective_readings(self, text: str) -> list[Reading]:
        if self.is_abbreviated(text):
            return []
        readings = [r for r in self._morphology.nominatives(text.lower()) if not r.noun]
        return sorted(readings, key=lambda r: r.governs)

    def _read_noun(self, text: str) -> list[tuple[Part, ...]]:
        """The parts of the token for each reading as a nominative noun, the likeliest first."""
        if self.is_abbreviated(text):
            return []
        if "-" in text and not self._morphology.is_whole_word(text.lower()):
            return self._read_compound(text)
        readings = self._noun_readings(text)
        return [(Part(text, reading),) for reading in readings]

    def _read_compound(self, text: str) -> list[tuple[Part, ...]]:
        """Readings of a compound that the dictionary lacks; indeclinable first parts stay."""
        pieces = text.split("-")
        options = [[] if p.lower() in _STIFF else self._noun_readings(p) for p in pieces]
        leading = next((option for option in options if option), [])
        return [_choose_parts(pieces, options, reading) for reading in leading]

    def _noun_readings(self, text: str) -> list[Reading]:
        if self.is_abbreviated(text):
            return []
        readings = [r for r in self._morphology.nominatives(text.lower()) if r.noun]
        return sorted(readings, key=self._rank_reading)

    # False sorts first: common nouns before names, places first in districts, persons first in
    # posts and things elsewhere, then the dictionary's probability.
    def _rank_reading(self, reading: Reading) -> tuple[bool, bool, bool, float]:
        return (
            reading.person_name,
            self._kind == "district" and not reading.place,
            reading.animate is not (self._kind == "position"),
            -reading.score,
        )


def _choose_parts(
    pieces: list[str], options: list[list[Reading]], leading: Reading
) -> tuple[Part, ...]:
    chosen = []
    for piece, readings in zip(pieces, options, strict=True):
        same = [r for r in readings if r.plural == leading.plural]
        reading = leading if leading in readings else next(iter(same or readings), None)
        chosen.append(Part(piece, reading))
    return tuple(chosen)


def _make_word(at: int, token: Token, reading: Reading) -> Word:
    return Word(at, (Part(token.text, reading),))


def _find_next_word(tokens: list[Token], at: int) -> tuple[int, bool]:
    """The index of the next word, after spaces, and whether «,» or «и» stands before it."""
    joined = False
    while at < len(tokens) and (tokens[at].mark in _BETWEEN or tokens[at].text.lower() in JOINS):
        joined = joined or tokens[at].mark in {Mark.COMMA, Mark.WORD}
        at += 1
    return at, joined


def _is_same_form(one: Reading, other: Reading) -> bool:
    return one.plural == other.plural and (one.plural or one.gender == other.gender)


def _is_agreeing(modifier: Reading, noun: Reading, *, joined: bool) -> bool:
    """Whether the modifier agrees with the noun in number and gender.

    `joined` admits singulars before a plural: Лужский и Киришский районы.
    """
    if modifier.plural != noun.plural:
        return joined and noun.plural
    return noun.plural or noun.gender is None or modifier.gender == noun.gender
