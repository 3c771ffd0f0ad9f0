"""What can go wrong when texts are read by a model."""


class ModelUnavailable(Exception):
    """A text model is not where it should be, or not what it should be; the message says how to mend it."""
