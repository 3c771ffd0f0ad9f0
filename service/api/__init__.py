"""`/api/v1`: the twin of each page, over the same verbs; errors are problem+json with stable codes (RFC 9457)."""
