"""What a use case refuses to do: one clear sentence that says what is wrong and how to mend it."""

from collections.abc import Mapping

from matcher.messages import Message


class ServiceError(Exception):
    """Nothing was done, for the reason that the message gives."""

    def __init__(self, message: Message, names: Mapping[str, str] | None = None) -> None:
        super().__init__(message.text)
        self.message = message
        self.names = names or {}  # of people and places that the message speaks of, by id; never stored


class NotFound(ServiceError):
    """There is nothing of that name, or nothing that this person may see."""


class NotAllowed(ServiceError):
    """This person, or this program, may not do that."""


class Stale(ServiceError):
    """What was decided upon has changed meanwhile; nothing was done."""


class TooMany(ServiceError):
    """This was asked for too often; it may be asked for again later."""


class UnreadableFile(ServiceError):
    """A file that is no export that can be read."""

    def __init__(self, file: str, message: Message) -> None:
        super().__init__(message)
        self.file = file


class MissingColumns(UnreadableFile):
    """An export without columns that its form cannot do without; stating one mends it."""

    def __init__(self, file: str, fields: tuple[str, ...], message: Message, headings: tuple[str, ...] = ()) -> None:
        super().__init__(file, message)
        self.fields = fields
        self.headings = headings  # that may hold the first of them, the likeliest first


class OtherForm(UnreadableFile):
    """An export of the other form."""
