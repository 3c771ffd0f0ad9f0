"""From the bytes of an upload to a table: every usual format, whatever state it is in."""
