"""Countries out of a cell: names in the languages of Europe, codes, typing errors, several in one answer.

"UK" is never Ukraine: what is too short to be a typing error is understood or reported. Kosovo is written with its
asterisk by many, and read without.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from matcher.countries import PROGRAMME
from matcher.folding import folded_words
from matcher.messages import Message, Term, Terms, Vocabulary, say
from service.intake.problems import Reading, Remark, Severity
from service.intake.words.names import country_names, known_codes, nearest_codes
from service.intake.words.polarity import Turn, parts_of, turns
from service.intake.words.wording import words_of

MOST_WORDS = 5  # of a country's name
OTHER_CODES: Mapping[str, str] = {"EL": "GR", "UK": "GB", "KS": "XK", "XKX": "XK", "BIH": "BA", "NMK": "MK"}
ALPHA_3: Mapping[str, str] = {
    **{"AND": "AD", "ALB": "AL", "AUT": "AT", "BIH": "BA", "BEL": "BE", "BGR": "BG", "CHE": "CH", "CYP": "CY"},
    **{"CZE": "CZ", "DEU": "DE", "GER": "DE", "DNK": "DK", "EST": "EE", "ESP": "ES", "FIN": "FI", "FRA": "FR"},
    **{"GRC": "GR", "HRV": "HR", "CRO": "HR", "HUN": "HU", "IRL": "IE", "ITA": "IT", "LIE": "LI", "LTU": "LT"},
    **{"LUX": "LU", "LVA": "LV", "MDA": "MD", "MNE": "ME", "MKD": "MK", "MLT": "MT", "NLD": "NL", "NOR": "NO"},
    **{"POL": "PL", "PRT": "PT", "ROU": "RO", "SRB": "RS", "SWE": "SE", "SVN": "SI", "SVK": "SK", "TUR": "TR"},
    **{"UKR": "UA", "GBR": "GB", "SUI": "CH", "GRE": "GR", "ROM": "RO", "SLO": "SI", "SLK": "SK"},
}
NO_COUNTRIES = frozenset({"EU", "EZ", "UN"})  # that CLDR has codes for
NEAR_PROGRAMME = PROGRAMME | {"GB", "GE", "AM", "BY", "RU", "IS", "MC", "SM"}
_PART = re.compile(r"[;,\n|/•]+|\s+[-–—]\s+")
_TOKEN = re.compile(r"[^\W_]+(?:['’.][^\W_]+)*")
_FILLERS = words_of("countries", "fillers")
_EXPECTED = say("Countries by their names, such as: Latvia; Estonia")


@dataclass(frozen=True, slots=True)
class _Found:
    code: str
    words: int
    remark: Remark | None = None


def read_countries(text: str) -> Reading[tuple[str, ...]]:
    """Read every country that a cell names as ISO 3166 alpha-2 (XK for Kosovo), in order, each once."""
    codes: list[str] = []
    remarks: list[Remark] = []
    whole = _exactly(text)
    if whole:
        return Reading((whole,))
    if turns(text):
        return _without_denied(text)
    for part in _parts(text):
        found, unknown = _scan(part)
        codes += [one.code for one in found]
        remarks += [one.remark for one in found if one.remark]
        if unknown:
            remarks.append(_not_understood(unknown, part, bool(found)))
    return Reading(tuple(dict.fromkeys(codes)), tuple(remarks))


def _without_denied(text: str) -> Reading[tuple[str, ...]]:
    """The countries that an answer names, without those that it denies or excepts; that is said."""
    plain = "; ".join(part.text for part in parts_of(text) if part.turn is Turn.PLAIN)
    read = Reading(()) if turns(plain) else read_countries(plain)
    remark = Remark(text, _EXPECTED, say("Left out: what the answer denies, excepts or makes a condition of"))
    return Reading(read.value, (*read.remarks, remark))


def read_country(text: str) -> Reading[str | None]:
    """Read the one country that a cell names; None where it names none, or several."""
    read = read_countries(text)
    if len(read.value) == 1:
        return Reading(read.value[0], read.remarks)
    if len(read.value) > 1:
        remark = Remark(text, say("One country"), say("Left out: several countries are named"))
        return Reading(None, (*read.remarks, remark))
    return Reading(None, read.remarks)


def read_programme_countries(text: str) -> Reading[tuple[str, ...]]:
    """Read the countries of the programme that a cell names; any other is left out, and that is said."""
    read = read_countries(text)
    others = [code for code in read.value if code not in PROGRAMME]
    remarks = [
        Remark(
            text,
            say("Countries of the programme"),
            say("{country} is not one of the programme's 40 countries: left out", country=_term(code)),
            Severity.NOTE,
        )
        for code in others
    ]
    return Reading(tuple(code for code in read.value if code in PROGRAMME), (*read.remarks, *remarks))


def _parts(text: str) -> list[str]:
    """Cut a cell at its separators, except where a name holds one itself: "Moldova, Republic of"."""
    parts: list[str] = []
    for line in re.split(r"[;\n|•]+", text):
        if _exactly(line):
            parts.append(line)
            continue
        pieces = _PART.split(line)
        while pieces:
            length = next((n for n in (3, 2) if n <= len(pieces) and _exactly(" ".join(pieces[:n]))), 1)
            parts.append(" ".join(pieces[:length]))
            pieces = pieces[length:]
    return [part for part in parts if part.strip()]


def _exactly(text: str) -> str | None:
    return country_names().get(" ".join(folded_words(text)))


def _scan(part: str) -> tuple[list[_Found], list[str]]:
    """The countries in one part, from left to right, and the words that mean none; what brackets add may be any."""
    found: list[_Found] = []
    unknown: list[str] = []
    for piece in re.split(r"(\([^)]*\)?)", part):
        tokens = _TOKEN.findall(piece)
        place = 0
        while place < len(tokens):
            one = _at(tokens, place)
            if one:
                found.append(one)
            elif not piece.startswith("(") and " ".join(folded_words(tokens[place])) not in _FILLERS:
                unknown.append(tokens[place])
            place += one.words if one else 1
    return found, unknown


def _at(tokens: list[str], place: int) -> _Found | None:
    for length in range(min(MOST_WORDS, len(tokens) - place), 0, -1):
        words = tokens[place : place + length]
        code = _exactly(" ".join(words)) if length > 1 or len(words[0]) > 3 else None
        if code:
            return _Found(code, length)
    return _by_code(tokens[place]) or _by_typo(tokens[place])


def _by_code(token: str) -> _Found | None:
    letters = token.replace(".", "")
    if not letters.isascii() or not (letters.isupper() or letters == "BiH"):
        return None
    code = OTHER_CODES.get(letters.upper()) or ALPHA_3.get(letters) or (letters if letters in _codes() else None)
    return _Found(code, 1) if code else None


def _codes() -> frozenset[str]:
    return known_codes(country_names) - NO_COUNTRIES


def _by_typo(token: str) -> _Found | None:
    near = _near(token)
    return _Found(near[0], 1, Remark(token, _EXPECTED, _read_as(near[0]), Severity.NOTE)) if len(near) == 1 else None


def _near(token: str) -> tuple[str, ...]:
    typed = " ".join(folded_words(token))
    return () if typed in _FILLERS else nearest_codes(typed, country_names, NEAR_PROGRAMME)


def _not_understood(unknown: list[str], part: str, goes_on: bool) -> Remark:
    near = tuple(code for word in unknown for code in _near(word))
    if near:
        suggestion = say("Left out: it may be one of {countries}", countries=Terms(Vocabulary.COUNTRY, near))
        return Remark(" ".join(unknown), _EXPECTED, suggestion)
    if goes_on:
        suggestion = say('The rest of "{part}" was read; these words were left out', part=" ".join(part.split()))
        return Remark(" ".join(unknown), _EXPECTED, suggestion, Severity.NOTE)
    return Remark(part.strip(), _EXPECTED, say("Left out: no country is known by this name"))


def _read_as(code: str) -> Message:
    return say("Read as {country}", country=_term(code))


def _term(code: str) -> Term:
    return Term(Vocabulary.COUNTRY, code)
