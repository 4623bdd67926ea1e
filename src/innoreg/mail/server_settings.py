"""Where mail is sent: from the environment or the user's own file, never from a registry."""

import os
import re
import stat
import sys
import tomllib
from collections.abc import Mapping
from email.utils import parseaddr
from pathlib import Path
from typing import Literal, NamedTuple, cast

from innoreg.errors import CannotGoOn, Refused, os_error_text
from innoreg.i18n import T
from innoreg.mail.letter import Mailbox
from innoreg.regular_file import read_regular_file

Security = Literal["starttls", "tls", "none"]
_PORTS = {"starttls": 587, "tls": 465, "none": 25}
_KEYS = ("host", "port", "security", "user", "password", "from")
_LARGEST = 64 * 1024
_ADDRESS = re.compile(r"[A-Za-z0-9._+-]{1,64}@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*")
_HOST = re.compile(r"[A-Za-z0-9._:-]{1,253}")


class ServerSettings(NamedTuple):
    """The server, how it is spoken to, and who sends."""

    host: str
    port: int
    security: Security
    user: str | None
    password: str | None
    sender: Mailbox


def settings_file() -> Path:
    """The user's own file: `mail.toml` in the folder of configurations."""
    from platformdirs import user_config_path

    return user_config_path("innoreg", appauthor=False) / "mail.toml"


def read_server_settings(environ: Mapping[str, str], root: Path) -> ServerSettings:
    """INNOREG_SMTP_HOST, _PORT, _SECURITY, _USER, _PASSWORD, _FROM, else the file's keys.

    root: of the registry, inside of which the file may not lie. Raises CannotGoOn where server or
    sender are missing, Refused where a password would go out without TLS.
    """
    given = _read_file(settings_file(), root)
    for key in _KEYS:
        if words := environ.get(f"INNOREG_SMTP_{key.upper()}"):
            given[key] = words
    for key, example in (("host", "mail.example.org"), ("from", "centre@example.org")):
        if not given.get(key):
            raise CannotGoOn(
                T("it is not known how to send mail: {key} is missing", key=key),
                T("set INNOREG_SMTP_{name}={example}, or write `{key} = \"{example}\"` into {file}",
                  name=key.upper(), key=key, example=example, file=settings_file()),
            )  # fmt: skip
    security = _security(given.get("security", "starttls"))
    user, password = given.get("user") or None, given.get("password") or None
    if security == "none" and (user or password):
        raise Refused(
            T("a password is not sent without TLS"),
            T("set security to starttls or tls, or leave out user and password"),
        )
    if not _HOST.fullmatch(given["host"]):
        raise CannotGoOn(T("no name of a server: “{words}”", words=given["host"]))
    return ServerSettings(
        given["host"], _port(given.get("port"), security), security, user, password,
        _sender(given["from"]),
    )  # fmt: skip


def _read_file(path: Path, root: Path) -> dict[str, str]:
    if not path.exists():
        return {}
    if path.resolve().is_relative_to(root.resolve()):
        raise Refused(
            T("{path} lies in the registry, where others read it", path=path),
            T("keep it in a folder of your own: what is in git is known for ever"),
        )
    try:
        content = tomllib.loads(read_regular_file(path, _LARGEST).decode("utf-8-sig"))
    except (OSError, ValueError) as error:
        # Never the line itself: it may hold the password.
        reason = os_error_text(error) if isinstance(error, OSError) else T("it is no TOML")
        raise CannotGoOn(T("cannot read {path}: {reason}", path=path, reason=reason)) from None
    unknown = [key for key in content if key not in _KEYS]
    if unknown:
        raise CannotGoOn(
            T("{path}: no key is called “{key}”", path=path, key=unknown[0]),
            T("one of: {expected}", expected=", ".join(_KEYS)),
        )
    if "password" in content and _others_can_read(path):
        raise Refused(
            T("{path} holds a password and others can read it", path=path),
            T("`chmod 600 {path}`", path=path),
        )
    return {key: str(value) for key, value in content.items()}


def _others_can_read(path: Path) -> bool:
    # Windows keeps the user's folder to the user.
    return sys.platform != "win32" and bool(
        os.stat(path).st_mode & (stat.S_IRGRP | stat.S_IROTH)  # noqa: PTH116
    )


def _security(words: str) -> Security:
    found = words.strip().lower()
    if found not in _PORTS:
        raise CannotGoOn(
            T("no kind of security: “{words}”", words=words),
            T("one of: {expected}", expected=", ".join(_PORTS)),
        )
    return cast(Security, found)


def _port(words: str | None, security: Security) -> int:
    if not words:
        return _PORTS[security]
    if not (words.isascii() and words.isdecimal() and 0 < int(words) < 65536):
        raise CannotGoOn(T("no port: “{words}”", words=words))
    return int(words)


def _sender(words: str) -> Mailbox:
    name, address = parseaddr(words)
    if not _ADDRESS.fullmatch(address) or not words.isprintable():
        raise CannotGoOn(
            T("no address of a sender: “{words}”", words=words),
            T("write centre@example.org, or Центр <centre@example.org>"),
        )
    return Mailbox(name, address)
