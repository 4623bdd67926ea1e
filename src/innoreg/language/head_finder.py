"""The head of a phrase: the nominative noun and the adjectives that agree with it."""

from functools import lru_cache

from innoreg.language.cases import PhraseKind
from innoreg.language.morphology import Morphology, Reading
from innoreg.language.phrase_tokens import Group, Mark, Part, Token, Word, is_abbreviation

# Their object stands beside them and looks like a nominative: «исполняющие обязанности».
_GOVERNING = frozenset(
    [
        "осуществлять",
        "исполнять",
        "выполнять",
        "обеспечивать",
        "реализовывать",
        "реализовать",
        "замещать",
        "проводить",
        "организовывать",
        "курировать",
        "оказывать",
        "иметь",
        "представлять",
        "сопровождать",
        "возглавлять",
    ]
)
_AGENTS = ("тор", "ист", "лог", "тель", "вед", "чик", "щик")
# First parts of compounds that never decline.
_STIFF = frozenset(
    [
        "арт",
        "бизнес",
        "веб",
        "вице",
        "дизайн",
        "зам",
        "интернет",
        "кибер",
        "контент",
        "лего",
        "медиа",
        "мини",
        "онлайн",
        "офлайн",
        "пресс",
        "смарт",
        "топ",
        "унтер",
        "фитнес",
        "шоу",
        "эко",
        "экс",
        "этно",
    ]
)
CUT_SHORT = frozenset({"ст.", "гл.", "мл.", "вед."})
JOINS = frozenset({"и", "или"})
# What may stand between adjectives: «вечерняя (сменная) школа».
_BETWEEN = frozenset({Mark.SPACE, Mark.COMMA, Mark.OPEN, Mark.CLOSE})


class Heads:
    """Finds heads among the tokens of a phrase of one kind."""

    def __init__(self, morphology: Morphology, kind: PhraseKind) -> None:
        self._morphology = morphology
        self._kind = kind
        self._nouns = lru_cache(4096)(self._read_noun)

    def find(self, tokens: list[Token], at: int) -> Group | None:
        """The group that begins at `at`, past adverbs, or None when nothing is nominative."""
        at = self._skip(tokens, at)
        return self._noun_group(tokens, at, ()) or self._adjective_group(tokens, at)

    def abbreviated(self, text: str) -> bool:
        """МБОУ stands for words; КОМИТЕТ is a word in capitals."""
        if not is_abbreviation(text):
            return False
        low = text.lower()
        return len(low) < 4 or not self._morphology.known(low) or self._morphology.has(low, "Abbr")

    def agreeing(self, token: Token, at: int, head: Reading) -> Word | None:
        """The token as an adjective or participle in agreement with the head, or None."""
        if token.mark is not Mark.WORD:
            return None
        found = (r for r in self._adjectives(token.text) if _agree(r, head, joined=False))
        return next((_whole(at, token, reading) for reading in found), None)

    def _skip(self, tokens: list[Token], at: int) -> int:
        while at < len(tokens) and self._is_skipped(tokens[at]):
            at += 1
        return at

    def _is_skipped(self, token: Token) -> bool:
        if token.mark is Mark.DOTTED:
            return token.text.lower() in CUT_SHORT
        if token.mark is not Mark.WORD:
            return token.mark is Mark.SPACE
        word = token.text.lower()
        return self._morphology.has(word, "ADVB") and not self._morphology.nominatives(word)

    def _noun_group(
        self, tokens: list[Token], at: int, modifiers: tuple[Word, ...], joined: bool = False
    ) -> Group | None:
        """The noun reached from `at` through agreeing adjectives only."""
        if at >= len(tokens) or tokens[at].mark is not Mark.WORD:
            return None
        return self._through_adjective(tokens, at, modifiers, joined) or self._noun_here(
            tokens, at, modifiers, joined
        )

    def _through_adjective(
        self, tokens: list[Token], at: int, modifiers: tuple[Word, ...], joined: bool
    ) -> Group | None:
        for reading in self._adjectives(tokens[at].text):
            if reading.governs and reading.lemma in _GOVERNING:
                continue
            if modifiers and not joined and not _match(reading, modifiers[-1].reading):
                continue
            after, now_joined = _next_word(tokens, at + 1)
            words = (*modifiers, _whole(at, tokens[at], reading))
            group = self._noun_group(tokens, after, words, joined or now_joined)
            if group:
                return group
        return None

    def _noun_here(
        self, tokens: list[Token], at: int, modifiers: tuple[Word, ...], joined: bool
    ) -> Group | None:
        for parts in self._nouns(tokens[at].text):
            word = Word(at, parts)
            reading = word.reading
            if all(_agree(m.reading, reading, joined=joined) for m in modifiers):
                return Group(modifiers, word, self._animate(tokens[at].text, reading), at + 1)
        return None

    def _animate(self, text: str, reading: Reading) -> bool:
        """Модератор is a device to the dictionary and a person as a post; a town is no person."""
        if self._kind == "position" and reading.gender == "m" and text.lower() != "сектор":
            return bool(reading.animate) or text.lower().endswith(_AGENTS)
        return bool(reading.animate) and self._kind != "district"

    def _adjective_group(self, tokens: list[Token], at: int) -> Group | None:
        """No agreeing noun: the last of the agreeing adjectives is the head itself."""
        words: list[Word] = []
        while at < len(tokens) and tokens[at].mark is Mark.WORD:
            readings = self._adjectives(tokens[at].text)
            fitting = [r for r in readings if not words or _match(r, words[-1].reading)]
            if not fitting:
                break
            words.append(_whole(at, tokens[at], fitting[0]))
            if fitting[0].governs and fitting[0].lemma in _GOVERNING:
                break
            at = _next_word(tokens, at + 1)[0]
        if not words:
            return None
        return Group(tuple(words[:-1]), words[-1], self._kind == "position", words[-1].at + 1)

    def _adjectives(self, text: str) -> list[Reading]:
        if self.abbreviated(text):
            return []
        readings = [r for r in self._morphology.nominatives(text.lower()) if not r.noun]
        return sorted(readings, key=lambda r: r.governs)

    def _read_noun(self, text: str) -> list[tuple[Part, ...]]:
        """The ways to read the token as a nominative noun, the likeliest first."""
        if self.abbreviated(text):
            return []
        if "-" in text and not self._morphology.whole(text.lower()):
            return self._compound(text)
        readings = self._sorted(text)
        return [(Part(text, reading),) for reading in readings]

    def _compound(self, text: str) -> list[tuple[Part, ...]]:
        """Both parts of a compound that the dictionary lacks; stiff first parts stay."""
        pieces = text.split("-")
        options = [[] if p.lower() in _STIFF else self._sorted(p) for p in pieces]
        leading = next((option for option in options if option), [])
        return [_parts(pieces, options, reading) for reading in leading]

    def _sorted(self, text: str) -> list[Reading]:
        if self.abbreviated(text):
            return []
        readings = [r for r in self._morphology.nominatives(text.lower()) if r.noun]
        return sorted(readings, key=self._rank)

    def _rank(self, reading: Reading) -> tuple[bool, bool, bool, float]:
        return (
            reading.person_name,
            self._kind == "district" and not reading.place,
            reading.animate is not (self._kind == "position"),
            -reading.score,
        )


def _parts(pieces: list[str], options: list[list[Reading]], leading: Reading) -> tuple[Part, ...]:
    chosen = []
    for piece, readings in zip(pieces, options, strict=True):
        same = [r for r in readings if r.plural == leading.plural]
        reading = leading if leading in readings else next(iter(same or readings), None)
        chosen.append(Part(piece, reading))
    return tuple(chosen)


def _whole(at: int, token: Token, reading: Reading) -> Word:
    return Word(at, (Part(token.text, reading),))


def _next_word(tokens: list[Token], at: int) -> tuple[int, bool]:
    """The place of the next word, past spaces, and whether «,» or «и» was passed on the way."""
    joined = False
    while at < len(tokens) and (tokens[at].mark in _BETWEEN or tokens[at].text.lower() in JOINS):
        joined = joined or tokens[at].mark in {Mark.COMMA, Mark.WORD}
        at += 1
    return at, joined


def _match(one: Reading, other: Reading) -> bool:
    return one.plural == other.plural and (one.plural or one.gender == other.gender)


def _agree(modifier: Reading, noun: Reading, *, joined: bool) -> bool:
    """Agreement; two joined singulars may stand before a plural (Лужский и Киришский районы)."""
    if modifier.plural != noun.plural:
        return joined and noun.plural
    return noun.plural or noun.gender is None or modifier.gender == noun.gender
