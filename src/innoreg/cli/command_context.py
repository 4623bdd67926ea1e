"""The context of one call of a command (registry, revision, day, screen), and what it reads and prints."""

import os
import re
import shutil
import sys
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, TypeVar

import typer

from innoreg.cli.common_options import CommonOptions, OptionGroup, common_options, parse_day
from innoreg.cli.error_handler import print_complaint, print_on_stderr
from innoreg.cli.hidden_samples import HiddenSample, count_hidden, hidden_line
from innoreg.cli.pager import begin_paging
from innoreg.cli.screen import Screen, draw_on_terminal, terminal_width, unguarded
from innoreg.diagnostics import FailedFile, Place
from innoreg.errors import CannotGoOn, WrongUsage
from innoreg.i18n import T, _, ngettext
from innoreg.report.wrapping import fold_lines

if TYPE_CHECKING:
    from innoreg.cache.answers import Kind
    from innoreg.model.registry import Registry
    from innoreg.store.loader import LoadResult
    from innoreg.store.tree import Tree

Answer = TypeVar("Answer")
_ID = re.compile(r"[a-z0-9-]+")

# The store and the models are imported in the functions that read a registry: they take half the
# time of a short answer, and an answer from the cache needs neither.


# Without slots: cached_property keeps what it worked out in the instance's `__dict__`.
@dataclass(frozen=True)
class CallContext:
    """What one call asks about, as its options and the environment say.

    Folder, tree, day and screen are worked out once, when they are first asked for.
    """

    # Not all at once when the call begins: a command that needs no registry must not fail for want
    # of one, and of two mistakes in a call the one that the command meets first is reported.
    options: CommonOptions
    words: tuple[str, ...] = ()
    """What was typed besides the common options: references, filters and texts."""
    form: str | None = None
    """The form of the answer, where the command has several."""
    output: Path | None = None
    """The file that the answer goes to, and whether it may be written over."""
    force: bool = False
    failed: list[FailedFile] = field(default_factory=list)
    """The files with errors among those that the answer rests on, once they are read."""
    began: float = field(default_factory=time.monotonic)
    """When the call began, in seconds of the clock that only goes forward."""
    command: str = ""
    """Its name."""
    hidden: list[HiddenSample] = field(default_factory=list)
    """The invented records that the answer leaves out beside real ones."""
    lacking: list[str] = field(default_factory=list)
    """The folder of protected records, once it was told that it is not at hand."""

    @cached_property
    def folder(self) -> Path:
        """The registry's folder on disk, whatever the revision; CannotGoOn if there is none."""
        from innoreg.store.tree import find_root

        return find_root(None, self.options.registry, os.environ)

    @property
    def working_folder(self) -> Path:
        """The folder, for what is written there or compared with it; WrongUsage with --rev."""
        if self.options.rev is not None:
            raise WrongUsage(
                T("--rev does not fit here: this command works on the files as they are now"),
                T("leave --rev out; `git checkout` brings older files back"),
            )
        return self.folder

    @cached_property
    def tree(self) -> "Tree":
        """The files asked about: of the revision, of a bare repository's HEAD, else on disk."""
        from innoreg.store.tree import DiskTree

        if self.options.rev is None:
            try:
                return DiskTree(self.folder)
            except CannotGoOn:
                from innoreg.cli.source_tree import open_bare_tree

                if bare := open_bare_tree(self.options):
                    return bare
                raise
        from innoreg.cli.source_tree import open_git_tree

        return open_git_tree(self.options, self.options.rev)

    def read_in_one_state(self, read: Callable[[], Answer]) -> Answer:
        """What `read` makes of the files asked about, none of them changed by innoreg meanwhile."""
        from innoreg.store.one_state import read_in_one_state
        from innoreg.store.tree import DiskTree

        tree = self.tree
        return read_in_one_state(tree.root, read) if isinstance(tree, DiskTree) else read()

    @cached_property
    def day(self) -> date:
        """The day asked about: --today, else INNOREG_TODAY, else the clock's."""
        if self.options.today:
            return self.options.today
        words = os.environ.get("INNOREG_TODAY")
        return parse_day(words) if words else date.today()

    @property
    def uses_cache(self) -> bool:
        """Whether the answer may come from the cache; revisions are never kept there."""
        unwanted = self.options.no_cache or os.environ.get("INNOREG_NO_CACHE")
        return self.options.rev is None and not unwanted

    @property
    def hidden_count(self) -> int:
        """How many invented records would have had a place in the answer."""
        return count_hidden(self.command, self.words, self.hidden)

    def wants_samples(self, ids: Iterable[str]) -> bool:
        """Whether the invented records of these ids are asked for."""
        if self.options.samples:
            return True
        named = {part for words in self.words for part in _ID.findall(words)}
        return not named.isdisjoint(ids)

    @cached_property
    def is_on_terminal(self) -> bool:
        """Whether the answer is drawn for a person; in a pipe it is plain, unless FORCE_COLOR is set."""
        if os.environ.get("FORCE_COLOR"):
            return True
        return bool(sys.stdout is not None and sys.stdout.isatty())

    @cached_property
    def width(self) -> int:
        """Columns of the terminal, at least 40: narrower tables break every word."""
        return terminal_width(sys.stdout) or max(40, shutil.get_terminal_size((80, 24)).columns)

    def draw(self, part: Any) -> None:
        """Print a text, or something that rich draws, in the width of the terminal."""
        if isinstance(part, str):
            show(part)
            return
        draw_on_terminal(part, self.width)


def command_context(ctx: typer.Context) -> CallContext:
    """The context of this call; a command is given it as its parameter `call: Call`."""
    # Every word of the call: one of them may be the id of an invented record.
    words: list[str] = []
    for value in ctx.params.values():
        words += [value] if isinstance(value, str) else value if isinstance(value, list) else ()
    form = ctx.params.get("format")
    output, force = ctx.params.get("output"), bool(ctx.params.get("force"))
    # Commands that have no such option, or several files, look at their own.
    file = Path(output) if isinstance(output, str | Path) else None
    options = common_options(ctx)
    if options.quiet and isinstance(sys.stderr, Screen):
        sys.stderr.is_quiet = True
    if not options.no_pager:
        begin_paging(ctx.command_path.split()[1])
    name = ctx.info_name or ""
    return CallContext(options, tuple(map(str, words)), form, file, force, command=name)


def _close_call(call: CallContext) -> None:
    """Below an answer for people: the invented records it hides, the files it lacks or has in part."""
    if (n := call.hidden_count) and call.form in ("text", "table", "md"):
        show("\n" + hidden_line(n))
    elif n and call.form != "json":
        print_remark(hidden_line(n))
    if call.failed and call.form in ("text", "table", "md"):
        from innoreg.report.failed_files import as_lines

        show("\n" + "\n".join(as_lines(call.failed, markdown=call.form == "md")))
    if call.options.verbose:
        from innoreg.cli.call_account import tell_about_call

        tell_about_call(call)


Call = Annotated[CallContext, OptionGroup(command_context, _close_call)]


def load_registry(call: CallContext) -> "Registry":
    """The registry for a question, with what can be read of files with errors.

    Invented records beside real ones are not in it, unless they are asked for: all by --samples,
    or one by its id.
    """
    from innoreg.store.loader import load_tree

    read = call.read_in_one_state(lambda: load_tree(call.tree, salvage=True))
    report_failed_files(call, read.failed_files)
    report_lacking_folder(call, read.registry.settings.lacking)
    return without_hidden_samples(call, read).readable


def load_whole_records(call: CallContext, *, every: bool = False) -> "LoadResult":
    """The records of files without errors, where a part of a record would be no answer.

    every: invented ones beside real ones too, since the question is about files.
    """
    from innoreg.store.loader import load_tree

    read = call.read_in_one_state(lambda: load_tree(call.tree))
    report_failed_files(call, unread(read.failed_files))
    report_lacking_folder(call, read.registry.settings.lacking)
    return read if every else without_hidden_samples(call, read)


def unread(failed: Iterable[FailedFile]) -> list[FailedFile]:
    """The files as those of which nothing is in the answer."""
    return [each._replace(readable=False) for each in failed]


def without_hidden_samples(call: CallContext, read: "LoadResult") -> "LoadResult":
    """What was read, without the invented records that stand beside real ones and are not asked for."""
    samples = [record.id for record in read.registry.samples]
    if not samples or call.wants_samples(samples):
        return read
    from innoreg.queries.terms_of_records import has_terms

    call.hidden[:] = [
        HiddenSample(each.kind_name, has_terms(each)) for each in read.registry.samples
    ]
    return replace(read, registry=read.registry.without_samples())


def answer_from_cache(call: CallContext, kind: "Kind[Answer]") -> Answer | None:
    """The answer of the cache, kept or worked out; None where the command must do without."""
    # Before any file is looked at: one that changes from now on may not count as unchanged.
    now = time.time_ns()
    # Asked for even where the answer needs no day: a wrong one is refused with or without a cache.
    _day = call.day
    if not call.uses_cache:
        return None
    try:
        folder = call.folder
    except CannotGoOn:
        # A bare repository, or none: `CallContext.tree` knows which.
        return None
    from innoreg.cache.answers import ask
    from innoreg.cli.progress import progress_line
    from innoreg.store.private_folder import lacking_folder
    from innoreg.store.tree import MARK

    report_lacking_folder(call, lacking_folder(folder, MARK, os.environ))

    with progress_line() as line:
        told = line.count_items if line else None
        return call.read_in_one_state(
            lambda: ask(kind, folder, now_ns=now, environ=os.environ, told=told)
        )


def report_failed_files(call: CallContext, failed: Iterable[FailedFile]) -> None:
    """Say on stderr how many files an answer lacks or has only in part; its end or JSON lists them."""
    known = {each.place.file for each in call.failed}
    more = [each for each in failed if each.place.file not in known]
    call.failed.extend(more)
    gone = sum(not each.readable for each in more)
    if gone:
        print_complaint(
            ngettext(
                "{n} file could not be read and is not in this answer",
                "{n} files could not be read and are not in this answer",
                gone,
            ),
            _("`innoreg validate` says why"),
        )
    if gone < len(more):
        print_complaint(
            ngettext(
                "{n} file has errors: only what can be read in it is in this answer",
                "{n} files have errors: only what can be read in them is in this answer",
                len(more) - gone,
            ),
            _("`innoreg validate` says why"),
        )


def report_lacking_folder(call: CallContext, folder: str | None) -> None:
    """Say on stderr, and in JSON, that the protected records are not in this answer; once a call."""
    if folder is None or call.lacking:
        return
    call.lacking.append(folder)
    said = T(
        "the folder of protected records {folder} is not here: results, profiles, matchings,"
        " applications, pairs of people and protected people are not known to this answer",
        folder=folder,
    )
    print_complaint(str(said), _("fetch that repository, or name it in INNOREG_PRIVATE"))
    if call.form == "json":
        call.failed.append(FailedFile(Place(folder), said, readable=False))


def path_in_registry(root: Path, path: Path) -> str:
    """The path of a file or folder from the registry's root; WrongUsage where it is not inside."""
    if not path.exists():
        raise WrongUsage(T("no such file or folder: {path}", path=path))
    from innoreg.store.tree import DiskTree

    private = DiskTree(root).private
    if private and path.resolve().is_relative_to((root / private).resolve()):
        below = path.resolve().relative_to((root / private).resolve())
        return f"{private}/{below.as_posix()}"
    try:
        return path.resolve().relative_to(root.resolve()).as_posix()
    except ValueError:
        raise WrongUsage(
            T("{path} is not in the registry {root}", path=path, root=root),
            T("name a file or folder of the registry"),
        ) from None


def show(text: str) -> None:
    """Print a text for people on stdout, with a line end after its last line.

    On a terminal no line is longer than that.
    """
    width = terminal_width(sys.stdout)
    show_as_it_is(fold_lines(text, width) if width else text)


def show_as_it_is(text: str) -> None:
    """Print what is read by programs, or is a text of its own, on stdout: each line stays whole."""
    sys.stdout.write(text if text.endswith("\n") or not text else text + "\n")


def show_painted(text: str) -> None:
    """Print a text that has colours, in which hidden signs were made visible before."""
    unguarded(sys.stdout).write(text)


def print_remark(remark: str) -> None:
    """Print on stderr something worth knowing that is no failure; with --quiet it stays unsaid."""
    if not getattr(sys.stderr, "is_quiet", False):
        print_on_stderr(f"innoreg: {remark}")
