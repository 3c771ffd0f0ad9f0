"""Sentences on a page: what somebody wrote is marked as a quotation, in a language that nobody has told."""

from markupsafe import Markup, escape

from matcher.messages import Message
from service.sentences import Sentences


class PageSentences(Sentences):
    """Writes messages as HTML, escaped."""

    def write(self, message: Message) -> Markup:
        """Write a message out; its own words and whatever fills them are escaped."""
        arguments = {name: self.argument(value) for name, value in message.arguments}
        return Markup(escape(self.text(message.text))).format(**arguments)

    def quoted(self, words: str) -> Markup:
        """An element, which gives the quotation marks; its language is unknown, which a screen reader is told."""
        return Markup('<q lang="">{words}</q>').format(words=words)
