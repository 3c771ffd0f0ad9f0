"""Messages in the reader's language: templates through gettext, codes through the names that CLDR gives them.

English is the language of the templates; every other language is a catalogue in `service/locale`.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import cache
from gettext import GNUTranslations, NullTranslations
from importlib.resources import files
from io import BytesIO

from babel import Locale
from babel.dates import format_date
from babel.lists import format_list
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from matcher.languages import AllOf, AnyOf, Level, Speaks, counted, read_need
from matcher.languages import LanguageNeed as Need
from matcher.messages import Argument, Message, Quoted, Term, Terms, Vocabulary, say
from matcher.model import ExpertStatus, Role, Rule, TerritoryStatus, Travel
from matcher.taxonomy import label

LOCALES: Mapping[str, str] = {"en": "en_GB", "fr": "fr"}  # Europe's English: 1 September 2026
LANGUAGES = tuple(LOCALES)
KOSOVO_FOOTNOTE = say(
    "* This designation is without prejudice to positions on status, and is in line with UNSCR 1244/1999 and the ICJ "
    "Opinion on the Kosovo declaration of independence."
)

_NAMES: Mapping[Vocabulary, Mapping[str, Message]] = {
    # CLDR has no name for this one.
    Vocabulary.LANGUAGE: {"cnr": say("Montenegrin")},
    Vocabulary.LEVEL: {Level.NATIVE: say("native")},
    Vocabulary.ROLE: {
        Role.METHODOLOGICAL: say("methodological support"),
        Role.STRATEGIC: say("strategic support"),
        Role.PRACTICAL: say("practical support"),
    },
    Vocabulary.RULE: {
        Rule.CONFLICT_OF_INTEREST: say("conflict of interest"),
        Rule.LANGUAGE: say("language"),
        Rule.COUNTRY: say("country of residence"),
        Rule.CONSENT: say("consent"),
        Rule.AVAILABILITY: say("availability"),
        Rule.PRESENCE: say("presence on site"),
        Rule.ROLE: say("role offered"),
        Rule.CAPACITY: say("capacity"),
    },
    Vocabulary.STATUS: {
        TerritoryStatus.APPLIED: say("applied"),
        TerritoryStatus.SELECTED: say("selected as pilot"),
        TerritoryStatus.WAITING: say("waiting"),
        TerritoryStatus.REJECTED: say("rejected"),
        TerritoryStatus.WITHDRAWN: say("withdrawn"),
        ExpertStatus.INCOMPLETE: say("incomplete"),
        ExpertStatus.VALID: say("valid"),
        ExpertStatus.INACTIVE: say("inactive"),
    },
    Vocabulary.TRAVEL: {
        Travel.ANYWHERE: say("all participating countries"),
        Travel.EU: say("EU countries only"),
        Travel.NEIGHBOURS: say("neighbouring countries only"),
        Travel.HOME: say("online only outside the own country"),
        Travel.ONLINE: say("online only"),
    },
    Vocabulary.SIGNAL: {
        "meaning": say("nearness in meaning"),
        "words": say("shared words"),
        "themes": say("themes"),
        "stages": say("stages"),
        "countries": say("countries and borders"),
        "languages": say("working languages"),
        "rotation": say("earlier rounds"),
    },
}
_TAXONOMY = frozenset(
    {Vocabulary.THEME, Vocabulary.STAGE, Vocabulary.TERRITORY_TYPE, Vocabulary.TARGET_GROUP, Vocabulary.MATURITY}
)


class Sentences:
    """Writes messages in one language. Raises LookupError for a language without a catalogue."""

    def __init__(self, language: str = "en", names: Mapping[str, str] | None = None) -> None:
        if language not in LANGUAGES:
            raise LookupError(f"there is no {language!r} catalogue; there are {', '.join(LANGUAGES)}")
        self.language = language
        self._locale = Locale.parse(LOCALES[language])
        self._catalogue = _catalogue(language)
        self._write_term: Mapping[Vocabulary, Callable[[str], str]] = {
            Vocabulary.COUNTRY: self.country,
            Vocabulary.LANGUAGE: self._language,
            Vocabulary.LANGUAGE_NEED: lambda expression: self._need(read_need(expression)),
            Vocabulary.SPOKEN: self._spoken,
            Vocabulary.PERSON: self._person,
            Vocabulary.TERRITORY: lambda identity: self._names.get(identity, identity),
        }
        self._names = names or {}

    def knowing(self, names: Mapping[str, str]) -> "Sentences":
        """The same language, with the names of the people and territories that are spoken of, by id."""
        return Sentences(self.language, names)

    def text(self, template: str) -> str:
        """Translate a template that has no places to fill."""
        return self._catalogue.gettext(template)

    def labelled(self, label: str, text: str) -> str:
        """Join a label and what it labels as this language does: "name: value", or "nom : valeur" with its blank."""
        return self.text("{label}: {text}").format(label=label, text=text)

    def write(self, message: Message) -> str:
        """Write a message out with its arguments."""
        arguments = {name: self.argument(value) for name, value in message.arguments}
        return self._catalogue.gettext(message.text).format(**arguments)

    def argument(self, value: Argument) -> str:
        """Write one argument of a message."""
        match value:
            case Message():
                return self.write(value)
            case Quoted(words):
                return self.quoted(words)
            case Term(vocabulary, code):
                return self.term(vocabulary, code)
            case Terms(vocabulary, codes) if vocabulary in _TAXONOMY and codes:  # labels hold commas and "and"
                return self.text("; ").join(self.term(vocabulary, code) for code in codes)
            case Terms(vocabulary, codes):
                return self.listed(self.term(vocabulary, code) for code in codes)
            case date():
                return format_date(value, "long", locale=self._locale)
            case _:
                return str(value)

    def quoted(self, words: str) -> str:
        """Set somebody's own words in the quotation marks of this language."""
        return self.text("“{words}”").format(words=words)

    def term(self, vocabulary: Vocabulary, code: str) -> str:
        """Write one code of a vocabulary; an empty code is something not stated."""
        if not code:
            return self.text("not stated")
        if vocabulary in self._write_term:
            return self._write_term[vocabulary](code)
        if vocabulary in _TAXONOMY:
            return self.text(label(vocabulary, code))
        known = _NAMES.get(vocabulary, {}).get(code)
        return self.write(known) if known else code

    def country(self, code: str) -> str:
        """Write a country's name; Kosovo carries the asterisk of its footnote."""
        name = self._locale.territories.get(code, code)
        return f"{name}*" if code == "XK" else name

    def listed(self, items: Iterable[str]) -> str:
        """Write a list as this language does: commas, and a word before the last."""
        written = list(items)
        return format_list(written, locale=self._locale) if written else self.text("not stated")

    def _language(self, code: str) -> str:
        known = _NAMES[Vocabulary.LANGUAGE].get(code)
        return self.write(known) if known else self._locale.languages.get(code, code)

    def _spoken(self, code: str) -> str:
        language, _, level = code.partition(":")
        stated = self.term(Vocabulary.LEVEL, level) if level else self.text("level not stated")
        return f"{self._language(language)} ({stated})"

    def _person(self, identity: str) -> str:
        return self._names.get(identity) or self.text("erased person")

    def _need(self, need: Need) -> str:
        match need:
            case Speaks(language, level):
                return f"{self._language(language)} {level}" if level else self._language(language)
            case AnyOf() if told := counted(need):
                count, members = told
                return self.text("{count} of these: {languages}").format(
                    count=count, languages=self.listed(self._need(one) for one in members)
                )
            case AllOf(needs):
                joint = self.text(" and ")
            case _:
                joint, needs = self.text(" or "), need.needs
        return joint.join(self._need(n) if isinstance(n, Speaks) else f"({self._need(n)})" for n in needs)


@cache
def _catalogue(language: str) -> NullTranslations:
    if language == "en":
        return NullTranslations()
    compiled = BytesIO()
    with files("service").joinpath("locale", f"{language}.po").open("rb") as source:
        write_mo(compiled, read_po(source, locale=language))
    compiled.seek(0)
    return GNUTranslations(compiled)
