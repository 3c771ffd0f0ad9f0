"""What languages each adviser must work in, out of free text: "German or Polish; practical adviser must have BOTH".

"A or B", "A / B" and "A, B" ask for one of them; "A and B", "A + B" and "both" for all. "is accepted" and "may be in"
add an alternative. What is said of no role is asked of all of them.
"""

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise

from matcher.folding import folded_words
from matcher.languages import LanguageNeed, Level, Speaks, all_of, any_of, languages_in
from matcher.messages import Term, Vocabulary, say
from matcher.model import Role
from service.intake.cells import says_nothing
from service.intake.clauses import Clause, clauses_of
from service.intake.languages import LanguageInText, languages_in_text
from service.intake.problems import Reading, Remark, Severity
from service.intake.wording import words_of

_EXPECTED = say("Languages for each role, such as: Strategic: English. Practical: Latvian or Estonian")
_ALSO = words_of("must_languages", "also")
_TOO = words_of("must_languages", "too")  # of these, words that may add as well
EVERYBODY = words_of("must_languages", "everybody")
_WISHED = words_of("must_languages", "wished")
_NEGATED = words_of("must_languages", "negated")
_A_PLUS = re.compile(r"\b(?:a|un|ein)\s+plus\b", re.I)
_MOREOVER = words_of("must_languages", "moreover")
_ANYTHING = re.compile(r"\bany\s+languages?\b|\bno\s+preference\b|\bpeu\s+importe\b|\begal\b|\bindifferent\b", re.I)
_BOTH = words_of("must_languages", "both")
_ONE_OF = re.compile(
    r"\b(?:one|any|either|another|a|1|l.une?|une?|eine)\b(?:\s+(?:of|des|de|der))?(?:\s+(?:the|our|its|les|nos|die))?\s+"
    r"(?:two|three|2|3|four|deux|trois|zwei|drei|other|others|autres|local|partner\w*|border|neighbour\w*|langues?|languages?|working)\b",
    re.I,
)
_PLUS = re.compile(r"\+|\bplus\b|\bas well as\b|\balong with\b|\btogether with\b|\bainsi que\b|\bsowie\b", re.I)
_OPENING = re.compile(r"\beither\b|\bone\s+of\b|\bsoit\b|\bentweder\b", re.I)
_OR = re.compile(
    r"\band\s*/\s*or\b|\bet\s*/\s*ou\b|\bor\b|\bou\b|\boder\b|\blub\b|\bili\b|\bo\b|\bu\b|\balebo\b|\bvagy\b|\bsau\b|\bvai\b|\btai\b|\bveya\b|/|\beller\b|\bnebo\b|\bali\b|\bили\b|\bабо\b|\bή\b",
    re.I,
)
_AND = re.compile(
    r"\band\b|\bet\b|\bund\b|&|\bi\b|\by\b|\be\b|\boraz\b|\bas\b|\bși\b|\bși\b|\bun\b|\bja\b|\bog\b|\boch\b|\bve\b|\bi\b|\bи\b|\bта\b|\bκαι\b|\ba\b(?!\s+(?:must|good))",
    re.I,
)


def read_must_languages(
    text: str, wanted: Sequence[Role], working: Sequence[str]
) -> Reading[Mapping[Role, LanguageNeed]]:
    """Read one need a role; a role is absent where none is asked.

    `working` are the working languages of the partnership, for "one of the three".
    """
    if says_nothing(text):
        return Reading({})
    reader = _Reader(working)
    for clause in clauses_of(text):
        reader.read(clause)
    needs = {role: need for role in wanted if (need := reader.need_of(role))}
    if not needs and not reader.remarks and not reader.says_none:
        reader.remarks.append(Remark(text, _EXPECTED, say("Left out: no language is known by these names")))
    return Reading(needs, tuple(reader.remarks))


class _Reader:
    """What the clauses read so far ask for."""

    def __init__(self, working: Sequence[str]) -> None:
        self.working = tuple(working)
        self.everybody: LanguageNeed | None = None
        self.others: LanguageNeed | None = None
        self.of_role: dict[Role, LanguageNeed] = {}
        self.remarks: list[Remark] = []
        self.says_none = False
        self.last: LanguageNeed | None = None
        self.of_all: LanguageNeed | None = None  # what every adviser must speak, said in so many words

    def need_of(self, role: Role) -> LanguageNeed | None:
        return self.of_role.get(role) or self.others or self.everybody

    def read(self, clause: Clause) -> None:
        words = set(folded_words(clause.text))
        need = self._need(clause.text, words)
        if need is None:
            self.says_none = self.says_none or bool(_NEGATED & words or {"any", "free"} & words)
            if not (self.says_none or clause.roles):
                self.remarks.append(
                    Remark(clause.text, _EXPECTED, say("Left out: it names no language"), Severity.NOTE)
                )
            return
        if not clause.roles and not clause.others and EVERYBODY & words:
            self.of_all = need
        for role in clause.roles:
            self.of_role[role] = self._joined(self.of_role.get(role) or self.everybody, need, words)
        if clause.others:
            self.others = self._joined(self.everybody, need, words)
        elif not clause.roles:
            self.everybody = self._joined(self.everybody, need, words)

    def _joined(self, known: LanguageNeed | None, need: LanguageNeed, words: set[str]) -> LanguageNeed:
        """What a later clause says goes before what was said of everybody, unless it adds to it."""
        self.last = need
        adds = self.of_all is not None and known == self.of_all and not _ALSO & words - _TOO
        if known and (_MOREOVER & words or adds):
            return all_of((known, need))
        if known and _ALSO & words:
            return any_of((known, need))
        return need

    def _need(self, text: str, words: set[str]) -> LanguageNeed | None:
        kept = self._without_wishes(text, words)
        if not kept or _ANYTHING.search(kept):
            self.says_none = self.says_none or bool(kept)
            return None
        found = languages_in_text(kept)
        self.remarks += [remark for one in found for remark in one.remarks]
        one_of = _ONE_OF.search(kept)
        if not found:
            return self._named_before(words, one_of is not None)
        if (
            _NEGATED & words
            and not _ALSO & words
            and {"needed", "required", "necessary", "requirement", "exige"} & words
        ):
            return None
        need = self._expression(kept, found)
        if one_of and not _languages_within(found, one_of.span()):
            rest = [code for code in self.working if code not in languages_in(need)]
            after = [one for one in found if one.start >= one_of.end()]
            if rest and not after:
                return all_of((need, any_of(map(Speaks, rest))))
        return need

    def _without_wishes(self, text: str, words: set[str]) -> str:
        """Leave out what is wished for and not asked for; that is said."""
        if not _WISHED & words and not _A_PLUS.search(text):
            return text
        kept = []
        for part in re.split(r"[,;()]|\bbut\b|\bmais\b|\baber\b", text):
            if _WISHED & set(folded_words(part)) or _A_PLUS.search(part):
                if languages_in_text(part):
                    self.remarks.append(
                        Remark(
                            part.strip(), _EXPECTED, say("Wished for, not asked for: it refuses nobody"), Severity.NOTE
                        )
                    )
                    self.says_none = True
            else:
                kept.append(part)
        return ", ".join(kept)

    def _named_before(self, words: set[str], one_of: bool) -> LanguageNeed | None:
        """ "BOTH", "one of them": the languages that were named of everybody, or the working languages."""
        before = self.everybody or self.last
        named = languages_in(before) if before else self.working
        if not named or not (_BOTH & words or one_of):
            return None
        return any_of(map(Speaks, named)) if one_of else all_of(map(Speaks, named))

    def _expression(self, text: str, found: Sequence["LanguageInText"]) -> LanguageNeed:
        """ "+" joins looser than "or", and "or" looser than "and"; a comma does what the next word between does."""
        groups = _grouped(text, found)
        parts = [self._alternatives(text, group) for group in groups]
        return all_of(parts)

    def _alternatives(self, text: str, found: Sequence["LanguageInText"]) -> LanguageNeed:
        joints = [_joint(text[one.end : other.start]) for one, other in pairwise(found)]
        if joints and all(joint == "," for joint in joints):
            both = bool(_BOTH & set(folded_words(text)))
            said = say("Read as any one of them") if not both else say("Read as all of them")
            self.remarks.append(Remark(text, _EXPECTED, said, Severity.NOTE))
            joints = ["and" if both else "or"] * len(joints)
        for place in range(len(joints) - 2, -1, -1):
            joints[place] = joints[place + 1] if joints[place] == "," else joints[place]
        conjunctions: list[list[LanguageNeed]] = [[found[0].need]]
        for joint, one in zip(joints, found[1:], strict=True):
            if joint == "and":
                conjunctions[-1].append(one.need)
            else:
                conjunctions.append([one.need])
        return any_of(all_of(conjunction) for conjunction in conjunctions)


def _grouped(text: str, found: Sequence["LanguageInText"]) -> list[list["LanguageInText"]]:
    """Cut at "+", and around brackets that hold several languages after an "and": "English and (Polish or Czech)"."""
    groups: list[list[LanguageInText]] = [[found[0]]]
    for one, other in pairwise(found):
        between = text[one.end : other.start]
        head, bracket, _ = _OPENING.sub("(", between).partition("(")
        opens = bool(bracket and _AND.search(head))
        closes = ")" in between and bool(_AND.search(between.split(")")[-1])) and "(" in text[: one.start]
        if _PLUS.search(between) or opens or closes:
            groups.append([other])
        else:
            groups[-1].append(other)
    return groups


def _joint(between: str) -> str:
    if _OR.search(between):
        return "or"
    if _AND.search(between):
        return "and"
    return ","


def _languages_within(found: Sequence["LanguageInText"], span: tuple[int, int]) -> bool:
    return any(span[0] <= one.start < span[1] for one in found)


def levels_asked(need: LanguageNeed) -> tuple[tuple[str, Level], ...]:
    """The languages for which a level of its own is asked."""
    if isinstance(need, Speaks):
        return ((need.language, need.level),) if need.level else ()
    return tuple(pair for part in need.needs for pair in levels_asked(part))


def level_note(role: Role, language: str, level: Level) -> Remark:
    """Say that a level other than the usual one is asked."""
    return Remark(
        level,
        _EXPECTED,
        say(
            "{language} is asked at {level} of the adviser for {role}",
            language=Term(Vocabulary.LANGUAGE, language),
            level=Term(Vocabulary.LEVEL, level),
            role=Term(Vocabulary.ROLE, role),
        ),
        Severity.NOTE,
    )
