"""Shows a site in a browser on this computer, from memory: on 127.0.0.1 and nowhere else."""

import re
import socket
from collections.abc import Mapping
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import unquote, urlsplit

from markupsafe import escape

ADDRESS = "127.0.0.1"
_NAMES = frozenset({ADDRESS, "localhost"})
# Not those of the system: on Windows a program may have made another kind of `.js`.
_KINDS = {".html": "text/html", ".css": "text/css", ".js": "text/javascript"}
_BODY = re.compile(rb"<body[^>]*>")
_HEADERS = {
    # A page shows the files as they are now, not as they were when it was last opened.
    "Cache-Control": "no-store",
    "X-Frame-Options": "DENY",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
}


class SiteServer(ThreadingHTTPServer):
    """Serves the files it holds; `notice` stands above each page where it is not empty."""

    daemon_threads = True
    # Else a second server on the same port would be started beside the first, and be silent.
    allow_reuse_address = False

    def __init__(self, port: int) -> None:
        super().__init__((ADDRESS, port), _Handler)
        self.files: Mapping[str, bytes] = {}
        self.notice: tuple[str, ...] = ()

    @property
    def url(self) -> str:
        """Where a browser finds the first page."""
        return f"http://{ADDRESS}:{self.server_port}/"

    def server_bind(self) -> None:
        """Bind without asking the network for this computer's name, which may take seconds."""
        if hasattr(socket, "SO_EXCLUSIVEADDRUSE"):
            self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_EXCLUSIVEADDRUSE, 1)
        else:
            # A port of a server that has just ended is free at once.
            self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        self.socket.bind(self.server_address)
        self.server_address = self.socket.getsockname()
        self.server_name, self.server_port = ADDRESS, self.server_address[1]

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A browser that hangs up is no news."""

    def is_own_host(self, host: str | None) -> bool:
        """Whether the Host header names this computer.

        A page of a stranger may let its own name lead to 127.0.0.1 and read what is served there;
        its browser sends that name.
        """
        name, _colon, port = (host or "").rpartition(":")
        return name.lower() in _NAMES and port == str(self.server_port)

    def found(self, path: str) -> tuple[str, bytes] | None:
        """The kind and bytes of what a path names; None where there is no such file."""
        name = unquote(urlsplit(path).path).removeprefix("/") or "index.html"
        name += "index.html" if name.endswith("/") else ""
        raw = self.files.get(name)
        if raw is None:
            return None
        kind = _KINDS.get(PurePosixPath(name).suffix, "text/plain")
        if kind == "text/html" and self.notice:
            lines = "".join(f"<p>{escape(line)}</p>" for line in self.notice)
            said = f'<div class="lacks" role="alert">{lines}</div>'.encode()
            raw = _BODY.sub(lambda body: body[0] + said, raw, count=1)
        return kind, raw


class _Handler(BaseHTTPRequestHandler):
    server: SiteServer
    server_version, sys_version = "innoreg", ""

    def do_GET(self) -> None:
        """A file of the site, to a browser that asked this computer for it."""
        self._answer(with_body=True)

    def do_HEAD(self) -> None:
        """The same without its bytes."""
        self._answer(with_body=False)

    def _answer(self, with_body: bool) -> None:
        if not self.server.is_own_host(self.headers.get("Host")):
            self.send_error(HTTPStatus.FORBIDDEN)
            return
        found = self.server.found(self.path)
        if found is None:
            self.send_error(HTTPStatus.NOT_FOUND)
            return
        kind, raw = found
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", f"{kind}; charset=utf-8")
        self.send_header("Content-Length", str(len(raw)))
        for name, value in _HEADERS.items():
            self.send_header(name, value)
        self.end_headers()
        if with_body:
            self.wfile.write(raw)

    def log_message(self, format: str, *args: Any) -> None:
        """Nothing: the terminal shows what changed in the registry."""
