"""Names of countries and languages in the languages of Europe, as CLDR (through Babel) and people write them.

A name leads to one code or to none: a name that two codes share is in neither list.
"""

import gettext
import re
import tomllib
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from babel import Locale
from rapidfuzz import process
from rapidfuzz.distance import OSA

from matcher.folding import folded_words
from service.intake.words.polarity import denies

LOCALES = (
    "en bg bs bs_Cyrl ca cs cy da de de_CH el es et eu fi fr fr_CH ga gl hr hu is it lb lt lv mk mt nb nl nn pl pt "
    "pt_PT rm ro ru sk sl sq sr sr_Latn sv tr uk"
).split()
BOKMAL = "nb"  # what "Norwegian" means where nothing more is said
SHORTEST_STEM, LONGEST_ENDING = 4, 2  # letters of a name that stay, and that its case may change
_CAPITALISED = re.compile(r"[^\W\d_a-zß-ÿ][^\W\d_]+")
SHORTEST_TYPO = 5  # letters from which a name may be forgiven a typing error


@cache
def country_names() -> Mapping[str, str]:
    """ISO 3166 alpha-2 codes (XK for Kosovo) by folded name."""
    usual = ((name, code) for code, name in _cldr("territories") if len(code) == 2 and code.isalpha())
    return _names("countries", usual, _official_names())


@cache
def language_names() -> Mapping[str, str]:
    """BCP 47 codes by folded name."""
    named = ((name, BOKMAL if code == "no" else code) for code, name in _cldr("languages") if "_" not in code)
    return _names("languages", named)


def is_named_in(text: str, country: str) -> bool:
    """Whether a capitalised word of a text is a name of the country, whatever its ending: "v Česku", "w Polsce"."""
    words = [" ".join(folded_words(word)) for word in _CAPITALISED.findall(text)]
    names = [word for word in words if word not in language_names() and not denies(word)]
    return any(name[: len(stem)] == stem for name in names for stem in _stems()[country])


@cache
def _stems() -> Mapping[str, frozenset[str]]:
    """The beginnings of the one-word names of each country that no ending changes."""
    stems: defaultdict[str, set[str]] = defaultdict(set)
    for name, code in country_names().items():
        if " " not in name and len(name) >= SHORTEST_STEM:
            stems[code].add(name[: max(SHORTEST_STEM, len(name) - LONGEST_ENDING)])
    return {code: frozenset(of_one) for code, of_one in stems.items()}


def _cldr(part: str) -> Iterator[tuple[str, str]]:
    for locale in LOCALES:
        yield from getattr(Locale.parse(locale), part).items()


def _official_names() -> Iterator[tuple[str, str]]:
    """Names that CLDR does not have: "Repubblica Ceca", "Moldova, Republic of" (Debian's iso-codes)."""
    import pycountry

    for language in sorted({locale.partition("_")[0] for locale in LOCALES}):
        told = gettext.translation("iso3166-1", pycountry.LOCALES_DIR, languages=[language], fallback=True)
        for country in pycountry.countries:
            for kind in ("name", "official_name", "common_name"):
                if name := getattr(country, kind, None):
                    yield told.gettext(name), country.alpha_2


def _names(part: str, usual: Iterable[tuple[str, str]], further: Iterable[tuple[str, str]] = ()) -> Mapping[str, str]:
    """Codes by folded name; `further` names count where no usual one is the same."""
    names = _of_one_code(further) | _of_one_code(usual)
    typed = tomllib.loads(files(__package__).joinpath("names.toml").read_text(encoding="utf-8"))[part]
    names |= {name_key(name): code for code, of_one in typed.items() for name in of_one}
    return MappingProxyType(names)


def _of_one_code(named: Iterable[tuple[str, str]]) -> dict[str, str]:
    codes: defaultdict[str, set[str]] = defaultdict(set)
    for name, code in named:
        codes[name_key(name)].add(code)
    return {name: next(iter(of_one)) for name, of_one in codes.items() if name and len(of_one) == 1}


def name_key(name: str) -> str:
    """A name as it is looked up: folded words with single blanks."""
    return " ".join(folded_words(name))


Names = Callable[[], Mapping[str, str]]  # one of the two above


def nearest_codes(typed: str, names: Names, codes: frozenset[str]) -> tuple[str, ...]:
    """What a typing error or two lead to among the names of `codes`: one code, none, or several that are as near.

    One error is forgiven from five letters on, two from ten. `typed` is folded.
    """
    if len(typed) < SHORTEST_TYPO or typed.isdigit():
        return ()
    most = 2 if len(typed) >= 10 else 1
    by_length = _by_length(names, codes)
    known = [name for length in range(len(typed) - most, len(typed) + most + 1) for name in by_length.get(length, ())]
    near = process.extract(typed, known, scorer=OSA.distance, score_cutoff=most, limit=None)
    least = min((distance for _, distance, _ in near), default=0)
    return tuple(sorted({names()[name] for name, distance, _ in near if distance == least}))


@cache
def _by_length(names: Names, codes: frozenset[str]) -> Mapping[int, tuple[str, ...]]:
    """The names of some codes by their number of letters."""
    found: defaultdict[int, list[str]] = defaultdict(list)
    for name, code in names().items():
        if code in codes:
            found[len(name)].append(name)
    return {length: tuple(its) for length, its in found.items()}


@cache
def known_codes(names: Names) -> frozenset[str]:
    """All codes that have a name."""
    return frozenset(names().values())
