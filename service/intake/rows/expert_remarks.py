"""What somebody says in a remark that decides over them, beside the questions made for it; always said."""

from collections.abc import Mapping
from dataclasses import dataclass

from matcher.messages import Message, say
from service.intake.cells import says_nothing
from service.intake.problems import Problem
from service.intake.rows.answers import Answers
from service.intake.words.remarks import About, said_in

_EXPECTED = say("A remark that changes nothing")
_DONE: Mapping[About, Message] = {
    About.CONFLICT: say("Read with the declared conflicts of interest: it may name one"),
    About.WITHDRAWAL: say("Read as inactive, to be on the safe side: it may be a withdrawal. Ask them"),
    About.CONDITION: say("Read as no consent to share: it may be a condition. Ask them, and read again"),
    About.LIMIT: say("Read by no rule: it is shown wherever they are suggested"),
}


@dataclass(frozen=True, slots=True)
class ExpertRemarks:
    """The clauses of a remark that decide over the person, by what they are about, in their own words."""

    conflicts: tuple[str, ...] = ()
    withdrawals: tuple[str, ...] = ()
    conditions: tuple[str, ...] = ()
    limits: tuple[str, ...] = ()

    def with_declared(self, answers: Answers) -> str:
        """What is declared of conflicts, by the answer to the question and by remarks; a bare "no" gives way."""
        declared = answers.text("conflicts")
        bare = says_nothing(declared) or answers.says_no("conflicts")
        return "\n".join((*([] if bare else [declared]), *self.conflicts)) if self.conflicts else declared


def remarks_of(answers: Answers) -> ExpertRemarks:
    """Read the remark of a row; what each clause does is said with it."""
    told = said_in(answers.text("comments"), answers.meant("comments"))
    place = answers.place("comments")
    answers.problems += [Problem(place, one.clause.text, _EXPECTED, _DONE[one.about]) for one in told]

    def words(about: About) -> tuple[str, ...]:
        return tuple(one.clause.text for one in told if one.about is about)

    return ExpertRemarks(
        conflicts=words(About.CONFLICT),
        withdrawals=words(About.WITHDRAWAL),
        conditions=words(About.CONDITION),
        limits=words(About.LIMIT),
    )
