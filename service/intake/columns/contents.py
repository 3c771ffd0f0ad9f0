"""What the answers of a column look like: evidence for and against its being the answers to a field."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date

from matcher.folding import folded_words
from matcher.messages import Vocabulary
from service.intake.cells import clean, says_nothing
from service.intake.problems import Remark
from service.intake.words.addresses import read_address
from service.intake.words.agreement import begins_plainly
from service.intake.words.choices import pieces_of, read_choices
from service.intake.words.countries import read_countries
from service.intake.words.dates import read_date
from service.intake.words.languages import read_languages
from service.intake.words.levels import level_at
from service.intake.words.moments import read_moment
from service.intake.words.presence import presences
from service.intake.words.roles import read_roles

LOOKED_AT = 20  # different answers of a column
AGAINST = 0.3  # the share of fitting answers below which a column cannot be of the field
FOR = 0.8  # the share from which they tell for it
LONG = 160  # letters: a text, not an option
PROSE = 8  # words: a text that tells something
NAME = 5  # words of a person's name
LABEL = 8  # words of a short answer
FEW = 3  # parts of answers of which some must be alike where they are options
OPTION = 4  # words of an option that need not stand twice

_ANY_DAY = date(2000, 1, 1)  # of an answer: "now" and "from next month" are dates as well
_TIME = re.compile(r"\d:\d\d|^\d{5}\.\d")
_OPTIONS = {"roles", "themes", "stages", "types", "target_groups", "presence"}
_CODE = re.compile(r"[A-Za-z]{2}(?:[-_][A-Za-z]{2})?")

Fits = Callable[[str], float]  # from 0 to 1


def share_of_fitting(kind: str, answers: Sequence[str]) -> float | None:
    """The share of answers that are of a kind; None where nothing is answered or any text will do."""
    fits = _FITS.get(kind)
    told = told_in(answers)
    return sum(map(fits, told)) / len(told) if fits and told else None


def shares_of_fitting(kinds: Iterable[str], answers: Sequence[str]) -> dict[str, float | None]:
    """The share of answers that are of each kind; options in other words may be of any question with options: None."""
    shares = {kind: share_of_fitting(kind, answers) for kind in kinds}
    if shares.get("roles") and _never_twice(told_in(answers)):
        shares["roles"] = min(shares["roles"] or 0.0, FOR / 2)  # what each is to do: it names roles, and more
    if (share_of_fitting("words", answers) or 0.0) >= FOR:
        shares |= {kind: None for kind in _OPTIONS & set(shares) if (shares[kind] or 0.0) < AGAINST}
    return shares


def _never_twice(told: Sequence[str]) -> bool:
    """Whether the parts of answers are sentences of their own: longer than options, and no two alike."""
    parts = [part for text in told for part in pieces_of(text)]
    return (
        len(parts) > FEW and len(set(parts)) == len(parts) and sum(len(p.split()) for p in parts) > OPTION * len(parts)
    )


def told_in(answers: Sequence[str]) -> list[str]:
    """The first different answers that say something, cleaned."""
    told: dict[str, None] = {}
    for answer in answers:
        if not says_nothing(text := clean(answer)):
            told[text] = None
            if len(told) == LOOKED_AT:
                break
    return list(told)


def _short(fits: Fits) -> Fits:
    return lambda text: len(text) < LONG and fits(text)


def _options(vocabulary: Vocabulary) -> Fits:
    return lambda text: bool(read_choices(text, vocabulary).value.codes)


def _languages(text: str) -> float:
    if _is_code(text) or len(text) >= LONG:
        return 0.0
    read = read_languages(text)
    return _how_far(text, len(read.value), read.remarks)


def _countries(text: str) -> float:
    """How far a cell names countries, and not something else that is in one: "Comune di Gorizia (IT)" does by half."""
    if len(text) >= LONG:
        return 0.0
    read = read_countries(text)
    return _how_far(text, len(read.value), read.remarks)


def _how_far(text: str, found: int, remarks: Sequence[Remark]) -> float:
    """By half where more words than names are left over: names of something else with a country or language in them."""
    left = (word for one in remarks if one.value != text for word in folded_words(one.value))
    others = sum(not level_at([word]) for word in left)
    return (1.0 if found >= others else 0.5) if found else 0.0


def _is_code(text: str) -> bool:
    """Whether a cell is a bare code, as tools write the language in which a form was answered: "EN", "pt-BR"."""
    return _CODE.fullmatch(text) is not None


def _is_name(text: str) -> bool:
    words = folded_words(text)
    return (
        0 < len(words) <= NAME
        and not any(letter.isdigit() or letter in "@;" for letter in text)
        and not _is_agreement(text)
    )


def _is_words(text: str) -> bool:
    """Whether a cell says something in words, and is no yes or no, number or address."""
    return any(map(str.isalpha, text)) and not read_address(text) and not _is_agreement(text)


def _is_agreement(text: str) -> bool:
    return len(folded_words(text)) <= PROSE and begins_plainly(text)


def _is_moment(text: str) -> bool:
    """Whether a cell has a time of day, as tools write it and people hardly do."""
    return _TIME.search(text) is not None and read_moment(text) is not None


_FITS: Mapping[str, Fits] = {
    "address": lambda text: read_address(text) is not None,
    "roles": _short(lambda text: bool(read_roles(text).value)),
    "themes": _options(Vocabulary.THEME),
    "stages": _options(Vocabulary.STAGE),
    "types": _options(Vocabulary.TERRITORY_TYPE),
    "target_groups": _options(Vocabulary.TARGET_GROUP),
    "languages": _languages,
    "code": _is_code,
    "countries": _countries,
    "date": _short(lambda text: read_date(text, _ANY_DAY).value is not None),
    "moment": _short(_is_moment),
    "number": _short(lambda text: any(map(str.isdigit, text)) and not read_address(text)),
    "agreement": _short(_is_agreement),
    "presence": _short(lambda text: _is_agreement(text) or bool(presences(text))),
    "prose": lambda text: len(text.split()) >= PROSE,
    "name": _is_name,
    "label": lambda text: len(text.split()) <= LABEL,
    "words": _is_words,
    "link": lambda text: "." in text and " " not in text.strip(),
}
# How much it tells that the answers are of the kind; what nearly any column might hold tells little.
WEIGHT: Mapping[str, float] = {
    **dict.fromkeys(("address", "roles", "themes", "stages", "types", "target_groups", "languages", "moment"), 0.5),
    **dict.fromkeys(("countries", "date", "agreement", "presence", "code", "link"), 0.3),
    **dict.fromkeys(("number", "prose"), 0.2),
}
