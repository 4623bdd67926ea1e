"""What a page may do in a browser, whoever wrote its template: nothing is fetched, nothing strange is run.

A registry may bring templates of its own, and they write markup. The policy that each page carries
lets a browser load the files beside it and nothing from elsewhere; what no policy forbids, a page
that leads away by itself or a script of somebody's, is refused before it is written.
"""

import re

from innoreg.errors import Refused
from innoreg.i18n import T

POLICY = (
    # `file:` for a site opened from a folder, where a page is not of the same origin as its style.
    "default-src 'none'; style-src 'self' file:; script-src 'self' file:; "
    "img-src 'self' file: data:; base-uri 'none'; form-action 'none'"
)
_META = f'\n<meta http-equiv="Content-Security-Policy" content="{POLICY}">'
# Nothing may stand before the policy: a browser holds it against what follows.
_HEAD = re.compile(r"\s*<!DOCTYPE html>\s*<html[^<>]*>\s*<head>", re.IGNORECASE)
_OWN = re.compile(
    r'<script src="(?:\.\./)*(?:pages|search-index)\.js"(?: data-[a-z]+="[^"<>]*")*></script>'
    r'|<link rel="stylesheet" href="(?:\.\./)*style\.css">|<link rel="icon" href="data:,">'
    r'|<meta charset="utf-8">|<meta name="[a-z-]+" content="[^"<>]*">'
)
_STRANGE = re.compile(
    r"<\s*(script|link|meta|base|iframe|frame|frameset|object|embed|portal)\b", re.IGNORECASE
)


def with_policy(text: str, template: str) -> str:
    """The page with its policy; Refused where its template writes what a page may not have."""
    head = _HEAD.match(text)
    if head is None:
        raise Refused(
            T("{place}: a page begins with <!DOCTYPE html>, <html> and <head>", place=template)
        )
    # What records say cannot look like a tag: it is escaped.
    if strange := _STRANGE.search(_OWN.sub("", text)):
        raise Refused(
            T("{place}: a page may not have <{tag}> of its own", place=template, tag=strange[1]),
            T("what stands in page.html.j2 of innoreg may stay, as it is there"),
        )
    return text[: head.end()] + _META + text[head.end() :]
