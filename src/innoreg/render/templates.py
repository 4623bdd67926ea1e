"""Where templates lie: the registry's own first, then those shipped with innoreg."""

from pathlib import Path

from innoreg.errors import Refused
from innoreg.i18n import T


def shipped() -> Path:
    """The templates of innoreg itself: inside the package, or beside it in its own repository."""
    packed = Path(__file__).with_name("templates")
    return packed if packed.is_dir() else Path(__file__).parents[3] / "templates"


def folders(own: Path | None) -> tuple[Path, ...]:
    """The folders in which a name is looked for, in this order."""
    return (own, shipped()) if own is not None and own.is_dir() else (shipped(),)


def find(name: str, among: tuple[Path, ...]) -> Path:
    """The file of that name; Refused with the names there are."""
    for folder in among:
        if (folder / name).is_file() and folder.resolve() in (folder / name).resolve().parents:
            return folder / name
    known = sorted({p.name for folder in among for p in folder.iterdir() if p.suffix != ".md"})
    raise Refused(
        T("there is no template “{name}”", name=name),
        T("there are: {names}", names=", ".join(known)),
    )
