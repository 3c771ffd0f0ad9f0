"""Consents and other questions of yes or no. What is not clearly a yes is none."""

from matcher.folding import folded_words
from matcher.messages import say
from service.intake.problems import Reading, Remark

_YES = frozenset(
    "yes y oui o ja tak ano da si sim sic true vrai wahr 1 x ok okay agree agreed accept accepte acceptons consent "
    "consens confirm confirme confirmed approve jah jaa kylla igen evet po taip ju hai ae".split()
)
_NO = frozenset(
    "no n non nein nie ne nu nao not false faux falsch 0 disagree refuse decline nao ei nej nei nem hayir jo don dont "
    "pas withdrawn withdraw retire".split()
)


def read_agreement(text: str) -> Reading[bool]:
    """Read a consent; blank is none, and what is neither yes nor no is none and is said."""
    if not text:
        return Reading(False)
    if text.strip() in {"✓", "✔", "☑", "☒", "✅"}:
        return Reading(text.strip() != "☐")
    words = [word for word in folded_words(text)]
    if _NO & set(words):
        return Reading(False)
    if _YES & set(words[:3]):
        return Reading(True)
    remark = Remark(text, say("Yes or no"), say("Read as no: a consent must be a clear yes"))
    return Reading(False, (remark,))
