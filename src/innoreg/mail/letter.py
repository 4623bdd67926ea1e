"""A letter as a mail message: text and HTML beside one another, a calendar behind them."""

import hashlib
from collections.abc import Sequence
from email import policy
from email.headerregistry import Address
from email.message import EmailMessage
from typing import NamedTuple

from innoreg.hidden_signs import show_hidden_signs


class Mailbox(NamedTuple):
    """A name for people and a mail address."""

    name: str
    address: str

    def as_header(self) -> Address:
        """As a header has it: the name encoded, nothing in it ends the line."""
        user, _at, domain = self.address.rpartition("@")
        # One line without hidden signs: a name cannot begin another header.
        return Address(" ".join(show_hidden_signs(self.name).split()), user, domain)


class Letter(NamedTuple):
    """What a letter says and to whom. key: the same for the same letter made again.

    calendar: an .ics file to go with it, where there is one.
    """

    to: Mailbox
    copies: Sequence[Mailbox]
    subject: str
    text: str
    html: str
    calendar: bytes | None
    key: str


def compose_message(letter: Letter, sender: Mailbox | None, date: str | None) -> EmailMessage:
    """The message; without a date it is a draft that a mail program opens to be sent.

    The same letter gives the same bytes but for its date.
    """
    message = EmailMessage(policy=policy.SMTP)
    if sender:
        message["From"] = sender.as_header()
    message["To"] = letter.to.as_header()
    if letter.copies:
        message["Cc"] = [each.as_header() for each in letter.copies]
    message["Subject"] = " ".join(letter.subject.split())
    digest = hashlib.sha256(letter.key.encode()).hexdigest()
    if date is None:
        # Outlook and Thunderbird then open it for sending.
        message["X-Unsent"] = "1"
    else:
        message["Date"] = date
        domain = sender.address.rpartition("@")[2] if sender else "innoreg.invalid"
        # The same when it is sent again, so that servers and readers know the two for one.
        message["Message-ID"] = f"<{digest[:40]}@{domain}>"
    # No machine is to answer a machine (RFC 3834).
    message["Auto-Submitted"] = "auto-generated"
    # Of plain signs only: every server on the way passes them on.
    message.set_content(letter.text, cte="base64")
    message.add_alternative(letter.html, subtype="html", cte="base64")
    if letter.calendar is not None:
        message.add_attachment(
            letter.calendar, maintype="text", subtype="calendar", filename="terms.ics",
            params={"charset": "utf-8", "method": "PUBLISH"},
        )  # fmt: skip
    for number, part in enumerate(message.walk()):
        if part.is_multipart():
            part.set_boundary(f"=_innoreg_{digest[:24]}_{number}")
    return message


def message_bytes(message: EmailMessage) -> bytes:
    """The bytes as they go over the wire: CRLF, no line too long."""
    return message.as_bytes(policy=policy.SMTP)
