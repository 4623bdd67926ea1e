"""Sets up a new registry: its first files, git attributes and the merge driver."""

from collections.abc import Iterable, Mapping
from importlib import resources
from pathlib import Path

from innoreg.errors import CannotGoOn, Refused, os_error_text
from innoreg.i18n import T
from innoreg.regular_file import read_regular_file
from innoreg.store.git.runner import Git
from innoreg.store.stray_files import IGNORED
from innoreg.store.tree import MARK, MAX_BYTES, top_of_repository
from innoreg.whole_file import replace_file

_IGNORED_WHY = "# Files that innoreg writes for a moment; one that was interrupted leaves them."
REQUIREMENT = '"{requirement}"'
"""Placeholder in the starting files for the requirement that innoreg is installed from."""
AT_THE_TOP = (".github/workflows/innoreg.yml", ".gitlab-ci.yml", ".pre-commit-config.yaml")
"""What CI and pre-commit read at the top of a repository and nowhere else."""


def create_registry(
    folder: Path,
    generated: Mapping[str, str],
    requirement: str,
    *,
    samples: bool = True,
    example: str | None = None,
) -> dict[str, Path]:
    """Write the starting files and the `generated` ones (path -> text) into `folder`.

    requirement: what takes the place of `REQUIREMENT`. What is read at the top of a repository
    alone is written there, unless the repository has such a file. samples: with a record of each
    kind. example: with the records of this invented region instead. Returns where each file is.
    Refused when there is a registry, or any of the files, already; then nothing was written.
    """
    if (folder / MARK).exists():
        raise Refused(
            T("{path} is a registry already", path=folder), T("name another folder for a new one")
        )
    starting = _starting_files(requirement)
    if example or not samples:
        starting = {name: text for name, text in starting.items() if not name.startswith("data/")}
    if example:
        starting |= _packaged_files(f"examples/{example}")
    texts = {**starting, **generated}
    # Last: until it is there, the folder is no registry and `init` can be repeated.
    texts[MARK] = texts.pop(MARK)
    places = {name: _target_path(folder, name) for name in texts}
    # What an `init` that was interrupted wrote is in nobody's way.
    if taken := [path for name, path in places.items() if _is_other_file(path, texts[name])]:
        raise Refused(
            T("{path} is there already", path=taken[0]),
            T("move it away, or name an empty folder; nothing was written"),
        )
    # Only now, when every place is known to be free.
    ignore_temporary_files(folder)
    write_files(folder, {place: texts[name] for name, place in places.items()})
    return places


def ignore_temporary_files(folder: Path) -> bool:
    """Add the files that innoreg writes for a moment to .gitignore; whether one was missing there."""
    return _add_lines(folder / ".gitignore", (_IGNORED_WHY, *IGNORED))


def _is_other_file(path: Path, text: str) -> bool:
    """Whether something else than this text is there."""
    try:
        return read_regular_file(path, MAX_BYTES) != text.encode()
    except FileNotFoundError:
        return False
    except OSError:
        return True


def _starting_files(requirement: str) -> dict[str, str]:
    texts = _packaged_files("starter")
    return {name: text.replace(REQUIREMENT, requirement) for name, text in texts.items()}


def _packaged_files(name: str) -> dict[str, str]:
    """The files of a folder of the package, by their path in it."""
    with resources.as_file(resources.files("innoreg").joinpath(name)) as folder:
        return {
            path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8")
            for path in sorted(folder.rglob("*"))
            if path.is_file()
        }


def _target_path(folder: Path, name: str) -> Path:
    top = top_of_repository(folder) if name in AT_THE_TOP else None
    if top is None or top == folder.resolve() or (top / name).exists():
        return folder / name
    return top / name


def write_files(folder: Path, texts: Mapping[Path, str]) -> None:
    """Write the files of a registry, over what is there; their folders are made.

    OSError where the disk refuses, or a link leads out of the registry and its repository.
    """
    for path, text in texts.items():
        replace_file(path, text.encode(), top_of_repository(folder) or folder)


DRIVER = "innoreg"


def set_up_git(root: Path, data: str, program: str) -> list[str]:
    """Make git merge records by field; the names of the files and settings that were changed.

    program: how a shell calls innoreg. Called a second time it changes nothing.
    """
    git = Git(root)
    done = []
    if not _is_repository(git):
        git("init", "--quiet")
        done.append(".git")
    if ignore_temporary_files(root):
        done.append(".gitignore")
    if _add_lines(root / ".gitattributes", [f"{data}/**/*.yaml merge={DRIVER}"]):
        done.append(".gitattributes")
    settings = {
        "name": "records of innoreg by field and by number",
        "driver": f"{program} merge-driver %O %A %B %P",
    }
    for key, value in settings.items():
        name = f"merge.{DRIVER}.{key}"
        if git.attempt("config", "--local", "--get", name) != value:
            git("config", "--local", name, value)
            done.append(name)
    return done


def _is_repository(git: Git) -> bool:
    try:
        return git.attempt("rev-parse", "--git-dir") is not None
    except CannotGoOn as error:
        # Git refuses for other reasons too, such as a foreign owner: those are for the user.
        if "is not in a git repository" in error.message.message:
            return False
        raise


def _add_lines(path: Path, lines: Iterable[str]) -> bool:
    """Add those of the lines that are missing to the end of the file; whether there were any."""
    try:
        old = read_regular_file(path, MAX_BYTES) if path.exists() else b""
        known = old.decode("utf-8", "replace").splitlines()
        missing = [line for line in lines if line not in known]
        if not missing:
            return False
        # The file may be shared with people on Windows: its line ends stay of one kind.
        newline = b"\r\n" if b"\r\n" in old else b"\n"
        if old and not old.endswith(b"\n"):
            old += newline
        new = old + b"".join(line.encode() + newline for line in missing)
        replace_file(path, new, top_of_repository(path.parent) or path.parent)
    except OSError as error:
        raise CannotGoOn(
            T("cannot write to {path}: {reason}", path=path, reason=os_error_text(error))
        ) from None
    return True
