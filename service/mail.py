"""Send letters: over SMTP where it is set, else as files that a person can send, so that nothing is lost."""

import smtplib
import ssl
from dataclasses import dataclass
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import make_msgid
from pathlib import Path
from typing import Protocol
from urllib.parse import unquote, urlsplit

from matcher.messages import say
from service.errors import ServiceError

PATIENCE = 30  # seconds that a server may take to answer


@dataclass(frozen=True, slots=True)
class Envelope:
    """A letter as it leaves."""

    id: str
    to: str
    subject: str
    body: str


class Mailer(Protocol):
    """Takes letters away."""

    def send(self, envelope: Envelope) -> None:
        """Send one letter. Raises ServiceError where that fails; it may be tried again."""

    def check(self) -> None:
        """See that letters can leave, without sending one. Raises ServiceError where they cannot."""

    def forget(self, identity: str) -> None:
        """Destroy what is kept of a letter."""


class SmtpMailer:
    """Hands letters to a mail server: smtp:// (with STARTTLS where the server offers it) or smtps://."""

    def __init__(self, url: str, sender: str) -> None:
        self._url, self._sender = urlsplit(url), sender

    def send(self, envelope: Envelope) -> None:
        """Send one letter. Raises ServiceError where the server does not take it."""
        try:
            with self._connected() as server:
                self._secure(server)
                server.send_message(as_mail(envelope, self._sender))
        except (OSError, smtplib.SMTPException) as error:
            raise ServiceError(say("The mail server did not take it: {reason}", reason=_reason(error))) from error

    def check(self) -> None:
        """Connect and sign in. Raises ServiceError where the server does not let us."""
        try:
            with self._connected() as server:
                self._secure(server)
        except (OSError, smtplib.SMTPException) as error:
            raise ServiceError(say("The mail server does not answer: {reason}", reason=_reason(error))) from error

    def forget(self, identity: str) -> None:
        """Nothing is kept here."""

    def _connected(self) -> smtplib.SMTP:
        host = self._url.hostname or "localhost"
        if self._url.scheme == "smtps":
            context = ssl.create_default_context()
            return smtplib.SMTP_SSL(host, self._url.port or 465, timeout=PATIENCE, context=context)
        return smtplib.SMTP(host, self._url.port or 25, timeout=PATIENCE)

    def _secure(self, server: smtplib.SMTP) -> None:
        """Go over to TLS where the server offers it, and sign in where a name is set."""
        server.ehlo()
        if self._url.scheme == "smtp" and server.has_extn("starttls"):
            server.starttls(context=ssl.create_default_context())
        if self._url.username:
            server.login(unquote(self._url.username), unquote(self._url.password or ""))


class FolderMailer:
    """Writes letters into a folder, one file each, which any mail program opens."""

    def __init__(self, folder: Path, sender: str) -> None:
        self._folder, self._sender = folder, sender

    def send(self, envelope: Envelope) -> None:
        """Write one letter. Raises ServiceError where the folder cannot be written."""
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            self._file(envelope.id).write_bytes(as_mail(envelope, self._sender).as_bytes(policy=SMTP))
        except OSError as error:
            raise ServiceError(say("The letter could not be written: {reason}", reason=_reason(error))) from error

    def check(self) -> None:
        """A folder that cannot be written is told when a letter is."""

    def forget(self, identity: str) -> None:
        """Remove the file of a letter."""
        self._file(identity).unlink(missing_ok=True)

    def _file(self, identity: str) -> Path:
        return self._folder / f"{identity}.eml"


def mailer_of(url: str | None, sender: str, folder: Path) -> Mailer:
    """The mailer of an address; without one, letters are files in `folder`.

    Raises ServiceError for an address that is none of a mail server.
    """
    if not url:
        return FolderMailer(folder, sender)
    if urlsplit(url).scheme not in {"smtp", "smtps"} or not urlsplit(url).hostname:
        raise ServiceError(say("The setting mail names no mail server: write smtp://user:password@host:port"))
    return SmtpMailer(url, sender)


def as_mail(envelope: Envelope, sender: str) -> EmailMessage:
    """A letter as RFC 5322 has it; a line break in an address or a subject cannot add a header.

    Raises ServiceError for an address that cannot stand in a letter.
    """
    mail = EmailMessage(policy=SMTP)
    try:
        mail["From"], mail["To"] = sender, envelope.to
        mail["Subject"] = " ".join(envelope.subject.split())
    except ValueError:
        raise ServiceError(say("The address cannot be written to: correct it on the person's page")) from None
    mail["Message-ID"] = make_msgid(envelope.id, domain=sender.rpartition("@")[2].strip(">") or "localhost")
    mail["Auto-Submitted"] = "auto-generated"
    mail.set_content(envelope.body)
    return mail


def _reason(error: Exception) -> str:
    """What a server said, without the addresses that it may repeat."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return "; ".join(f"{code}" for code, _ in error.recipients.values())
    if isinstance(error, smtplib.SMTPResponseException):
        return str(error.smtp_code)
    return type(error).__name__ if not isinstance(error, OSError) else (error.strerror or type(error).__name__)
