"""One row of the registration form as an expert."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from unicodedata import normalize

from matcher.identity import expert_id
from matcher.messages import Vocabulary, say
from matcher.model import Expert, ExpertStatus, Unread
from service.intake.cells import says_nothing
from service.intake.problems import Problem, Reading, Severity
from service.intake.rows.answers import Answers
from service.intake.rows.expert_remarks import remarks_of
from service.intake.rows.records import ConsentAnswer, ExpertRecord
from service.intake.words.addresses import read_addresses
from service.intake.words.choices import Choices, Meant, read_choices
from service.intake.words.countries import read_country, read_programme_countries
from service.intake.words.dates import read_date, says_until, without_until
from service.intake.words.genders import read_gender
from service.intake.words.languages import read_languages, unread_levels
from service.intake.words.numbers import read_basis, read_days, read_number
from service.intake.words.polarity import excepts, turns
from service.intake.words.roles import read_roles
from service.intake.words.statuses import read_expert_status
from service.intake.words.travel import DOUBTFUL, read_travel
from service.intake.words.windows import tells_period

MOST_YEARS = 70
# Answers by which a rule may refuse, and which nobody has to give.
_DECIDING = ("residence", "travel", "days", "available_from", "available_until")


def read_expert(answers: Answers) -> ExpertRecord | None:
    """Read one registration; None where it has no address, by which people are known: that is said."""
    addresses = read_addresses(answers.text("email")) or read_addresses(answers.text("account_email"))
    if not addresses:
        answers.problems.append(_without_address(answers))
        return None
    address, *further = addresses
    if further:
        answers.problems.append(_several_addresses(answers, address, further))
    free_from, free_until = _availability(answers)
    remarks = remarks_of(answers)
    themes = answers.read("themes", _choices(Vocabulary.THEME, answers.meant("themes")))
    expert = Expert(
        id=expert_id(address),
        name=_name(answers) or address,
        email=address,
        further_emails=tuple(further),
        organisation=answers.text("organisation"),
        position=answers.text("position"),
        residence=answers.read("residence", read_country),
        roles=answers.read("roles", read_roles),
        themes=themes.codes,
        other_themes=themes.others,
        stages=answers.read("stages", _choices(Vocabulary.STAGE, answers.meant("stages"))).codes,
        years=answers.read("years", _years),
        countries_worked=answers.read("countries_worked", read_programme_countries),
        languages=answers.read("languages", read_languages),
        summary=answers.text("summary"),
        assignments=_assignments(answers.text("assignments")),
        days=answers.read("days", read_days),
        days_basis=read_basis(answers.heading("days")),
        available_from=free_from,
        available_until=free_until,
        travel=answers.read("travel", lambda text: read_travel(text, answers.meant("travel"))),
        declared_conflicts=remarks.with_declared(answers),
        remarks=remarks.limits,
        consent_process=answers.agrees("consent_process"),
        consent_share=answers.agrees("consent_share") and not remarks.conditions,
        status=ExpertStatus.INACTIVE
        if remarks.withdrawals
        else answers.read("status", read_expert_status) or ExpertStatus.VALID,
        gender=read_gender(answers.text("gender")),
    )
    return ExpertRecord(
        expert=replace(expert, unread=tuple(_unread(answers, expert))),
        place=answers.place(),
        number=answers.number,
        numbers=(answers.number,),
        travel_words=answers.text("travel"),
        answered=answers.answered,
        refused_consents=_refused(answers),
        consents=_consents(expert, answers),
        answered_at=answers.answered_at,
    )


def _unread(answers: Answers, expert: Expert) -> Iterator[Unread]:
    """The deciding answers that are filled and tell nothing: doubtful is not the same as not stated."""
    for field in _DECIDING:
        words = answers.text(field)
        is_told = getattr(expert, field) is not None or (
            field == "available_from" and says_until(words) and expert.available_until is not None
        )
        some_days = field == "days" and not turns(words) and not any(letter.isdigit() for letter in words)
        if not (is_told or says_nothing(words) or some_days):  # "by arrangement" is no "none"
            yield Unread(field, words)
    if any(one.level is None for one in expert.languages):
        beside = unread_levels(answers.text("languages"))
        yield from (Unread("languages", words, language) for language, words in beside.items())


def _availability(answers: Answers) -> tuple[date | None, date | None]:
    """From when and until when somebody is free; "until 30 June" under "Available from" is an end."""
    told = answers.text("available_from")
    if excepts(told):
        answers.problems.append(Problem(answers.place("available_from"), told, say("The first day"), DOUBTFUL))
        return None, answers.day_of("available_until")
    if not says_until(told) or tells_period(told):
        return answers.day_of("available_from"), answers.day_of("available_until")
    ends = read_date(without_until(told), answers.day, answers.style("available_from")).value
    said = say("Read as free until {date}", date=ends) if ends else say("Left out: no date can be told from this")
    severity = Severity.NOTE if ends else Severity.WARNING
    answers.problems.append(Problem(answers.place("available_from"), told, say("The first day"), said, severity))
    return None, min(filter(None, (ends, answers.day_of("available_until"))), default=None)


def _refused(answers: Answers) -> frozenset[str]:
    """The consents that somebody plainly said no to."""
    return frozenset(purpose for purpose in ("process", "share") if answers.says_no(f"consent_{purpose}"))


def _consents(expert: Expert, answers: Answers) -> tuple[ConsentAnswer, ...]:
    given = {"process": expert.consent_process, "share": expert.consent_share}
    return tuple(
        ConsentAnswer(purpose, yes, answers.heading(f"consent_{purpose}"), answers.text(f"consent_{purpose}"))
        for purpose, yes in given.items()
    )


def _name(answers: Answers) -> str:
    parts = " ".join(filter(None, (answers.text("first_name"), answers.text("family_name"))))
    name = parts or answers.text("full_name") or answers.text("account_name")
    return normalize("NFC", " ".join(name.split()))


def _choices(vocabulary: Vocabulary, meant: Meant) -> Callable[[str], Reading[Choices]]:
    return lambda text: read_choices(text, vocabulary, meant)


def _years(text: str) -> Reading[int | None]:
    read = read_number(text)
    return Reading(None) if read.value is not None and read.value > MOST_YEARS else read


def _assignments(text: str) -> tuple[str, ...]:
    """Cut a list of assignments into single ones."""
    if says_nothing(text):
        return ()
    pieces = re.split(r"[;\n•]+|(?<=\s)(?=\(?\d[).]\s)", text)
    return tuple(piece for part in pieces if (piece := re.sub(r"^\(?\d[).]\s*|^[-–*]\s+", "", part.strip())))


def _several_addresses(answers: Answers, address: str, further: Sequence[str]) -> Problem:
    said = say("Known by {address}; {further} is kept as well", address=address, further=", ".join(further))
    place, value = answers.place("email"), answers.text("email")
    return Problem(place, value, say("One e-mail address"), said, Severity.NOTE)


def _without_address(answers: Answers) -> Problem:
    return Problem(
        answers.place("email"),
        answers.text("email"),
        say("An e-mail address: it is the key of a registration"),
        say("The row is left out. Add the address and read the file again"),
        Severity.ERROR,
    )
