"""Sending over SMTP: what the server took, what it refused, and what nobody knows."""

import base64
import smtplib
import ssl
from collections.abc import Sequence
from email.message import EmailMessage
from types import TracebackType
from typing import Literal, NamedTuple

from innoreg.errors import CannotGoOn, Refused
from innoreg.i18n import T
from innoreg.mail.letter import message_bytes
from innoreg.mail.server_settings import ServerSettings

# Seconds; bounds a server that accepts a connection and then says nothing.
_TIMEOUT = 60.0


class Outcome(NamedTuple):
    """What became of a letter.

    state: `unknown` where the connection was lost while the server had the whole letter and had not
    yet answered. reason: of the server. refused: addresses that it would not take, though it took
    the letter for others.
    """

    state: Literal["sent", "failed", "unknown"]
    reason: str = ""
    refused: Sequence[str] = ()


class MailServer:
    """A connection to the server, opened with the first letter and again where it was lost."""

    def __init__(self, settings: ServerSettings) -> None:
        self._settings = settings
        self._smtp: smtplib.SMTP | None = None

    def __enter__(self) -> "MailServer":
        self._connect()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        self._close()

    def send(self, message: EmailMessage, to: str, copies: Sequence[str]) -> Outcome:
        """Send a letter; the copies only where the server takes `to`. CannotGoOn without a server."""
        raw = message_bytes(message)
        smtp = self._smtp or self._connect()
        sender = self._settings.sender.address
        try:
            code, said = smtp.mail(sender)
            if code != 250:
                return self._failed(code, said)
            code, said = smtp.rcpt(to)
            if code not in (250, 251):
                return self._failed(code, said)
            refused = [each for each in copies if smtp.rcpt(each)[0] not in (250, 251)]
        except (smtplib.SMTPException, OSError) as error:
            # Before the letter itself went out: it is certain that nobody has it.
            self._close()
            return Outcome("failed", _reason(error))
        return self._send_data(smtp, raw, refused)

    def _send_data(self, smtp: smtplib.SMTP, raw: bytes, refused: Sequence[str]) -> Outcome:
        try:
            code, said = smtp.data(raw)
        except smtplib.SMTPDataError as error:
            return self._failed(error.smtp_code, error.smtp_error)
        except (smtplib.SMTPException, OSError) as error:
            self._close()
            return Outcome("unknown", _reason(error))
        return Outcome("sent", refused=refused) if code == 250 else self._failed(code, said)

    def _failed(self, code: int, said: bytes | str) -> Outcome:
        try:
            if self._smtp:
                self._smtp.rset()
        except (smtplib.SMTPException, OSError):
            self._close()
        words = said.decode("utf-8", "replace") if isinstance(said, bytes) else said
        return Outcome("failed", f"{code} {' '.join(words.split())}")

    def _connect(self) -> smtplib.SMTP:
        known = self._settings
        context = ssl.create_default_context()
        try:
            smtp = (
                smtplib.SMTP_SSL(known.host, known.port, timeout=_TIMEOUT, context=context)
                if known.security == "tls"
                else smtplib.SMTP(known.host, known.port, timeout=_TIMEOUT)
            )
        except (smtplib.SMTPException, OSError) as error:
            raise _no_server(known, error) from None
        try:
            smtp.ehlo()
            if known.security == "starttls":
                if not smtp.has_extn("starttls"):
                    raise Refused(
                        T("{host} offers no STARTTLS, so nothing is sent there", host=known.host),
                        T("ask who runs the server; `tls` is on port 465 mostly"),
                    )
                smtp.starttls(context=context)
                smtp.ehlo()
            if known.user:
                _log_in(smtp, known.user, known.password or "")
        except smtplib.SMTPAuthenticationError as error:
            smtp.close()
            raise CannotGoOn(
                T("{host} does not take user and password: {reason}",
                  host=known.host, reason=_reason(error))
            ) from None  # fmt: skip
        except (smtplib.SMTPException, OSError) as error:
            smtp.close()
            raise _no_server(known, error) from None
        except Refused:
            smtp.close()
            raise
        self._smtp = smtp
        return smtp

    def _close(self) -> None:
        smtp, self._smtp = self._smtp, None
        if smtp is None:
            return
        try:
            smtp.quit()
        except (smtplib.SMTPException, OSError):
            smtp.close()


def _log_in(smtp: smtplib.SMTP, user: str, password: str) -> None:
    if user.isascii() and password.isascii():
        smtp.login(user, password)
        return
    # smtplib knows ASCII only; PLAIN takes UTF-8 (RFC 4616).
    given = base64.b64encode(f"\0{user}\0{password}".encode()).decode()
    code, said = smtp.docmd("AUTH", f"PLAIN {given}")
    if code != 235:
        raise smtplib.SMTPAuthenticationError(code, said)


def _no_server(known: ServerSettings, error: Exception) -> CannotGoOn:
    return CannotGoOn(
        T("{host}:{port} cannot be reached: {reason}",
          host=known.host, port=known.port, reason=_reason(error)),
        T("nothing more was sent; look at host, port and security"),
    )  # fmt: skip


def _reason(error: Exception) -> str:
    if isinstance(error, smtplib.SMTPResponseException):
        said = error.smtp_error
        words = said.decode("utf-8", "replace") if isinstance(said, bytes) else str(said)
        return f"{error.smtp_code} {' '.join(words.split())}"
    return " ".join(str(error).split()) or type(error).__name__
