"""Marks that git leaves in a text file where it could not merge two versions."""

import re

from innoreg.i18n import N_

MERGE_STEP = N_("choose one of the two versions and delete the marks <<<<<<< ======= >>>>>>>")
"""What to do then."""
_MARK = re.compile(r"^(?:<{7}|>{7}|\|{7})(?: |\r?$)|^={7}\r?$", re.MULTILINE)


def merge_mark_line(text: str) -> int:
    """The line, counted from 1, of the first mark of an unfinished merge; 0 where there is none."""
    # All three belong to one: a line of signs alone may be anything.
    marks = [(found[0][0], found.start()) for found in _MARK.finditer(text)]
    if not {"<", "=", ">"} <= {sign for sign, _at in marks}:
        return 0
    return 1 + text.count("\n", 0, next(at for sign, at in marks if sign == "<"))
