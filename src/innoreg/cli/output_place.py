"""Where protected records may not be written out: the repository that more people read."""

from pathlib import Path

from innoreg.cli.command_context import CallContext
from innoreg.errors import Refused
from innoreg.i18n import T
from innoreg.store.loader import read_settings
from innoreg.store.tree import DiskTree, top_of_repository


def refuse_in_open_repository(call: CallContext, target: Path) -> None:
    """Raise Refused where `target` lies in the registry's repository and protected records do not."""
    tree = call.tree
    settings = read_settings(tree)
    if not isinstance(tree, DiskTree) or not (settings.data_private or settings.private):
        return
    place = target.resolve()
    if settings.private and place.is_relative_to((tree.root / settings.private).resolve()):
        return
    if place.is_relative_to(top_of_repository(tree.root) or tree.root.resolve()):
        raise Refused(
            T("{path} lies in the repository that has no protected records", path=target),
            T("write it elsewhere; --public is for what anybody may see"),
        )
