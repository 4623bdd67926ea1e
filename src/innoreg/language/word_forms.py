"""All forms of a word, by which a text is searched."""

from innoreg.language.morphology import morphology


def word_forms(word: str) -> frozenset[str]:
    """Every form of every word that `word` may be a form of, itself among them; in lower case.

    «школах» gives школа, школе, школами …; a word that is not in the dictionary is declined like
    its nearest kin, and one of figures or Latin letters has itself alone.
    """
    word = word.lower()
    readings = morphology().parses(word)
    return frozenset((word, *(form.word for reading in readings for form in reading.lexeme)))
