"""What a use case refuses to do: one clear sentence that says what is wrong and how to mend it."""

from pathlib import Path

from matcher.messages import Message


class ServiceError(Exception):
    """Nothing was done, for the reason that the message gives."""

    def __init__(self, message: Message) -> None:
        super().__init__(message.text)
        self.message = message


class UnreadableFile(ServiceError):
    """A file that is no export that can be read."""

    def __init__(self, path: Path, message: Message) -> None:
        super().__init__(message)
        self.path = path
