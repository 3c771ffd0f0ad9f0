"""One row of the application form as a territory."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from matcher.folding import folded_words
from matcher.identity import territory_id
from matcher.languages import LanguageNeed, Level, Speaks, write_need
from matcher.messages import Term, Vocabulary, say
from matcher.model import ReadingOf, Role, Territory, TerritoryReading, TerritoryStatus
from service.intake.problems import Problem, Reading, Remark, Severity
from service.intake.rows.answers import Answers
from service.intake.rows.records import TerritoryRecord
from service.intake.rows.territory_remarks import Asked, with_remarks
from service.intake.words.addresses import read_addresses
from service.intake.words.agreement import meant_as
from service.intake.words.choices import Choices, Meant, read_choice, read_choices
from service.intake.words.conditions import misses
from service.intake.words.countries import read_countries, read_country
from service.intake.words.languages import read_language_names
from service.intake.words.must_languages import EXPECTED, LanguagesAsked, read_must_languages
from service.intake.words.numbers import DaysWanted, read_days, read_days_wanted
from service.intake.words.partners import read_partners
from service.intake.words.presence import read_on_site, roles_on_site
from service.intake.words.restrictions import Excluded, read_restrictions
from service.intake.words.roles import read_roles
from service.intake.words.statuses import read_territory_status
from service.intake.words.windows import Window, read_window, tells_period

SELECTED = {
    TerritoryStatus.SELECTED: True,
    TerritoryStatus.WAITING: False,
    TerritoryStatus.REJECTED: False,
    TerritoryStatus.WITHDRAWN: False,
}


def read_territory(answers: Answers) -> TerritoryRecord | None:
    """Read one application; None for a test or an empty one, which is said."""
    name = " ".join(answers.text("name").split())
    if not name or _is_test(name, answers):
        answers.problems.append(_no_application(answers, name))
        return None
    countries = answers.read("countries", read_countries)
    wanted = _wanted(answers)
    working = answers.read("working_languages", read_language_names)
    there = answers.read(
        "on_site", lambda text: read_on_site(text, answers.heading("on_site"), answers.meant("on_site"))
    )
    plainly = Asked(
        languages=_must_languages(answers, wanted, working),
        excluded=answers.read(
            "restrictions", lambda text: read_restrictions(text, wanted, countries, answers.meant("restrictions"))
        ),
        on_site={} if there else _roles_on_site(answers, wanted, asked_plainly=there is None),
    )
    asked = with_remarks(answers, plainly, wanted, countries, working)
    on_site = {} if there else asked.on_site
    start, end = _support(answers)
    days = _days(answers, wanted)
    themes = answers.read("themes", _choices(Vocabulary.THEME, answers.meant("themes")))
    territory = Territory(
        id=territory_id(name, countries),
        name=name,
        acronym=answers.text("acronym"),
        countries=countries,
        regions=answers.text("regions"),
        contact=answers.text("contact"),
        contact_emails=read_addresses(answers.text("contact_email")),
        lead=answers.text("lead"),
        lead_country=answers.read("lead_country", read_country),
        partners=read_partners(answers.text("partners")),
        structure=answers.text("structure"),
        types=answers.read("types", _choices(Vocabulary.TERRITORY_TYPE, answers.meant("types"))).codes,
        maturity=answers.read(
            "maturity", lambda text: read_choice(text, Vocabulary.MATURITY, answers.meant("maturity"))
        ),
        challenges=answers.text("challenges"),
        vision=answers.text("vision"),
        themes=themes.codes,
        other_themes=themes.others,
        target_groups=answers.read(
            "target_groups", _choices(Vocabulary.TARGET_GROUP, answers.meant("target_groups"))
        ).codes,
        roles_wanted=wanted,
        days=days.of_role,
        days_total=days.total,
        support=answers.text("support"),
        working_languages=working,
        must_languages={role: one.need for role, one in asked.languages.items()},
        on_site_of=dict.fromkeys(on_site, True),
        readings=_readings(asked.languages, asked.excluded, on_site),
        restrictions=answers.text("restrictions"),
        excluded_residence={role: one.countries for role, one in asked.excluded.items()},
        programmes=answers.text("programmes"),
        remarks=answers.text("comments"),
        start=start,
        end=end,
        on_site=there,
        agreed=answers.confirms("agreed"),
        status=answers.read("status", read_territory_status) or TerritoryStatus.APPLIED,
    )
    return _record(answers, territory)


def _record(answers: Answers, territory: Territory) -> TerritoryRecord:
    missed = misses(territory)
    answers.problems += [
        Problem(answers.place(), territory.name, say("An application that meets the programme's conditions"), miss)
        for miss in missed
    ]
    selected = SELECTED.get(territory.status)
    return TerritoryRecord(territory, answers.place(), answers.number, missed, selected, answers.answered_at)


def _choices(vocabulary: Vocabulary, meant: Meant) -> Callable[[str], Reading[Choices]]:
    return lambda text: read_choices(text, vocabulary, meant)


def _readings(
    asked: Mapping[Role, LanguagesAsked], excluded: Mapping[Role, Excluded], on_site: Mapping[Role, str]
) -> tuple[TerritoryReading, ...]:
    """What was read out of free text and decides over people, each with its words."""
    return (
        *(
            TerritoryReading(ReadingOf.MUST_LANGUAGES, role, write_need(one.need), one.words, one.certain)
            for role, one in asked.items()
        ),
        *(
            TerritoryReading(ReadingOf.EXCLUDED_RESIDENCE, role, " ".join(one.countries), one.words, one.certain)
            for role, one in excluded.items()
        ),
        *(TerritoryReading(ReadingOf.ON_SITE, role, "yes", words, certain=False) for role, words in on_site.items()),
    )


def _roles_on_site(answers: Answers, wanted: Sequence[Role], *, asked_plainly: bool) -> Mapping[Role, str]:
    """The roles of which the application says that they have to be there: all, of a yes that may mean it."""
    if asked_plainly and meant_as(answers.text("on_site")):
        return dict.fromkeys(wanted, answers.text("on_site"))
    expected = roles_on_site(answers.text("support"), wanted)
    return {**expected, **roles_on_site(answers.text("on_site"), wanted, answers.meant("on_site"))}


def _wanted(answers: Answers) -> tuple[Role, ...]:
    wanted = answers.read("roles", read_roles)
    if wanted:
        return wanted
    place, value = answers.place("roles"), answers.text("roles")
    said = say("Read as one adviser of each role")
    answers.problems.append(Problem(place, value, say("The roles wanted"), said, Severity.NOTE))
    return tuple(Role)


def _support(answers: Answers) -> tuple[date | None, date | None]:
    """When support starts and ends: each from its own question, or from one that asks for a period."""
    told = answers.text("start")
    period = read_window(told, None).value if tells_period(told) else Window()
    start = period.start or answers.day_of("start")
    window = answers.read("window", lambda text: read_window(text, start))
    return start or window.start, answers.day_of("end") or window.end or period.end


def _days(answers: Answers, wanted: tuple[Role, ...]) -> DaysWanted:
    stated = {role: answers.read(f"days_{role}", read_days) for role in wanted if answers.text(f"days_{role}")}
    by_role = {role: days for role, days in stated.items() if days is not None}
    if by_role:
        return DaysWanted(by_role)
    return answers.read("days", lambda text: read_days_wanted(text, wanted))


def _must_languages(
    answers: Answers, wanted: tuple[Role, ...], working: tuple[str, ...]
) -> Mapping[Role, LanguagesAsked]:
    needs = dict(answers.read("must_languages", lambda text: read_must_languages(text, wanted, working)))
    for role in wanted:
        field = f"must_languages_{role}"
        needs |= answers.read(field, lambda text, role=role: read_must_languages(text, (role,), working))  # type: ignore[misc]
    for role, asked in needs.items():
        notes = [_level_note(role, language, level) for language, level in _levels_asked(asked.need)]
        answers.problems += [note.at(answers.place("must_languages")) for note in notes]
    return needs


def _is_test(name: str, answers: Answers) -> bool:
    """A row that somebody sent to try the form: it says so, and asks for nothing."""
    asks = answers.text("support") or answers.text("themes")
    return bool({"test", "testing", "essai", "prueba"} & set(folded_words(name))) and len(asks) < 20


def _no_application(answers: Answers, name: str) -> Problem:
    said = say("Left out: it looks like a test") if name else say("Left out: the name of the territory is missing")
    return Problem(
        answers.place("name"), name, say("An application with the name of its territory"), said, Severity.ERROR
    )


def _levels_asked(need: LanguageNeed) -> tuple[tuple[str, Level], ...]:
    """The languages for which a level of its own is asked."""
    if isinstance(need, Speaks):
        return ((need.language, need.level),) if need.level else ()
    return tuple(pair for part in need.needs for pair in _levels_asked(part))


def _level_note(role: Role, language: str, level: Level) -> Remark:
    """Say that a level other than the usual one is asked."""
    return Remark(
        level,
        EXPECTED,
        say(
            "{language} is asked at {level} of the adviser for {role}",
            language=Term(Vocabulary.LANGUAGE, language),
            level=Term(Vocabulary.LEVEL, level),
            role=Term(Vocabulary.ROLE, role),
        ),
        Severity.NOTE,
    )
