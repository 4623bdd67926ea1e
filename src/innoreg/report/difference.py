"""What a change would do to the files, as a unified difference that `git apply` understands."""

import difflib
from collections.abc import Iterable, Iterator


def difference(changes: Iterable[tuple[str, bytes | None, bytes | None]]) -> str:
    """The lines that go and come in each file: its path, the old bytes, the new ones; None: none."""
    return "".join(line for change in changes for line in _of_file(*change))


def _of_file(file: str, before: bytes | None, after: bytes | None) -> Iterator[str]:
    old = "/dev/null" if before is None else f"a/{file}"
    new = "/dev/null" if after is None else f"b/{file}"
    for line in difflib.unified_diff(_lines(before), _lines(after), old, new):
        yield line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"


def _lines(raw: bytes | None) -> list[str]:
    """Lines as git counts them: only LF ends one."""
    text = (raw or b"").decode("utf-8", "surrogateescape")
    return [line + "\n" for line in text.split("\n")[:-1]] + [
        last for last in text.split("\n")[-1:] if last
    ]
