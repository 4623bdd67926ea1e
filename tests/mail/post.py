"""A mail server on the loopback, and a registry whose people have addresses."""

import os
import signal
import socket
import ssl
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any, cast

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, Envelope, LoginPassword, Session

from support import roadmap, tree

DAY = "2022-03-10"
ORDER = """\
schema: 1
issuer: comm
order_kind: "Приказ"
number: "1"
date: "2022-01-10"
title: "О плане"
clauses:
  - {number: "1.", kind: approve, text: "Утвердить план.", subjects: [p], appendix: "1"}
  - {number: "2.", kind: control, text: "Контроль возложить на начальника.", person: boss}
appendices:
  - {number: "1", kind: roadmap, roadmap: p}
"""


def registry(folder: Path) -> Path:
    """On 10 March: one is late with p/1 and has p/2 in two days; of p/4 both districts are late."""
    who = "responsible:;- person: one"
    plan = roadmap(
        f"1. | до 1 марта | Сдать отчёт | {who}",
        f"2. | 12 марта | Провести семинар | {who}",
        f"3. | 20 марта | Собрать анкеты | {who}",
        "4. | до 5 марта | Отчёты районов | addressees:;- near;- far",
    )
    district = 'schema: 1\nname: "{0} район"\nshort_name: "{0}"\ntype: municipal_district\n'
    files = {
        "roadmaps/p.yaml": plan,
        "orders/order-1.yaml": ORDER,
        "authorities/comm.yaml": 'schema: 1\nname: "Комитет"\ntype: committee\n',
        "authorities/near-office.yaml": 'schema: 1\nname: "Отдел образования"\ntype: municipal\n'
        "district: near\nemail: office@near.example.org\n",
        "people/one.yaml": 'schema: 1\nname: "Иванов И.И."\nemail: one@example.org\n',
        "people/boss.yaml": 'schema: 1\nname: "Петрова П.П."\nemail: boss@example.org\n',
        "districts/near.yaml": district.format("Ближний"),
        "districts/far.yaml": district.format("Дальний"),
    }
    return tree(folder, files)


class Post:
    """What the server does with letters, and those it has taken."""

    def __init__(self) -> None:
        self.letters: list[tuple[list[str], EmailMessage, bytes]] = []
        self.refuses: dict[str, str] = {}
        self.before_answer: Callable[[], str | None] = lambda: None
        self.secure: list[bool] = []

    async def handle_RCPT(  # noqa: N802
        self, _server: Any, session: Session, envelope: Envelope, address: str, _options: Any
    ) -> str:
        self.secure.append(session.ssl is not None)
        if address in self.refuses:
            return self.refuses[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, _session: Session, envelope: Envelope) -> str:  # noqa: N802
        raw = cast(bytes, envelope.content)
        message = message_from_bytes(raw, policy=policy.default)
        self.letters.append((list(envelope.rcpt_tos), message, raw))
        said = self.before_answer()
        if said == "cut":
            server.transport.close()
        return "250 taken" if said in (None, "cut") else said


@contextmanager
def server(
    post: Post,
    certificate: Path | None = None,
    *,
    password: str | None = None,
    from_the_start: bool = False,
) -> Iterator[dict[str, str]]:
    """The server while it runs; the variables by which innoreg finds it."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    more: dict[str, Any] = {}
    if certificate:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate)
        more = {"tls_context": context, "require_starttls": True}
        if from_the_start:
            more = {"ssl_context": context}
    if password:
        right = password.encode()

        def authenticate(_s: Any, _x: Any, _e: Any, _m: Any, data: LoginPassword) -> AuthResult:
            return AuthResult(success=data.password == right, handled=False)

        more |= {"authenticator": authenticate, "auth_required": True}
    controller = Controller(post, hostname="127.0.0.1", port=port, **more)
    controller.start()
    security = ("tls" if from_the_start else "starttls") if certificate else "none"
    try:
        yield {
            "INNOREG_SMTP_HOST": "localhost" if certificate else "127.0.0.1",
            "INNOREG_SMTP_PORT": str(port),
            "INNOREG_SMTP_SECURITY": security,
            "INNOREG_SMTP_FROM": "Центр <centre@example.org>",
        }
    finally:
        controller.stop()


def make_certificate(folder: Path) -> Path:
    """A certificate of localhost that nobody signed, with its key."""
    key, cert = folder / "key.pem", folder / "cert.pem"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1",
         "-nodes", "-days", "2", "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost",
         "-keyout", str(key), "-out", str(cert)],
        check=True, capture_output=True,
    )  # fmt: skip
    both = folder / "both.pem"
    both.write_bytes(cert.read_bytes() + key.read_bytes())
    return both


def kill(pid: int) -> None:
    """End a process at once, as a power cut does."""
    os.kill(pid, signal.SIGKILL)
