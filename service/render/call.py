"""The text of a call for experts: for which roles, languages and themes somebody is wanted, and nobody's name."""

from collections.abc import Sequence

from matcher.messages import Message, say
from service.sentences import Sentences

_TITLE = say("Experts wanted for cross-border territories")
_BEGINS = say(
    "Territories on both sides of European borders are preparing joint strategies for community-led local development "
    "and look for advisers. We are looking in particular for:"
)
_LINE = say("{role}: people who work in {languages}, know {countries}, and these themes: {themes}")
_ENDS = say(
    "Registering takes a quarter of an hour; the list stays open. Whoever registers decides whether their profile may "
    "be shown to territories."
)


def call_text(wanted: Sequence[Message], sentences: Sentences) -> str:
    """The text, with one line for each kind of adviser that is wanted (`matcher.round.missing.recruiting`)."""
    lines = "\n".join(f"- {sentences.write(say(_LINE.text, **dict(one.arguments)))}" for one in wanted)
    return "\n\n".join((sentences.write(_TITLE), sentences.write(_BEGINS), lines, sentences.write(_ENDS)))
