"""Reads a document in a process of its own, whose memory and time are limited."""

import pickle
import signal
import subprocess
import sys
import traceback
from pathlib import Path

from innoreg.importing.drafts import Imported
from innoreg.importing.libreoffice import TIMEOUT
from innoreg.importing.limits import MEGABYTE, check_size
from innoreg.importing.messages import ImportRefused
from innoreg.importing.reader import import_document

# Files under a megabyte, as plans are, may take 20 s and 300 MiB together with this process.
_SMALL = MEGABYTE
_SMALL_SECONDS, _SMALL_MEMORY = 18, 224 * MEGABYTE
_SECONDS, _MEMORY = 120, 1024 * MEGABYTE
# Seconds of work are limited where the system can: on a busy machine a small file waits, too.
_WAITING = 4


def import_isolated(path: Path) -> Imported:
    """The drafts and notes of the document at `path`. Raises `ImportRefused`."""
    check_size(path)
    small = path.stat().st_size < _SMALL
    seconds = _SMALL_SECONDS if small else _SECONDS
    memory = _SMALL_MEMORY if small else _MEMORY
    # -P: else Python would look for modules in the folder it is called in, a registry of others.
    command = [sys.executable, "-P", "-m", __name__, str(path.resolve()), str(memory), str(seconds)]
    # A conversion has a time limit of its own, and must be ended by the process that began it.
    patience = seconds * _WAITING + TIMEOUT
    try:
        done = subprocess.run(command, capture_output=True, timeout=patience, check=False)
    except subprocess.TimeoutExpired as error:
        raise ImportRefused("took-too-long", seconds=seconds) from error
    if done.returncode:
        raise _refusal(done, seconds, memory)
    # Safe to unpickle: the bytes are of our own process, and of the document only its texts.
    answer = pickle.loads(done.stdout)
    if isinstance(answer, Imported):
        return answer
    if isinstance(answer, str):
        raise _failure(answer)
    code, params = answer
    raise ImportRefused(code, **params)


def _refusal(
    done: "subprocess.CompletedProcess[bytes]", seconds: int, memory: int
) -> ImportRefused:
    """Why a process ended without an answer."""
    if sys.platform != "win32" and done.returncode == -signal.SIGXCPU:
        return ImportRefused("took-too-long", seconds=seconds)
    # Where memory ends, libraries in C may end the process, and Python may fail to say why.
    if done.returncode < 0 or b"MemoryError" in done.stderr:
        return ImportRefused("too-much-memory", limit=memory // MEGABYTE)
    raise _failure(done.stderr.decode("utf-8", "replace"))


def _failure(report: str) -> RuntimeError:
    """A mistake of ours in the other process: its last line, and the whole report for who asks."""
    *_lines, last = report.strip().splitlines() or [""]
    failure = RuntimeError(last)
    failure.add_note(report)
    return failure


def _bound_costs(memory: int, seconds: int) -> None:
    if sys.platform != "win32":
        # Windows has no such limits; that of waiting still holds there. LibreOffice, where it
        # is started, inherits both.
        import resource

        resource.setrlimit(resource.RLIMIT_DATA, (memory, memory))
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))


def main() -> None:
    """Read the file named on the command line; write the drafts, the refusal or the failure, pickled."""
    limit = int(sys.argv[2])
    _bound_costs(limit, int(sys.argv[3]))
    answer: object
    try:
        answer = import_document(Path(sys.argv[1]))
    except ImportRefused as refused:
        answer = (refused.code, {name: str(value) for name, value in refused.params.items()})
    except MemoryError:
        answer = ("too-much-memory", {"limit": str(limit // MEGABYTE)})
    except RecursionError as error:
        # Nested deeper than any office program lets anyone nest.
        answer = ("damaged", {"detail": str(error)})
    except Exception:
        answer = traceback.format_exc()
    sys.stdout.buffer.write(pickle.dumps(answer))


if __name__ == "__main__":
    main()
