"""Reads a document in a process of its own, whose memory and time are limited."""

import pickle
import signal
import subprocess
import sys
from pathlib import Path

from innoreg.importing.drafts import Imported
from innoreg.importing.limits import MEGABYTE, check_size
from innoreg.importing.messages import ImportRefused
from innoreg.importing.reader import detect_content, import_document

# Files under a megabyte, as plans are, may take 20 s and 300 MiB together with this process.
_SMALL = MEGABYTE
_SMALL_SECONDS, _SMALL_MEMORY = 18, 240 * MEGABYTE
_SECONDS, _MEMORY = 120, 1024 * MEGABYTE
# Seconds of work are limited where the system can: on a busy machine a small file waits, too.
_WAITING = 4
# LibreOffice, which reads the other formats, has limits of its own; a PDF has its own process.
_ISOLATED = ("docx", "xlsx", "csv")


def import_isolated(path: Path) -> Imported:
    """The drafts and notes of the document at `path`. Raises `ImportRefused`."""
    check_size(path)
    if detect_content(path) not in _ISOLATED:
        return import_document(path)
    small = path.stat().st_size < _SMALL
    seconds = _SMALL_SECONDS if small else _SECONDS
    memory = _SMALL_MEMORY if small else _MEMORY
    command = [sys.executable, "-m", __name__, str(path.resolve()), str(memory), str(seconds)]
    try:
        done = subprocess.run(command, capture_output=True, timeout=seconds * _WAITING, check=False)
    except subprocess.TimeoutExpired as error:
        raise ImportRefused("took-too-long", seconds=seconds) from error
    if sys.platform != "win32" and done.returncode == -signal.SIGXCPU:
        raise ImportRefused("took-too-long", seconds=seconds)
    if done.returncode:
        raise ImportRefused("too-much-memory", limit=memory // MEGABYTE)
    # Safe to unpickle: the bytes are of our own process, and of the document only its texts.
    answer = pickle.loads(done.stdout)
    if isinstance(answer, Imported):
        return answer
    code, params = answer
    raise ImportRefused(code, **params)


def _bound_costs(memory: int, seconds: int) -> None:
    if sys.platform != "win32":
        # Windows has no such limits; that of waiting still holds there.
        import resource

        resource.setrlimit(resource.RLIMIT_DATA, (memory, memory))
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))


def main() -> None:
    """Read the file named on the command line; write the drafts or the refusal, pickled."""
    limit = int(sys.argv[2])
    _bound_costs(limit, int(sys.argv[3]))
    answer: object
    try:
        answer = import_document(Path(sys.argv[1]))
    except ImportRefused as refused:
        answer = (refused.code, {name: str(value) for name, value in refused.params.items()})
    except MemoryError:
        answer = ("too-much-memory", {"limit": str(limit // MEGABYTE)})
    sys.stdout.buffer.write(pickle.dumps(answer))


if __name__ == "__main__":
    main()
