"""Whatever becomes of the file, the answer stays right: it is made anew, or done without."""

import os
import random
import sqlite3
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from cache.asking import LATER_NS, WHOLE, Everywhere, cache_file, people_register, told, truth


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return people_register(tmp_path / "register", 20)


@pytest.fixture
def cache(tmp_path: Path, root: Path) -> Path:
    """A folder with an index, all of whose stamps are settled."""
    folder = tmp_path / "cache"
    for _time in range(2):
        assert told(root, folder, later_ns=LATER_NS) == truth(root)
    return folder


def truncate(file: Path) -> None:
    os.truncate(file, file.stat().st_size // 2)


def foreign(file: Path) -> None:
    file.unlink()
    with sqlite3.connect(file) as connection:
        connection.execute("CREATE TABLE meta(key, value)")
        connection.execute("CREATE TABLE finding(data)")
        connection.execute("INSERT INTO finding VALUES ('not ours')")
    connection.close()


def lie(file: Path) -> None:
    """A change such as another program might make, in the midst of what is told."""
    with sqlite3.connect(file) as connection:
        connection.execute("UPDATE finding SET data = replace(data, 'all', 'ALL')")
    connection.close()


def pass_off(file: Path) -> None:
    """The time of the file is right again, but the pages are no database's."""
    stat = file.stat()
    file.write_bytes(file.read_bytes()[:4096] + b"\xff" * 40_000)
    os.utime(file, ns=(stat.st_atime_ns, stat.st_mtime_ns))


DAMAGE: dict[str, Callable[[Path], object]] = {
    "empty": lambda file: file.write_bytes(b""),
    "garbage": lambda file: file.write_bytes(os.urandom(20_000)),
    "text": lambda file: file.write_text("schema: 1\n"),
    "truncated": truncate,
    "one page": lambda file: os.truncate(file, 4096),
    "foreign": foreign,
    "written by others": lie,
    "damaged behind the first page": pass_off,
    "removed": lambda file: file.unlink(),
    "a journal of another file": lambda file: file.with_name(
        f"{file.name}-journal"
    ).write_bytes(b"\xd9\xd5\x05\xf9\x20\xa1\x63\xd7" + bytes(600)),
}  # fmt: skip


@pytest.mark.parametrize("what", DAMAGE)
def test_a_damaged_file_is_made_anew(root: Path, cache: Path, what: str) -> None:
    file = cache_file(cache)
    DAMAGE[what](file)
    assert told(root, cache, later_ns=LATER_NS) == truth(root)
    assert told(root, cache, WHOLE, later_ns=LATER_NS) == truth(root, WHOLE)
    assert file in cache.iterdir()


def test_not_one_flipped_bit_is_believed(root: Path, cache: Path) -> None:
    file = cache_file(cache)
    for seed in range(60):
        raw = bytearray(file.read_bytes())
        bit = random.Random(seed).randrange(len(raw) * 8)
        raw[bit // 8] ^= 1 << bit % 8
        file.write_bytes(raw)
        assert told(root, cache, later_ns=LATER_NS) == truth(root), f"bit {bit}"


def test_a_folder_in_the_place_of_the_file_is_left_alone(root: Path, cache: Path) -> None:
    file = cache_file(cache)
    file.unlink()
    (file / "mine").mkdir(parents=True)
    assert told(root, cache) == truth(root)
    assert list(cache.iterdir()) == [file]


def test_the_file_may_go_while_it_is_read(root: Path, cache: Path) -> None:
    going = Everywhere("all", True, meanwhile=lambda: cache_file(cache).unlink())
    assert told(root, cache, going, later_ns=LATER_NS) == truth(root)
    assert not list(cache.iterdir())
    assert told(root, cache) == truth(root)


def test_while_another_process_keeps_the_file_questions_do_without(root: Path, cache: Path) -> None:
    keeper = sqlite3.connect(cache_file(cache), isolation_level=None)
    keeper.execute("BEGIN EXCLUSIVE")
    assert told(root, cache, later_ns=LATER_NS) is None
    keeper.close()
    assert told(root, cache, later_ns=LATER_NS) == truth(root)


def test_while_another_process_reads_the_file_it_is_read_too_but_not_changed(
    root: Path, cache: Path
) -> None:
    reader = sqlite3.connect(cache_file(cache), isolation_level=None)
    reader.execute("BEGIN")
    assert reader.execute("SELECT count(*) FROM file").fetchone() == (20,)
    assert told(root, cache, later_ns=LATER_NS) == truth(root)
    before = cache_file(cache).read_bytes()
    assert told(root, cache, WHOLE, later_ns=LATER_NS) == truth(root, WHOLE)
    assert cache_file(cache).read_bytes() == before
    reader.close()
    assert told(root, cache, WHOLE, later_ns=LATER_NS) == truth(root, WHOLE)


@pytest.mark.skipif(sys.platform == "win32", reason="rights of POSIX")
@pytest.mark.skipif(getattr(os, "geteuid", int)() == 0, reason="root may write everywhere")
def test_a_folder_that_may_only_be_read_is_read(root: Path, cache: Path) -> None:
    cache_file(cache).chmod(0o400)
    cache.chmod(0o500)
    try:
        assert told(root, cache, later_ns=LATER_NS) == truth(root)
        (root / "data/people/person-1.yaml").unlink()
        assert told(root, cache) == truth(root)
    finally:
        cache.chmod(0o700)


@pytest.mark.parametrize("there", ["a file", "nothing may be made there"])
def test_where_no_folder_can_be_made_questions_do_without(
    root: Path, tmp_path: Path, there: str
) -> None:
    (tmp_path / "file").touch()
    if there != "a file" and not sys.platform.startswith("linux"):
        pytest.skip("no such place")
    place = tmp_path / "file" / "cache" if there == "a file" else Path("/proc/innoreg")
    assert told(root, place) is None


def test_what_a_killed_process_left_goes_after_a_day(root: Path, cache: Path) -> None:
    file = cache_file(cache)
    left = [file.with_name(f"{file.name}.{name}.new") for name in ("old", "young")]
    for path in left:
        path.touch()
    os.utime(left[0], (0, 0))
    file.unlink()
    told(root, cache)
    assert sorted(cache.iterdir()) == sorted([file, left[1]])
