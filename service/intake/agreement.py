"""Consents and other questions of yes or no. What is not clearly a yes is none."""

from matcher.folding import folded_words
from matcher.messages import say
from service.intake.problems import Reading, Remark
from service.intake.wording import words_of

FIRST = 5  # words among which a yes stands; later ones may be of something else
_YES = words_of("agreement", "yes")
_NO = words_of("agreement", "no")


def read_agreement(text: str) -> Reading[bool]:
    """Read a consent; blank is none, and what is neither yes nor no is none and is said."""
    if not text:
        return Reading(False)
    if text.strip() in {"✓", "✔", "☑", "☒", "✅"}:
        return Reading(text.strip() != "☐")
    words = folded_words(text)
    if _NO & set(words):
        return Reading(False)
    if _YES & set(words[:FIRST]):
        return Reading(True)
    remark = Remark(text, say("Yes or no"), say("Read as no: a consent must be a clear yes"))
    return Reading(False, (remark,))
