"""Shows the pages in a browser while one edits: builds them anew with each change of a file."""

import errno
import sys
import threading
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from innoreg.cli.command_context import CallContext, show
from innoreg.cli.error_handler import complain_of
from innoreg.errors import CannotGoOn, InnoregError, os_error_text
from innoreg.i18n import T, _, ngettext
from innoreg.installation import command_to_add
from innoreg.pages.site_context import SiteContext
from innoreg.pages.site_server import ADDRESS, SiteServer
from innoreg.pages.site_writer import SiteRenderer
from innoreg.render.template_files import TemplateFiles
from innoreg.report.failed_files import as_lines

Made = Callable[[CallContext], tuple[SiteContext, TemplateFiles]]
"""Reads the registry anew."""


def serve_site(call: CallContext, made: Made, port: int, *, watched: bool) -> None:
    """Serve the pages until Ctrl+C. watched: build them anew whenever a file of the registry changes.

    The first time the pages must be there, as without a server; later a failure is told, on the
    terminal and above each page, and the pages stay as they were.
    """
    changes = _changes(call.folder) if watched else None
    builder = _Builder(call, made)
    try:
        if changes:
            # Watched from here on: what changes while the first pages are made is not missed.
            next(changes)
        files = builder.build()
        with _server(port) as server:
            server.files = files
            _say(_("open {url} (Ctrl+C ends)", url=server.url))
            if changes is None:
                threading.Event().wait()
            else:
                for paths in filter(None, changes):
                    _rebuild(server, builder, paths)
    except KeyboardInterrupt:
        # The way to end it, and no failure.
        _say("")


class _Builder:
    """The files of the site, each time as the registry is then."""

    def __init__(self, call: CallContext, made: Made) -> None:
        self._call, self._made = call, made
        self._renderer = SiteRenderer()

    def forget(self) -> None:
        """Lay out every page the next time: a template may have changed."""
        self._renderer = SiteRenderer()

    def build(self) -> Mapping[str, bytes]:
        """All files, and a line on the terminal that tells how many pages and what is missing."""
        # A new call reads the files, and the clock, anew.
        call = replace(self._call, failed=[])
        context, templates = self._made(call)
        files = dict(self._renderer.files(context, templates, lambda _done, _all: None))
        count = sum(name.endswith(".html") for name in files)
        check = context.check
        said = [
            f"{datetime.now():%H:%M:%S}",
            ngettext("{n} page", "{n} pages", count),
            ngettext("check: {n} error", "check: {n} errors", check.errors),
            ngettext("{n} warning", "{n} warnings", check.warnings),
        ]
        _say(" · ".join(said))
        for line in as_lines(call.failed):
            _say(line)
        return files


def _rebuild(server: SiteServer, builder: _Builder, paths: Iterable[Path]) -> None:
    if any("templates" in path.parts for path in paths):
        builder.forget()
    try:
        server.files = builder.build()
        server.notice = ()
    except InnoregError as error:
        complain_of(error)
        _keep_old_pages(server, str(error.message), str(error.hint or ""))
    except OSError as error:
        _keep_old_pages(server, f"{error.filename or ''}: {os_error_text(error)}")


def _keep_old_pages(server: SiteServer, *reasons: str) -> None:
    since = _("These pages are older than the files: they could not be made anew.")
    server.notice = tuple(filter(None, (since, *reasons)))


@contextmanager
def _server(port: int) -> Iterator[SiteServer]:
    try:
        server = SiteServer(port)
    except OSError as error:
        reason = _("it is in use") if error.errno == errno.EADDRINUSE else os_error_text(error)
        raise CannotGoOn(
            T("port {port} of {address} cannot be had: {reason}",
              port=port, address=ADDRESS, reason=reason),
            T("name another with --port, or 0 for any that is free"),
        ) from None  # fmt: skip
    thread = threading.Thread(target=server.serve_forever, args=(0.1,), daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()


def _changes(folder: Path) -> Iterator[Collection[Path]]:
    """The files that changed since the last time, none where nothing did: asked again and again.

    Raises CannotGoOn where the library for it is not installed.
    """
    try:
        import watchfiles
    except ImportError:
        raise CannotGoOn(
            T("files are watched by watchfiles, and it is not installed"),
            T("install it: `{command}`", command=command_to_add("watchfiles")),
        ) from None
    found = watchfiles.watch(folder, rust_timeout=300, yield_on_timeout=True)
    return ({Path(path) for _kind, path in changed} for changed in found)


def _say(text: str) -> None:
    show(text + "\n")
    sys.stdout.flush()
