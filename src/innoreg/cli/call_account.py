"""What --verbose says of a call on stderr, after its answer."""

import time
from typing import Any

import innoreg
from innoreg.cli.error_handler import print_on_stderr
from innoreg.errors import InnoregError
from innoreg.i18n import _


def tell_about_call(call: Any) -> None:
    """Say which registry a `CallContext` asked, at which revision, for which day, and how long it took."""
    try:
        where = str(call.folder)
    except InnoregError:
        where = _("no registry")
    print_on_stderr(
        _(
            "innoreg {version} · {where} · revision {rev} · day {day} · {seconds} s",
            version=innoreg.__version__,
            where=where,
            rev=call.options.rev or _("the files now"),
            day=call.day.isoformat(),
            seconds=f"{time.monotonic() - call.began:.2f}",
        )
    )
