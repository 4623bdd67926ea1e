"""The walk along a phrase: from its head to every later word that declines with it."""

from collections.abc import Iterator

from innoreg.language.cases import Case, Declined, PhraseKind, Risk
from innoreg.language.head_finder import CUT_SHORT, JOINS, Heads
from innoreg.language.morphology import Morphology, restore
from innoreg.language.phrase_tokens import Group, Mark, Token, Word

_TOWN = frozenset({"город", "г.", "гор."})
_DEFINES = frozenset({"далее"})  # «(далее – Центр)» introduces a name, which stays
_SEPARATORS = frozenset({Mark.COMMA, Mark.OPEN, Mark.SLASH})


class Walk:
    """One phrase of one kind: which of its words decline, and the phrase in a case."""

    def __init__(
        self, tokens: list[Token], kind: PhraseKind, heads: Heads, morphology: Morphology
    ) -> None:
        self._tokens = tokens
        self._first = next((at for at, t in enumerate(tokens) if t.mark is not Mark.SPACE), 0)
        self._kind = kind
        self._heads = heads
        self._morphology = morphology
        self._words: dict[int, tuple[Word, bool]] = {}  # token -> word and its head's animacy
        self._clause = False  # inside a participle's clause the nouns are its own
        self._declines = not self._opens_frozen()
        self._start()

    def decline(self, case: Case, *, yo: bool) -> Declined:
        """The phrase in the case; `yo` keeps the letter ё."""
        pieces = (self._form(at, token, case, yo) for at, token in enumerate(self._tokens))
        return Declined("".join(pieces), tuple(self._risks()))

    def _start(self) -> None:
        if self._declines:
            head = self._heads.find(self._tokens, self._first)
            if head:
                self._follow(head)
        elif self._tokens and self._tokens[self._first].text.lower() in _TOWN:
            self._name_of_town(self._first + 1)

    def _opens_frozen(self) -> bool:
        """Whether the phrase opens with an abbreviation, a word cut short or a quotation."""
        if not self._tokens:
            return True
        first = self._tokens[self._first]
        if first.mark is Mark.DOTTED:
            return first.text.lower() not in CUT_SHORT
        return first.mark is not Mark.WORD or self._heads.abbreviated(first.text)

    def _take(self, group: Group) -> int:
        for word in group.words:
            self._words[word.at] = (word, group.animate)
        return group.end

    def _follow(self, head: Group) -> None:
        at = self._beside(head, self._take(head))
        while at < len(self._tokens):
            at = self._step(head, at)

    def _beside(self, head: Group, at: int) -> int:
        """The apposition right after the head: a town's name, a second noun for a person."""
        if head.head.reading.lemma in _TOWN:
            return self._name_of_town(at)
        after = self._heads.find(self._tokens, at)
        if after and head.animate and not after.modifiers and self._parallel(after, head):
            return self._take(after)
        return at

    def _name_of_town(self, at: int) -> int:
        """A town's name declines with «город» unless it is a plural or differs in gender."""
        name = self._heads.find(self._tokens, at)
        if not name or not self._tokens[name.words[0].at].text[:1].isupper() or name.plural:
            return at
        gender = name.head.reading.gender
        declines = gender == "m" or (gender == "f" and not name.modifiers)
        return self._take(name) if declines else name.end

    def _step(self, head: Group, at: int) -> int:
        token = self._tokens[at]
        if token.mark is Mark.DASH:
            return self._after_dash(head, at + 1)
        if token.mark in _SEPARATORS:
            return self._after_separator(head, at + 1)
        if token.text.lower() in JOINS:
            return self._after_join(head, at + 1)
        return at + 1

    def _after_dash(self, head: Group, at: int) -> int:
        """A second post or name: заместитель председателя – начальник отдела."""
        group = self._heads.find(self._tokens, at)
        if group and (group.plural == head.plural or not self._likelier_genitive(group)):
            return self._take(group)
        return at

    def _after_separator(self, head: Group, at: int) -> int:
        while at < len(self._tokens) and self._tokens[at].mark is Mark.SPACE:
            at += 1
        if at == len(self._tokens):
            return at
        if self._tokens[at].text.lower() in _DEFINES:
            return self._past_bracket(at)
        if self._morphology.has(self._tokens[at].text.lower(), "Anph"):  # который
            self._clause = True
            return at + 1
        return self._second(head, at)

    def _second(self, head: Group, at: int) -> int:
        """A participle that agrees with the head, or a second head parallel to it."""
        participle = self._heads.agreeing(self._tokens[at], at, head.head.reading)
        group = self._heads.find(self._tokens, at)
        governs = participle is not None and participle.reading.governs
        if group and not governs and not self._clause and self._parallel(group, head):
            return self._take(group)
        if participle:
            self._words[at] = (participle, head.animate)
            self._clause = True
            return at + 1
        return at

    def _past_bracket(self, at: int) -> int:
        while at < len(self._tokens) and self._tokens[at].mark is not Mark.CLOSE:
            at += 1
        return at

    def _after_join(self, head: Group, at: int) -> int:
        """A joined head: школы и лицеи района, руководители школ и педагоги.

        Beside the head it can only be a nominative; further on, a thing's nominative looks like
        its accusative and a person's may be a genitive.
        """
        group = self._heads.find(self._tokens, at)
        near = all(token.mark is Mark.SPACE for token in self._tokens[head.end : at - 1])
        if not group or self._clause or not (near or head.animate):
            return at
        joined = near and group.head.reading.noun and group.animate == head.animate
        return self._take(group) if joined or self._parallel(group, head) else at

    def _parallel(self, group: Group, head: Group) -> bool:
        """A noun of the head's number, a person beside a person, and hardly a genitive."""
        same = group.plural == head.plural and group.animate == head.animate
        return same and group.head.reading.noun and not self._likelier_genitive(group)

    def _likelier_genitive(self, group: Group) -> bool:
        """Whether the noun, standing without adjectives, is rather a genitive."""
        part = group.head.parts[0]
        if group.modifiers or part.reading is None:
            return False
        return self._morphology.score(part.text.lower(), "gent") > part.reading.score

    def _form(self, at: int, token: Token, case: Case, yo: bool) -> str:
        if at not in self._words:
            return token.text
        word, animate = self._words[at]
        forms = (
            (self._morphology.inflect(part.reading, case, animate) if part.reading else None)
            or part.text
            for part in word.parts
        )
        return restore("-".join(forms), token.text, yo=yo)

    def _risks(self) -> Iterator[Risk]:
        for word, _ in self._words.values():
            for part in word.parts:
                if (
                    part.reading
                    and part.reading.noun
                    and not self._morphology.known(part.text.lower())
                ):
                    yield Risk("unknown-word", part.text)
        if self._declines and not self._words:
            yield Risk("no-head", "".join(token.text for token in self._tokens))
        if self._kind != "position" and len(self._tokens) == 1 and self._words:
            yield from self._lone_risks(self._tokens[0].text)

    def _lone_risks(self, word: str) -> Iterator[Risk]:
        """A name of one word: Луга, Сланцы; and Мурино, which many leave as it is."""
        readings = self._morphology.nominatives(word.lower())
        if any(r.noun and r.plural for r in readings):
            yield Risk("possible-plural", word)
        if self._kind == "district" and word.lower().endswith("о"):
            yield Risk("vowel-ending", word)
