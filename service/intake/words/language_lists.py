"""How languages stand beside one another in a clause: together, as a choice, or denied."""

import re
from collections.abc import Sequence
from itertools import pairwise

from matcher.folding import folded_words
from service.intake.words.language_at import LanguageInText, languages_in_text
from service.intake.words.language_clauses import joints, says_plus, tells_need
from service.intake.words.polarity import Turn, is_plain, parts_of
from service.intake.words.wording import words_of

NEGATED = words_of("must_languages", "negated")
BOTH = words_of("must_languages", "both")
ONE_OF = re.compile(
    r"\b(?:one|any|either|another|a|1|l.une?|une?|eine)\b(?:\s+(?:of|des|de|der))?(?:\s+(?:the|our|its|les|nos|die))?\s+"
    r"(?:two|three|2|3|four|deux|trois|zwei|drei|other|others|autres|local|partner\w*|border|neighbour\w*|langues?|languages?|working)\b",
    re.I,
)
SEGMENT = re.compile(r"[,;()]|\s[-–—]\s|\bbut\b")
OPENING = re.compile(r"\beither\b|\bone\s+of\b|\bsoit\b|\bentweder\b", re.I)


def is_mixed(text: str, found: Sequence[LanguageInText]) -> bool:
    """Whether "and" and "or" stand side by side without brackets or "plus": then either may have been meant."""
    for group in grouped(text, found) if found else []:
        joints = {joint(text[one.end : other.start]) for one, other in pairwise(group)}
        if {"and", "or"} <= joints:
            return True
    return False


def grouped(text: str, found: Sequence["LanguageInText"]) -> list[list["LanguageInText"]]:
    """Cut at "+", and around brackets that hold several languages after an "and": "English and (Polish or Czech)"."""
    groups: list[list[LanguageInText]] = [[found[0]]]
    for one, other in pairwise(found):
        between = text[one.end : other.start]
        head, bracket, _ = OPENING.sub("(", between).partition("(")
        opens = bool(bracket) and joint(head) == "and"
        closes = ")" in between and joint(between.split(")")[-1]) == "and" and "(" in text[: one.start]
        if says_plus(between) or opens or closes:
            groups.append([other])
        else:
            groups[-1].append(other)
    return groups


def joint(between: str) -> str:
    """What joins two languages: "or", "and", or "," where nothing does; a word of one letter does so only alone."""
    words = folded_words(between)
    telling = words if len(words) == 1 else [word for word in words if len(word) > 2]
    if "/" in between or any(word in joints()["or"] for word in telling):
        return "or"
    if "&" in between or "+" in between or any(word in joints()["and"] for word in telling):
        return "and"
    return ","


def languages_within(found: Sequence["LanguageInText"], span: tuple[int, int]) -> bool:
    return any(span[0] <= one.start < span[1] for one in found)


def denies_a_language(part: str) -> bool:
    """Whether a part says that a language is not meant, not needed or not enough."""
    turned = [one for one in parts_of(part) if one.turn is not Turn.PLAIN]
    if any(languages_in_text(one.text) for one in turned):
        return True
    return not is_plain(part) and bool(languages_in_text(part)) and tells_need(folded_words(part))
