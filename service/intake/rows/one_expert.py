"""One person's answers as they are typed into a page: read by the same rules as a row of an export, and written back.

`answers_of` is the inverse of `read_one_expert`: what is written is read as the same person again.
"""

from collections.abc import Mapping, Sequence
from datetime import date

from matcher.languages import SpokenLanguage
from matcher.messages import Vocabulary
from matcher.model import Expert
from matcher.taxonomy import label
from service.intake.files.any_file import Row, Table
from service.intake.problems import Problem
from service.intake.rows.answers import Answers
from service.intake.rows.experts import read_expert
from service.sentences import Sentences

# In the order of the page. Consents are none of them: nobody gives one for somebody else.
FIELDS = (
    "full_name", "email", "organisation", "position", "residence", "languages", "roles", "themes", "stages", "years",
    "countries_worked", "summary", "assignments", "days", "available_from", "available_until", "travel", "conflicts",
    "status",
)  # fmt: skip
LONG = frozenset({"summary", "assignments", "conflicts"})
_ENGLISH = Sentences("en")


def read_one_expert(told: Mapping[str, str]) -> tuple[Expert | None, Sequence[Problem]]:
    """Read one person's answers by field; None where there is no address. Consents are not given."""
    names = tuple(name for name in FIELDS if name in told)
    table = Table("", "", names, 0, (Row(1, tuple(told[name] for name in names)),), ())
    answers = Answers(table, table.rows[0], {name: place for place, name in enumerate(names)})
    record = read_expert(answers)
    return (record.expert if record else None), answers.problems


def answers_of(expert: Expert) -> Mapping[str, str]:
    """What somebody would have answered, in English where it is codes."""
    return {
        "full_name": expert.name,
        "email": "; ".join(expert.addresses),
        "organisation": expert.organisation,
        "position": expert.position,
        "residence": _ENGLISH.country(expert.residence).rstrip("*") if expert.residence else "",
        "languages": "; ".join(map(_spoken, expert.languages)),
        "roles": "; ".join(label(Vocabulary.ROLE, role) for role in expert.roles),
        "themes": "; ".join(
            (
                *(label(Vocabulary.THEME, one) for one in expert.themes),
                *(f"Other: {one}" for one in expert.other_themes),
            )
        ),
        "stages": "; ".join(label(Vocabulary.STAGE, one) for one in expert.stages),
        "years": "" if expert.years is None else str(expert.years),
        "countries_worked": "; ".join(_ENGLISH.country(one).rstrip("*") for one in expert.countries_worked),
        "summary": expert.summary,
        "assignments": "\n".join(expert.assignments),
        "days": "" if expert.days is None else str(expert.days),
        "available_from": _day(expert.available_from),
        "available_until": _day(expert.available_until),
        "travel": _ENGLISH.term(Vocabulary.TRAVEL, expert.travel.value) if expert.travel else "",
        "conflicts": expert.declared_conflicts,
        "status": expert.status.value,
    }


def _spoken(one: SpokenLanguage) -> str:
    name = _ENGLISH.term(Vocabulary.LANGUAGE, one.language)
    return f"{name} ({one.level})" if one.level else name


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""
