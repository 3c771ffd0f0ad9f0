"""Letters in the reader's language; what is said about somebody is quoted from their profile and the pilot's words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from matcher.explanation import quotation
from matcher.messages import Message, Quoted, Term, Vocabulary, say
from matcher.model import Expert, Role, Suggestion, Territory
from service.sentences import LANGUAGES, Sentences
from service.values.invitations import LINK


@dataclass(frozen=True, slots=True)
class Written:
    """Subject and body of a letter, in plain text."""

    subject: str
    body: str


def language_for(expert: Expert, profile_language: str | None, usual: str) -> str:
    """The language to write to somebody in: that of their profile, else one that they speak, else the usual one."""
    if profile_language in LANGUAGES:
        return profile_language
    spoken = [one.language for one in expert.languages if one.language in LANGUAGES]
    return usual if usual in spoken or not spoken else spoken[0]


def invitation(
    expert: Expert,
    territory: Territory,
    role: Role,
    suggestion: Suggestion | None,
    answer_by: date,
    sentences: Sentences,
) -> Written:
    """Invite somebody to a seat; why them is quoted, and left out where nothing can be."""
    place, task = territory.name, Term(Vocabulary.ROLE, role)
    said = [
        say("Dear {name},", name=expert.name),
        say(
            "you put yourself on the list of experts for cross-border pilot territories. We would like to invite you "
            "to advise {place}, for {role}.",
            place=place,
            role=task,
        ),
        *_why(suggestion),
        *_when(territory),
        say(
            "Please answer by {day}: accept or decline on this page, without an account. You can change your answer "
            "there.",
            day=answer_by,
        ),
    ]
    return _letter(say("Invitation to advise {place}", place=place), said, sentences)


def reminder(expert: Expert, territory: Territory, answer_by: date, sentences: Sentences) -> Written:
    """Remind somebody of an invitation that they have not answered."""
    said = [
        say("Dear {name},", name=expert.name),
        say(
            "we have invited you to advise {place} and have not heard from you. Please answer by {day}; declining is "
            "as welcome as accepting, for it lets us ask somebody else in time.",
            place=territory.name,
            day=answer_by,
        ),
    ]
    return _letter(say("A reminder: your invitation to advise {place}", place=territory.name), said, sentences)


def come_in(name: str, sentences: Sentences) -> Written:
    """The link by which somebody comes to their own page."""
    said = [
        say("Dear {name},", name=name),
        say("with this link you come to your own page: territories that may suit you, your profile, your consents."),
        _not_asked(),
    ]
    return _letter(say("Your link to your page"), said, sentences)


def register_now(sentences: Sentences) -> Written:
    """The link by which somebody registers."""
    said = [
        say("Dear expert,"),
        say("with this link you register on the list of experts for cross-border pilot territories. You can save what "
            "you enter and go on later, with the same link."),
        _not_asked(),
    ]  # fmt: skip
    return _letter(say("Your registration as an expert"), said, sentences)


def _not_asked() -> Message:
    return say("If it was not you who asked for it, there is nothing to do: without the link nothing happens.")


def _letter(subject: Message, said: Sequence[Message], sentences: Sentences) -> Written:
    closing = say("With kind regards, the coordinators of the programme")
    paragraphs = [*(sentences.write(one) for one in said), LINK, sentences.write(closing)]
    return Written(sentences.write(subject), "\n\n".join(paragraphs) + "\n")


def _why(suggestion: Suggestion | None) -> Sequence[Message]:
    quoted = quotation(suggestion) if suggestion else None
    if quoted is None:
        return ()
    own, asked = (Quoted.of(one.words) for one in quoted)
    return [say("Why you: the territory writes {asked}, and your profile says {own}.", asked=asked, own=own)]


def _when(territory: Territory) -> Sequence[Message]:
    if territory.start and territory.end:
        return [say("Support is wanted from {start} to {end}.", start=territory.start, end=territory.end)]
    return ()
