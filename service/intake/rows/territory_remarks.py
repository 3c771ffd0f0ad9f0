"""What a territory's remarks and its description of the support ask of advisers, beside the questions made for it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from matcher.languages import all_of, languages_in
from matcher.messages import Message, say
from matcher.model import Role
from service.intake.problems import Problem
from service.intake.rows.answers import Answers
from service.intake.words.must_languages import LanguagesAsked, read_must_languages
from service.intake.words.polarity import turns
from service.intake.words.presence import ONLINE, presences, says_on_site
from service.intake.words.remarks import About, Said, said_amid, said_in
from service.intake.words.restriction_kinds import RESIDENCE
from service.intake.words.restrictions import Excluded, read_restrictions

_EXPECTED = say("A remark that asks nothing of advisers")
_LOOK: Mapping[About, Message] = {
    About.PEOPLE: say("Read by no rule: it may be about who must not advise. Look at it before anybody is suggested"),
    About.TIME: say("Read by no rule: it may be about when support can take place. Look at the dates"),
    About.LANGUAGE: say("Read by no rule: it may be about languages. Look at those that are asked for"),
    About.PRESENCE: say("Read by no rule: it may be about being there. Look at what is asked"),
    About.RESIDENCE: say("Read by no rule: it may be about where advisers live. Look at the restrictions"),
}


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked of the adviser of each role, by whatever answer says it."""

    languages: Mapping[Role, LanguagesAsked] = field(default_factory=dict)
    excluded: Mapping[Role, Excluded] = field(default_factory=dict)
    on_site: Mapping[Role, str] = field(default_factory=dict)  # the words that say so


def with_remarks(
    answers: Answers, asked: Asked, wanted: Sequence[Role], countries: Sequence[str], working: Sequence[str]
) -> Asked:
    """Add what remarks ask, each to be confirmed; what no rule can carry is said, to be looked at."""
    told = [("comments", said) for said in said_in(answers.text("comments"), answers.meant("comments"))]
    told += [("support", said) for said in said_amid(answers.text("support"), answers.meant("support"))]
    for name, said in told:
        roles = [role for role in said.clause.roles or wanted if role in wanted]
        more = _asks(said, roles, countries, working)
        if more == Asked():
            place = answers.place(name)
            answers.problems.append(Problem(place, said.clause.text, _EXPECTED, _LOOK[said.about]))
        asked = _both(asked, more)
    return asked


def _asks(said: Said, roles: Sequence[Role], countries: Sequence[str], working: Sequence[str]) -> Asked:
    """What one clause asks of the advisers that it speaks of; nothing where no rule can carry it."""
    text = said.clause.text
    match said.about:
        case About.LANGUAGE:
            return Asked(languages=read_must_languages(text, roles, working).value)
        case About.RESIDENCE:
            return Asked(excluded=read_restrictions(text, roles, countries, {text: (RESIDENCE, 1.0)}).value)
        case About.PRESENCE if says_on_site(text) or not (turns(text) or ONLINE in presences(text)):
            return Asked(on_site=dict.fromkeys(roles, text))
        case _:
            return Asked()


def _both(asked: Asked, more: Asked) -> Asked:
    """What is asked by an answer and by a remark; whatever the remark adds is not certain."""
    languages, excluded = dict(asked.languages), dict(asked.excluded)
    for role, one in more.languages.items():
        known = languages.get(role)
        if known and set(languages_in(one.need)) <= set(languages_in(known.need)):
            continue
        need = all_of((known.need, one.need)) if known else one.need
        languages[role] = LanguagesAsked(need, _joined(known.words if known else "", one.words), certain=False)
    for role, out in more.excluded.items():
        before = excluded.get(role, Excluded((), "", certain=False))
        codes = tuple(dict.fromkeys((*before.countries, *out.countries)))
        excluded[role] = Excluded(codes, _joined(before.words, out.words), certain=False)
    return replace(asked, languages=languages, excluded=excluded, on_site={**more.on_site, **asked.on_site})


def _joined(*words: str) -> str:
    return "; ".join(filter(None, words))
