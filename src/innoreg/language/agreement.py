"""Which words of a phrase decline with its head, and the phrase in a case."""

from collections.abc import Iterator

from innoreg.language.cases import Case, Declined, PhraseKind, Risk
from innoreg.language.head_finder import CUT_SHORT, JOINS, HeadFinder
from innoreg.language.morphology import Morphology, restore_spelling
from innoreg.language.phrase_tokens import Group, Mark, Token, Word, is_named_by_genitive

_TOWN = frozenset({"город", "г.", "гор."})
# «учреждение школа № 5»: the general word and the type of the institution decline together.
_GENERAL = frozenset({"учреждение", "организация"})
_TYPES = frozenset({
    "школа", "гимназия", "лицей", "сад", "колледж", "техникум", "училище", "институт", "академия",
    "университет", "центр", "дом", "дворец", "станция", "интернат", "школа-интернат",
    "лицей-интернат", "клуб", "комплекс", "прогимназия", "студия",
})  # fmt: skip
_DEFINES = frozenset({"далее"})  # «(далее – Центр)» introduces a name, which stays
_SEPARATORS = frozenset({Mark.COMMA, Mark.OPEN, Mark.SLASH})


class PhraseWalk:
    """Collects the declining words of one phrase when it is made; `decline` then gives any case."""

    def __init__(
        self, tokens: list[Token], kind: PhraseKind, heads: HeadFinder, morphology: Morphology
    ) -> None:
        self._tokens = tokens
        self._first = next((at for at, t in enumerate(tokens) if t.mark is not Mark.SPACE), 0)
        self._kind = kind
        self._finder = heads
        self._morphology = morphology
        self._words: dict[int, tuple[Word, bool]] = {}  # token -> word and its head's animacy
        self._town = ""  # its name of several words, which many leave as it is
        self._in_clause = False  # inside a participle's clause nouns belong to the participle
        self._declines = not self._is_frozen()
        self._collect_words()

    def decline(self, case: Case, *, yo: bool, several: bool = False) -> Declined:
        """The phrase in the case with its risks; with `yo` false, ё is written as е.

        `several`: in the plural, whatever number it is given in.
        """
        pieces = (
            self._inflect_token(at, token, case, yo, several)
            for at, token in enumerate(self._tokens)
        )
        return Declined("".join(pieces), tuple(self._find_risks()))

    def _collect_words(self) -> None:
        if self._declines:
            head = self._finder.find(self._tokens, self._first)
            if head:
                self._follow_head(head)
        elif self._tokens and self._tokens[self._first].text.lower() in _TOWN:
            self._take_town_name(self._first + 1)

    def _is_frozen(self) -> bool:
        """Whether the phrase opens with an abbreviation, a word cut short or a quotation."""
        if not self._tokens:
            return True
        first = self._tokens[self._first]
        if first.mark is Mark.DOTTED:
            return first.text.lower() not in CUT_SHORT
        if is_named_by_genitive(first.text):
            return True
        return first.mark is not Mark.WORD or self._finder.is_abbreviated(first.text)

    def _take_group(self, group: Group) -> int:
        """Mark the words of the group as declining; the token after it."""
        for word in group.words:
            self._words[word.at] = (word, group.animate)
        return group.end

    def _follow_head(self, head: Group) -> None:
        at = self._take_apposition(head, self._take_group(head))
        while at < len(self._tokens):
            at = self._take_next(head, at)

    def _take_apposition(self, head: Group, at: int) -> int:
        """Take an apposition right after the head: a town's name, a second noun for a person."""
        if head.head.reading.lemma in _TOWN:
            return self._take_town_name(at)
        if head.head.reading.lemma in _GENERAL and not head.plural:
            return self._take_type(at)
        after = self._finder.find(self._tokens, at)
        if after and head.animate and not after.modifiers and self._is_parallel(after, head):
            return self._take_group(after)
        return at

    def _take_type(self, at: int) -> int:
        """Take the type of an institution, which may stand behind what the general word governs."""
        start = at
        while at < len(self._tokens) and self._tokens[at].mark in (Mark.SPACE, Mark.WORD):
            word = self._tokens[at]
            if word.text.lower() in JOINS or self._morphology.has_grammeme(
                word.text.lower(), "PREP"
            ):
                break
            group = self._finder.find(self._tokens, at) if word.mark is Mark.WORD else None
            if group and group.words[0].at == at and self._is_type(group):
                return self._take_group(group)
            at += 1
        return start

    def _is_type(self, group: Group) -> bool:
        return (
            not group.plural
            and group.head.reading.lemma in _TYPES
            and not self._is_likelier_genitive(group)
        )

    def _take_town_name(self, at: int) -> int:
        """Take a town's name, which declines with «город» unless plural or of another gender."""
        name = self._finder.find(self._tokens, at)
        if not name or not self._tokens[name.words[0].at].text[:1].isupper() or name.plural:
            return at
        gender = name.head.reading.gender
        declines = gender == "m" or (gender == "f" and not name.modifiers)
        if name.modifiers:
            self._town = "".join(token.text for token in self._tokens[at : name.end]).strip()
        return self._take_group(name) if declines else name.end

    def _take_next(self, head: Group, at: int) -> int:
        token = self._tokens[at]
        if token.mark is Mark.DASH:
            return self._take_after_dash(head, at + 1)
        if token.mark in _SEPARATORS:
            return self._take_after_separator(head, at + 1)
        if token.text.lower() in JOINS:
            return self._take_after_join(head, at + 1)
        return at + 1

    def _take_after_dash(self, head: Group, at: int) -> int:
        """Take a second post or name: заместитель председателя – начальник отдела."""
        group = self._finder.find(self._tokens, at)
        # A dash hardly stands before a genitive, so only another number raises the doubt.
        if group and (group.plural == head.plural or not self._is_likelier_genitive(group)):
            return self._take_group(group)
        return at

    def _take_after_separator(self, head: Group, at: int) -> int:
        while at < len(self._tokens) and self._tokens[at].mark is Mark.SPACE:
            at += 1
        if at == len(self._tokens):
            return at
        if self._tokens[at].text.lower() in _DEFINES:
            return self._skip_bracket(at)
        if self._morphology.has_grammeme(self._tokens[at].text.lower(), "Anph"):  # который
            self._in_clause = True
            return at + 1
        return self._take_second_head(head, at)

    def _take_second_head(self, head: Group, at: int) -> int:
        """Take a participle that agrees with the head, or a second head parallel to it."""
        # «участник, занявший»: a participle with an object of its own comes before a second
        # head, or that object, which looks like a nominative, would be taken for one.
        participle = self._finder.find_agreeing(self._tokens[at], at, head.head.reading)
        group = self._finder.find(self._tokens, at)
        governs = participle is not None and participle.reading.governs
        if group and not governs and not self._in_clause and self._is_parallel(group, head):
            return self._take_group(group)
        if participle:
            self._words[at] = (participle, head.animate)
            self._in_clause = True
            return at + 1
        return at

    def _skip_bracket(self, at: int) -> int:
        while at < len(self._tokens) and self._tokens[at].mark is not Mark.CLOSE:
            at += 1
        return at

    def _take_after_join(self, head: Group, at: int) -> int:
        """Take a head joined by «и»: школы и лицеи района, руководители школ и педагоги."""
        # Right after the head it can only be a nominative; further on, a thing's nominative
        # looks like its accusative, and a person's may be a genitive.
        group = self._finder.find(self._tokens, at)
        near = all(token.mark is Mark.SPACE for token in self._tokens[head.end : at - 1])
        if not group or self._in_clause or not (near or head.animate):
            return at
        joined = near and group.head.reading.noun and group.animate == head.animate
        return self._take_group(group) if joined or self._is_parallel(group, head) else at

    def _is_parallel(self, group: Group, head: Group) -> bool:
        """Whether the group is a noun of the head's number and animacy, and hardly a genitive."""
        same = group.plural == head.plural and group.animate == head.animate
        return same and group.head.reading.noun and not self._is_likelier_genitive(group)

    def _is_likelier_genitive(self, group: Group) -> bool:
        """Whether the noun, standing without adjectives, is rather a genitive."""
        part = group.head.parts[0]
        if group.modifiers or part.reading is None:
            return False
        return self._morphology.score(part.text.lower(), "gent") > part.reading.score

    def _inflect_token(self, at: int, token: Token, case: Case, yo: bool, several: bool) -> str:
        if at not in self._words:
            return token.text
        word, animate = self._words[at]
        # A form that the dictionary cannot make stays as written rather than failing.
        forms = (
            (
                self._morphology.inflect(part.reading, case, animate, several)
                if part.reading
                else None
            )
            or part.text
            for part in word.parts
        )
        return restore_spelling("-".join(forms), token.text, yo=yo)

    def _find_risks(self) -> Iterator[Risk]:
        for word, _ in self._words.values():
            for part in word.parts:
                if (
                    part.reading
                    and part.reading.noun
                    and not self._morphology.is_known(part.text.lower())
                ):
                    yield Risk("unknown-word", part.text)
        if self._town:
            yield Risk("town-name", self._town)
        if self._declines and not self._words:
            yield Risk("no-head", "".join(token.text for token in self._tokens))
        if self._kind != "position" and len(self._tokens) == 1 and self._words:
            yield from self._find_lone_risks(self._tokens[0].text)

    def _find_lone_risks(self, word: str) -> Iterator[Risk]:
        """Risks of a name of one word: Луга, Сланцы; and Мурино, which many leave as it is."""
        readings = self._morphology.nominatives(word.lower())
        if any(r.noun and r.plural for r in readings):
            yield Risk("possible-plural", word)
        if self._kind == "district" and word.lower().endswith("о"):
            yield Risk("vowel-ending", word)
