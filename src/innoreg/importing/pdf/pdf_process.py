"""Parses a PDF in a process of its own, whose memory and time are limited."""

import pickle
import subprocess
import sys
from pathlib import Path

from innoreg.importing.document import Document
from innoreg.importing.limits import MEGABYTE
from innoreg.importing.messages import ImportRefused

# Seconds and bytes; bound what a hostile PDF may take. Chosen round, not measured.
TIMEOUT = 120
_MEMORY = 1024 * MEGABYTE


def read_pdf(path: Path) -> Document:
    """The document of a PDF, parsed by a process of its own. Raises `ImportRefused`."""
    # -P: else Python would look for modules in the folder it is called in, a registry of others.
    module = "innoreg.importing.pdf.pdf_process"
    command = [sys.executable, "-P", "-m", module, str(path.resolve())]
    try:
        done = subprocess.run(command, capture_output=True, timeout=TIMEOUT, check=False)
    except subprocess.TimeoutExpired as error:
        raise ImportRefused("took-too-long", seconds=TIMEOUT) from error
    if done.returncode:
        raise ImportRefused("damaged", detail=f"exit code {done.returncode}")
    # Safe to unpickle: the bytes are of our own process, and of the document only its texts.
    answer = pickle.loads(done.stdout)
    if isinstance(answer, Document):
        return answer
    code, params = answer
    raise ImportRefused(code, **params)


def _bound_memory() -> None:
    if sys.platform != "win32":
        # Windows has no such limit; the time limit still holds there.
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))


def main() -> None:
    """Parse the file named on the command line; write the document or the refusal, pickled."""
    from innoreg.importing.pdf.pdf_reader import parse_pdf

    # After the imports, so that the limit is left for the document.
    _bound_memory()
    answer: object
    try:
        answer = parse_pdf(Path(sys.argv[1]))
    except ImportRefused as refused:
        answer = (refused.code, {name: str(value) for name, value in refused.params.items()})
    except MemoryError:
        answer = ("too-much-memory", {"limit": str(_MEMORY // MEGABYTE)})
    sys.stdout.buffer.write(pickle.dumps(answer))


if __name__ == "__main__":
    main()
