"""Looks up commits: by git's own names, or the last one of a branch on a day."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from innoreg.errors import CannotGoOn, WrongUsage
from innoreg.i18n import T
from innoreg.store.git.runner import Git

# Lines: names and subjects hold any other sign, a unit separator too.
FORMAT = "%H%n%at%n%ct%n%aN%n%s"


@dataclass(frozen=True, slots=True)
class Commit:
    """A commit: who made the change and when, when it was taken into the branch, and why."""

    id: str
    author: str
    made: datetime
    taken: datetime
    subject: str

    @property
    def short(self) -> str:
        """The first characters of its name, as people write it."""
        return self.id[:8]


def parse_commit(line: str) -> Commit:
    """The commit that git printed in `FORMAT`; its times in the local zone."""
    name, made, taken, author, subject = (*line.split("\n", 4), "", "", "", "")[:5]
    return Commit(name, author, _parse_time(made), _parse_time(taken), subject.strip())


def _parse_time(seconds: str) -> datetime:
    try:
        return datetime.fromtimestamp(int(seconds), UTC).astimezone()
    except (ValueError, OverflowError, OSError):
        return datetime(1970, 1, 1, tzinfo=UTC)


def commit_by_name(git: Git, words: str) -> Commit:
    """The commit that git knows by these words: a branch, a tag, HEAD~2, an abbreviation."""
    found = None
    # git would take such words for an option.
    # `^HEAD` is what git calls all but HEAD, and it says so with a name of a commit behind the sign.
    if words and not words.startswith(("-", "^")):
        found = git.attempt("rev-parse", "--verify", "--quiet", f"{words}^{{commit}}")
    if found is None:
        raise _unknown_revision_error(git, words)
    return _read_commit(git, found)


def _read_commit(git: Git, name: str) -> Commit:
    shown = git("log", "-1", "--no-show-signature", f"--format={FORMAT}", name, "--")
    return parse_commit(shown.decode("utf-8", "replace").rstrip("\n"))


def _unknown_revision_error(git: Git, words: str) -> CannotGoOn | WrongUsage:
    if git.attempt("rev-parse", "--verify", "--quiet", "HEAD") is None and words in ("HEAD", ""):
        return _no_commits_error(git)
    hint = T(
        "a branch, a tag, a commit of `git log`, or a day: 2022-03-01; `git fetch` brings "
        "what others have"
    )
    message = T("git knows no revision “{words}”", words=words)
    return WrongUsage(message, _shallow_hint(git) or hint)


def _no_commits_error(git: Git) -> CannotGoOn:
    return CannotGoOn(
        T("the repository of {path} has no commits yet", path=git.folder),
        T("`git add .` and `git commit` make the first one"),
    )


def is_shallow(git: Git) -> bool:
    """Whether older commits were left out when the repository was cloned."""
    return git.attempt("rev-parse", "--is-shallow-repository") == "true"


def _shallow_hint(git: Git) -> T | None:
    if not is_shallow(git):
        return None
    return T("this clone is shallow: `git fetch --unshallow` brings the older commits")


def last_commit_on(git: Git, day: date, branch: str = "HEAD") -> Commit:
    """The last commit of the branch up to the end of that day in local time.

    Commits count from when they came into the branch: what a colleague prepared earlier and
    merged later was not known here on that day.
    """
    if git.attempt("rev-parse", "--verify", "--quiet", branch) is None:
        raise _no_commits_error(git)
    limit = f"--min-age={_last_second(day)}"
    found = git("rev-list", "-1", "--first-parent", limit, branch, "--").decode().strip()
    if not found:
        raise _before_first_commit_error(git, day, branch)
    return _read_commit(git, found)


def _last_second(day: date) -> int:
    try:
        return max(0, int(datetime.combine(day, time(23, 59, 59)).timestamp()))
    except (OverflowError, ValueError, OSError):
        # Beyond the years that this system can turn into seconds.
        return 0 if day.year < 1971 else 2**62


def _before_first_commit_error(git: Git, day: date, branch: str) -> WrongUsage | CannotGoOn:
    chain = git("rev-list", "--first-parent", branch, "--").decode().split()
    first = _read_commit(git, chain[-1])
    message = T(
        "there is no commit of {day} or earlier: the first one here is {commit} of {made}",
        day=day.isoformat(),
        commit=first.short,
        made=first.taken.date().isoformat(),
    )
    if hint := _shallow_hint(git):
        return CannotGoOn(message, hint)
    return WrongUsage(message, T("ask about {day} or later", day=first.taken.date().isoformat()))


def merge_base(git: Git, one: Commit, other: Commit) -> Commit:
    """The last commit that both have in common; CannotGoOn where there is none."""
    found = git.attempt("merge-base", one.id, other.id)
    if found is None:
        message = T("{one} and {other} have no commit in common", one=one.short, other=other.short)
        hint = T("they were begun apart from each other: compare them with `innoreg diff`")
        raise CannotGoOn(message, _shallow_hint(git) or hint)
    return _read_commit(git, found)
