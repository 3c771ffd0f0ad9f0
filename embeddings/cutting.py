"""Cut a text into pieces that a model can read and a person can quote: sentences, and the items of a list.

Knows punctuation of the scripts of Europe, and nothing of any one language's grammar.
"""

import re

LONGEST = 60  # words of a piece; a longer sentence is cut at its weaker stops
SHORTEST = 4  # words; a shorter piece is joined to the one before it

# An address tells nothing of experience, and must reach neither a model nor a quotation.
ADDRESS = re.compile(r"\S+@\S+\.\w+|https?://\S+|www\.\S+|(?:\+\d|\b00?\d)[\d ()/.-]{6,}\d")
_LIST_ITEM = re.compile(r"(?:(?<=\s)|^)\(?\d{1,2}\)\s+|^\s*(?:\d{1,2}\.|[-–*])\s+|\s*•\s*", re.M)
# A stop, then a blank, then a capital, a digit or a quotation mark; ";" is the Greek question mark as well.
_SENTENCE_END = re.compile(r"(?<=[.!?…;;])[\"”»’)]*\s+(?=[\"“«„‘(]*[^\W_a-zà-öø-ÿа-яά-ώ])|\n+")
_ABBREVIATION = re.compile(
    r"\b(?:\w|e\.g|i\.e|incl|approx|etc|no|nr|art|dr|prof|st|max|min|ca|bzw|z\.B|p\.ej|tzv|ek)\.$", re.I
)
_WEAK_STOP = re.compile(r"(?<=[;:,–])\s+")


def without_addresses(text: str) -> str:
    """Take e-mail addresses, links and telephone numbers out of a text."""
    return re.sub(r"[ \t]{2,}", " ", ADDRESS.sub("", text)).strip()


def cut(text: str) -> tuple[str, ...]:
    """Cut a text into pieces of about a sentence, in order; joined with blanks they give its words again.

    Addresses are left out. A text without words gives an empty tuple.
    """
    pieces: list[str] = []
    for item in _LIST_ITEM.split(without_addresses(text)):
        for sentence in _sentences(item):
            for piece in _short_enough(sentence):
                _add(pieces, piece)
    return tuple(pieces)


def _sentences(text: str) -> list[str]:
    sentences: list[str] = []
    open_end = False
    for part in (" ".join(raw.split()) for raw in _SENTENCE_END.split(text)):
        if not part:
            continue
        if open_end:
            sentences[-1] += f" {part}"
        else:
            sentences.append(part)
        open_end = bool(_ABBREVIATION.search(part))
    return sentences


def _short_enough(sentence: str) -> list[str]:
    if len(sentence.split()) <= LONGEST:
        return [sentence]
    pieces = [""]
    for part in _WEAK_STOP.split(sentence):
        if len(f"{pieces[-1]} {part}".split()) > LONGEST and pieces[-1]:
            pieces.append(part)
        else:
            pieces[-1] = f"{pieces[-1]} {part}".strip()
    return pieces


def _add(pieces: list[str], piece: str) -> None:
    if not re.search(r"\w", piece):
        return
    if pieces and len(piece.split()) < SHORTEST:
        pieces[-1] += f" {piece}"
    else:
        pieces.append(piece)
