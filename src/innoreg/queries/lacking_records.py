"""Protected records that are not at hand: what asks for them is refused, for nobody knows what they say."""

from innoreg.errors import Refused
from innoreg.i18n import T
from innoreg.model.registry import Registry


def refuse_if_lacking(registry: Registry) -> None:
    """Raise Refused where the folder of protected records is named and not at hand."""
    if folder := registry.settings.lacking:
        raise Refused(
            T("not known: what is asked for lies in {folder}, which is not here", folder=folder),
            T("fetch that repository, or name it in INNOREG_PRIVATE"),
        )
