"""Bytes that somebody gave us to read, by the name they had."""

from dataclasses import dataclass
from hashlib import sha256


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as it came: its name without a folder, its bytes, and their SHA-256 in hexadecimal digits."""

    name: str
    content: bytes
    sha256: str

    @classmethod
    def of(cls, name: str, content: bytes) -> "Upload":
        """An upload with its digest."""
        return cls(name, content, sha256(content).hexdigest())
