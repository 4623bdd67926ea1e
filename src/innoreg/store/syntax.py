"""What libyaml dislikes, in words a person can act on."""

from innoreg.i18n import N_, T

UNFINISHED = "found unexpected end of stream"

_PROBLEMS = {
    "found unexpected end of stream": N_("a quote was opened and not closed"),
    "found unexpected document indicator": N_("a quote was not closed before `---` or `...`"),
    "found character that cannot start any token": N_("a text may not begin with this character"),
    "could not find expected ':'": N_("a colon is missing after the key"),
    "mapping values are not allowed in this context": N_("a colon is not expected here"),
    "mapping keys are not allowed in this context": N_("a key is not expected here"),
    "block sequence entries are not allowed in this context": N_(
        "a line with “- ” does not fit here"
    ),
    "did not find expected key": N_("here the next key is expected"),
    "did not find expected '-' indicator": N_("here the next “- ” of the list is expected"),
    "did not find expected ',' or ']'": N_("a comma or the closing bracket ] is missing"),
    "did not find expected ',' or '}'": N_("a comma or the closing bracket } is missing"),
    "did not find expected node content": N_("a value is missing here"),
    "did not find expected <document start>": N_("here the record is over, and more follows"),
    "found unknown escape character": N_("a backslash in double quotes must be written twice"),
    "did not find expected hexdecimal number": N_("after \\x or \\u a number is expected"),
    "found invalid Unicode character escape code": N_("there is no character with this number"),
    "did not find expected alphabetic or numeric character": N_(
        "a text that begins with & or * needs quotes"
    ),
    "did not find expected whitespace or line break": N_("a text that begins with ! needs quotes"),
    "did not find expected tag URI": N_("a text that begins with ! needs quotes"),
    "did not find expected '!'": N_("a text that begins with ! needs quotes"),
    "did not find expected comment or line break": N_("after | or > the line must end"),
    "found a tab character where an indentation space is expected": N_("a tab in the indentation"),
    "found a tab character that violates indentation": N_("a tab in the indentation"),
    "found undefined alias": N_("a text that begins with * needs quotes"),
    "found duplicate anchor; first occurrence": N_("a text that begins with & needs quotes"),
    "found undefined tag handle": N_("a text that begins with ! needs quotes"),
    "found unexpected ':'": N_("a colon is not expected here"),
    "could not find expected directive name": N_("a text that begins with % needs quotes"),
    "found unknown directive name": N_("a text that begins with % needs quotes"),
    "found incompatible YAML document": N_("this version of YAML is not known"),
}
_CONTEXTS = {
    "while scanning a quoted scalar": N_("the quote was opened here"),
    "while parsing a quoted scalar": N_("the quote was opened here"),
    "while scanning a simple key": N_("the key stands here"),
    "while scanning a block scalar": N_("the text of several lines begins here"),
    "while scanning a plain scalar": N_("the text begins here"),
    "while parsing a block mapping": N_("the lines `key: value` begin here"),
    "while parsing a block collection": N_("the list begins here"),
    "while parsing a flow sequence": N_("the bracket [ was opened here"),
    "while parsing a flow mapping": N_("the bracket { was opened here"),
}


def problem(words: str) -> T:
    """What is wrong; libyaml's own words where they are rare."""
    return T(_PROBLEMS.get(words, words))


def context(words: str) -> T:
    """What began at the place that the mistake belongs to."""
    return T(_CONTEXTS[words]) if words in _CONTEXTS else T("it began here")
