"""A file of a tree -> its bytes, or the reason why there are none."""

from innoreg.diagnostics import Diagnostic, Place
from innoreg.i18n import T
from innoreg.store.decode import finding
from innoreg.store.tree import MAX_BYTES, Tree
from innoreg.system import reason


def contents(tree: Tree, file: str) -> tuple[bytes | None, list[Diagnostic]]:
    """The bytes of a file that can be read and is of reasonable size."""
    try:
        size = tree.size(file)
        if size <= MAX_BYTES:
            return tree.read(file), []
    except OSError as error:
        words = T("cannot be read: {reason}", reason=reason(error))
        return None, [finding("unreadable-file", Place(file), words)]
    message = T(
        "the file has {size} MiB, more than {limit}", size=size >> 20, limit=MAX_BYTES >> 20
    )
    return None, [finding("file-too-large", Place(file), message, T("split the file"))]
