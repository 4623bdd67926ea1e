"""The history of a record as text and JSON: each commit with what it changed, in words."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Protocol

from innoreg.i18n import _
from innoreg.queries.record_history import Step
from innoreg.report import diff_text, display_texts
from innoreg.report.field_values import Name


class CommitInfo(Protocol):
    """A commit, as `store.git` gives it; a protocol, since reports know no git."""

    @property
    def id(self) -> str:
        """Its full name."""

    @property
    def short(self) -> str:
        """Its short name."""

    @property
    def author(self) -> str:
        """Who."""

    @property
    def made(self) -> datetime:
        """When the change was made."""

    @property
    def taken(self) -> datetime:
        """When it came into the branch."""

    @property
    def subject(self) -> str:
        """Why, in the author's words."""


Steps = Sequence[Step[Any]]


def as_text(ref: str, steps: Steps, name: Name) -> str:
    """A heading for each step, newest first, and the changes under it."""
    if not steps:
        return _("git knows no change of {ref}.", ref=ref) + "\n"
    return "\n".join(
        "\n".join([_step_heading(step.by), *diff_text.as_lines(step.changes, name, "  ")]) + "\n"
        for step in steps
    )


def _step_heading(by: CommitInfo | None) -> str:
    if by is None:
        return _("not committed yet")
    moment = f"{display_texts.day(by.made.date())} {by.made:%H:%M}"
    return f"{moment}  {by.author}  {by.short}  {by.subject}"


def as_document(ref: str, steps: Steps) -> dict[str, Any]:
    """All steps, newest first; `commit` null for what is not committed yet."""
    return {"format": 1, "ref": ref, "steps": [_step_fields(step) for step in steps]}


def _step_fields(step: Step[Any]) -> dict[str, Any]:
    return {
        **commit_fields(step.by),
        "changes": [diff_text.change_fields(change) for change in step.changes],
    }


def commit_fields(by: CommitInfo | None) -> dict[str, Any]:
    """A commit as JSON; moments with their zone."""
    return {
        "commit": by.id if by else None,
        "author": by.author if by else None,
        "made": by.made.isoformat() if by else None,
        "taken": by.taken.isoformat() if by else None,
        "subject": by.subject if by else None,
    }
