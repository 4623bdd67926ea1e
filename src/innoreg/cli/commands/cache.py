"""`innoreg cache`: what is kept of a registry between calls, and getting rid of it."""

import os
import time
from datetime import UTC, datetime
from typing import Annotated, Any, Literal

import typer

from innoreg.cache.cache_info import About, about, clear
from innoreg.cli.command_context import Call, show, show_as_it_is
from innoreg.cli.common_options import spread_groups
from innoreg.cli.lazy_group import Command, Group
from innoreg.errors import CannotGoOn, os_error_text
from innoreg.i18n import N_, T, _, ngettext
from innoreg.report.jsonio import dumps

app = typer.Typer(name="cache", cls=Group, rich_markup_mode=None, no_args_is_help=True)

_STATES = {
    "fresh": N_("up to date"),
    "stale": N_("files changed since; the next question brings it up to date"),
    "unusable": N_("not made by this innoreg, or damaged; the next question makes it anew"),
    "missing": N_("not there yet; the next question makes it"),
    "busy": N_("another process keeps it; questions do without it"),
    "impossible": N_("cannot be kept: no right to write there; questions do without it"),
}


@app.command(
    "info", cls=Command, help=N_("where the cache lies, what it holds, whether it is fresh")
)
@spread_groups
def info(
    call: Call,
    format: Annotated[
        Literal["text", "json"], typer.Option("--format", help=N_("form of the answer"))
    ] = "text",
) -> None:
    found = about(call.working_folder, time.time_ns(), os.environ)
    if format == "json":
        show_as_it_is(dumps(_as_fields(found)))
    else:
        show(_as_text(found))


@app.command("clear", cls=Command, help=N_("remove the cache; the next question makes it anew"))
@spread_groups
def clear_(
    call: Call,
    everything: Annotated[
        bool, typer.Option("--all", help=N_("of all registries, not of this one alone"))
    ] = False,
) -> None:
    try:
        removed = clear(None if everything else call.working_folder, os.environ)
    except OSError as error:
        raise CannotGoOn(
            T("cannot remove {path}: {reason}", path=error.filename, reason=os_error_text(error))
        ) from None
    files = ngettext("{n} file removed", "{n} files removed", len(removed))
    show(f"{files}, {_size_text(sum(size for _path, size in removed))}" if removed else files)


def _as_text(found: About) -> str:
    lines = [_(_STATES[found.state])]
    if found.file:
        lines.insert(0, str(found.file))
    if found.size is not None:
        lines.append(_size_text(found.size))
    if found.files is not None:
        files = ngettext("{n} file", "{n} files", found.files)
        records = ngettext("{n} record", "{n} records", found.records or 0)
        lines.append(f"{files}, {records}")
    if found.made_ns is not None:
        # In local time, for a person; JSON has it in UTC.
        made = datetime.fromtimestamp(found.made_ns // 10**9)
        lines.append(_("made {moment}", moment=f"{made:%Y-%m-%d %H:%M}"))
    if found.products:
        lines.append(_("holds: {names}", names=", ".join(found.products)))
    return "\n".join(lines)


def _as_fields(found: About) -> dict[str, Any]:
    return {
        "format": 1,
        "file": str(found.file) if found.file else None,
        "state": found.state,
        "bytes": found.size,
        "files": found.files,
        "records": found.records,
        "made": _utc_text(found.made_ns) if found.made_ns is not None else None,
        "products": found.products,
    }


def _utc_text(moment_ns: int) -> str:
    return f"{datetime.fromtimestamp(moment_ns // 10**9, UTC):%Y-%m-%dT%H:%M:%SZ}"


def _size_text(size: int) -> str:
    if size < 1 << 20:
        # Rounded up: a small file has some size.
        return _("{n} KiB", n=-(-size >> 10))
    return _("{n} MiB", n=f"{size / (1 << 20):.1f}")
