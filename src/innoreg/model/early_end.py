"""Why a pair or the status of a site ends before its time, as clauses and protocols say it."""

from typing import Literal

PairEnd = Literal[
    "mentor_refused",
    "mentee_refused",
    "reorganised",
    "left_list",
    "no_activity",
    "goal_reached",
    "other",
]
SiteEnd = Literal["own_request", "no_report", "negative_report", "reorganised", "breach"]


def require_words(reason: str | None, words: str | None) -> None:
    """Raise ValueError where the reason is another one and no words say it."""
    if reason == "other" and not words:
        raise ValueError("the reason `other` needs `words`")
