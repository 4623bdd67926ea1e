"""`pages --serve --watch` over a real socket: what it serves, to whom, and what a change of a file does."""

import http.client
import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from pages.built_site import make_site, small
from repository import environment, innoreg
from support import roadmap

# As on a terminal: tests that run in the background hand down that Ctrl+C is ignored.
START = """
import signal, sys
signal.signal(signal.SIGINT, signal.default_int_handler)
from innoreg.cli import main
sys.exit(main())
"""


class Served:
    """A running server of a small registry."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.process = subprocess.Popen(
            [sys.executable, "-c", START, "pages", "--serve", "--watch", "--port", "0", "--today", "2022-03-14"],
            cwd=root, env=environment() | {"WATCHFILES_FORCE_POLLING": "false"},
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8",
        )  # fmt: skip
        assert self.process.stdout
        # Ends with the process, if it fails.
        said = ""
        for line in self.process.stdout:
            said += line
            if found := re.search(r"http://127\.0\.0\.1:(\d+)/", line):
                self.port = int(found[1])
                return
        raise AssertionError(said)

    def ask(self, path: str, host: str | None = None, method: str = "GET") -> tuple[int, str]:
        """The status and text of an answer."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        connection.request(method, path, headers={"Host": host or f"127.0.0.1:{self.port}"})
        answer = connection.getresponse()
        text = answer.read().decode()
        connection.close()
        return answer.status, text

    def wait_for(self, words: str, path: str = "/", *, gone: bool = False) -> str:
        """The page once it holds the words, or once it does not; fails after half a minute."""
        for _ in range(150):
            text = self.ask(path)[1]
            if (words in text) is not gone:
                return text
            time.sleep(0.2)
        raise AssertionError(f"{words}: {text}")


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    folder = tmp_path_factory.mktemp("served")
    found = Served(small(folder, {"roadmaps/plan.yaml": roadmap("1 | март | Первое дело")}))
    # Closes what it prints into, too.
    with found.process:
        yield found
        found.process.kill()


def test_pages_are_served_to_this_computer_alone(served: Served) -> None:
    status, text = served.ask("/")
    assert (status, "Первое дело" in text) == (200, True)
    assert served.ask("/roadmaps/plan.html", f"localhost:{served.port}")[0] == 200
    assert served.ask("/style.css", method="HEAD") == (200, "")
    with urllib.request.urlopen(f"http://127.0.0.1:{served.port}/pages.js", timeout=20) as answer:
        assert answer.headers["Content-Type"] == "text/javascript; charset=utf-8"
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
    # A stranger's name that leads here, the same without its port, none at all.
    for host in ("evil.example", f"evil.example:{served.port}", "127.0.0.1", "localhost.evil:80"):
        status, text = served.ask("/", host)
        assert (status, "Первое дело" in text) == (403, False), host
    # Nothing but the pages, and nothing is taken.
    for path in ("/../innoreg.yaml", "/..%2finnoreg.yaml", "//etc/passwd", "/none.html", "/%00"):
        assert served.ask(path)[0] == 404, path
    assert served.ask("/", method="POST")[0] == 501


@pytest.mark.skipif(sys.platform != "linux", reason="other systems give 127.0.0.2 to nobody")
def test_no_other_address_answers(served: Served) -> None:
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.2", served.port), timeout=5)


def test_a_change_is_seen_and_a_broken_file_is_told_on_the_pages(
    served: Served, tmp_path: Path
) -> None:
    plan = served.root / "data" / "roadmaps" / "plan.yaml"
    plan.write_text(roadmap("1 | март | Второе дело"), encoding="utf-8")
    assert "Первое дело" not in served.wait_for("Второе дело")
    # What was laid out anew and what was kept are together the site of now.
    site = make_site(tmp_path / "site", served.root, "2022-03-14", "en")
    for path in site.rglob("*.html"):
        status, text = served.ask("/" + path.relative_to(site).as_posix())
        assert (status, text) == (200, path.read_text(encoding="utf-8")), path

    broken = served.root / "data" / "people" / "broken.yaml"
    broken.parent.mkdir()
    broken.write_text("schema: [1\n", encoding="utf-8")
    assert "Второе дело" in served.wait_for("people/broken.yaml")
    served.wait_for("people/broken.yaml", "/findings.html")
    broken.unlink()
    served.wait_for("people/broken.yaml", gone=True)

    # Where nothing can be made anew the old pages stay, and say so.
    settings = served.root / "innoreg.yaml"
    whole = settings.read_text(encoding="utf-8")
    settings.write_text(whole.replace("schema: 1", "schema: 99"), encoding="utf-8")
    text = served.wait_for("These pages are older than the files")
    assert "innoreg.yaml:1" in text
    assert "Второе дело" in text
    settings.write_text(whole, encoding="utf-8")
    served.wait_for("These pages are older than the files", gone=True)

    style = served.root / "templates" / "pages" / "style.css"
    style.parent.mkdir(parents=True)
    style.write_text("b{color:red}\n", encoding="utf-8")
    assert served.wait_for("color:red", "/style.css") == "b{color:red}\n"


@pytest.mark.skipif(os.name == "nt", reason="Windows sends Ctrl+C to a whole console")
def test_ctrl_c_ends_it_without_complaint(served: Served) -> None:
    served.process.send_signal(signal.SIGINT)
    assert served.process.wait(timeout=20) == 0
    assert served.process.stdout
    assert "Traceback" not in served.process.stdout.read()


def test_a_port_in_use_is_told(tmp_path: Path) -> None:
    root = small(tmp_path, {"roadmaps/plan.yaml": roadmap("1 | март | Дело")})
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        done = innoreg("pages", "--serve", "--port", port, cwd=root)
    assert done.returncode == 3
    assert f"port {port} of 127.0.0.1 cannot be had: " in done.stderr
    assert "name another with --port" in done.stderr


def test_a_folder_and_a_server_at_once_are_refused(tmp_path: Path) -> None:
    root = small(tmp_path, {"roadmaps/plan.yaml": roadmap("1 | март | Дело")})
    for words in (("--to", "x", "--serve"), (), ("--to", "x", "--watch")):
        done = innoreg("pages", *words, cwd=root)
        assert done.returncode == 2
        assert "give --to DIR, or --serve" in done.stderr
    assert not (root / "x").exists()
