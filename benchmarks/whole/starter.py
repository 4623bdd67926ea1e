"""Starts one command and says its exit code, seconds and memory: `starter.py [--watch] COMMAND...`

It runs as a process of its own without any library: on Linux a process is charged with the memory
of the one that started it. With --watch it also samples the memory of all processes of the command
and takes the digest of what is printed, which costs time: such a run is not timed.
"""

import contextlib
import os
import sys
import tempfile
import time

SAMPLE_S = 0.01


def main(words: list[str]) -> None:
    """Print exit code, seconds, KiB of the largest process, KiB of all, digest; then stderr."""
    watched = words[0] == "--watch"
    command = words[1:] if watched else words
    with (
        tempfile.TemporaryFile() as complaints,
        tempfile.TemporaryFile() if watched else open(os.devnull, "r+b") as answer,  # noqa: PTH123
    ):
        streams = [
            (os.POSIX_SPAWN_DUP2, answer.fileno(), 1),
            (os.POSIX_SPAWN_DUP2, complaints.fileno(), 2),
        ]
        start = time.perf_counter()
        child = os.posix_spawn(command[0], command, os.environ, file_actions=streams)
        together = _watch(child) if watched else 0
        _, status, usage = os.wait4(child, 0)
        seconds = time.perf_counter() - start
        code = os.waitstatus_to_exitcode(status)
        digest = _digest(answer.fileno()) if watched else ""
        print(code, seconds, usage.ru_maxrss, together, digest, sep="\n", flush=True)
        complaints.seek(0)
        sys.stdout.buffer.write(complaints.read())


def _watch(child: int) -> int:
    """The largest sum of KiB seen until the command ended; it is left for the caller to reap."""
    largest = 0
    while not os.waitid(os.P_PID, child, os.WEXITED | os.WNOWAIT | os.WNOHANG):
        largest = max(largest, sum(map(_kib, _family(child))))
        time.sleep(SAMPLE_S)
    return largest


def _family(process: int) -> list[int]:
    """The process and all that it started, and they."""
    found = [process]
    for one in found:
        with contextlib.suppress(OSError):
            for thread in os.listdir(f"/proc/{one}/task"):  # noqa: PTH208
                with open(f"/proc/{one}/task/{thread}/children") as children:  # noqa: PTH123
                    found += map(int, children.read().split())
    return found


def _kib(process: int) -> int:
    """Its proportional share of memory: a page that several processes share counts once."""
    try:
        with open(f"/proc/{process}/smaps_rollup") as lines:  # noqa: PTH123
            return next(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
    except (OSError, StopIteration):
        return 0


def _digest(answer: int) -> str:
    # Imported only now: the command would be charged with it.
    from hashlib import blake2b

    os.lseek(answer, 0, os.SEEK_SET)
    with open(answer, "rb", closefd=False) as printed:
        return blake2b(printed.read(), digest_size=16).hexdigest()


main(sys.argv[1:])
