"""Stored values as JSON and back, both ways in one place: versioned, and `read(write(x)) == x` for every one of them.

Knows the shapes of values, not what they mean. A message keeps its template and arguments, so that it is written in the
reader's language whenever it is read.
"""

from service.codec.documents import FORMAT, Unreadable, document_of, read, write

__all__ = ["FORMAT", "Unreadable", "document_of", "read", "write"]
