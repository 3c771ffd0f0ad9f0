"""What languages each adviser must work in, out of free text: "German or Polish; practical adviser must have BOTH".

"A or B", "A / B" and "A, B" ask for one of them; "A and B", "A + B" and "both" for all; "two of A, B, C" for any two.
"is accepted" and "may be in" add an alternative. What is said of no role is asked of all of them. Where a word is left
over that is not known to change nothing, or "and" and "or" stand side by side, the reading is not certain.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from matcher.folding import folded_words
from matcher.languages import LanguageNeed, Speaks, all_of, any_of, k_of, languages_in
from matcher.messages import say
from matcher.model import Role
from service.intake.cells import says_nothing
from service.intake.problems import Reading, Remark, Severity
from service.intake.words.clauses import Clause, clauses_of
from service.intake.words.language_at import LanguageInText, languages_in_text
from service.intake.words.language_clauses import numbers_in, words_left_over
from service.intake.words.language_lists import (
    BOTH,
    NEGATED,
    ONE_OF,
    SEGMENT,
    denies_a_language,
    grouped,
    is_mixed,
    joint,
    languages_within,
)
from service.intake.words.polarity import turns
from service.intake.words.wording import words_of

EXPECTED = say("Languages for each role, such as: Strategic: English. Practical: Latvian or Estonian")
_ALSO = words_of("must_languages", "also")
_TOO = words_of("must_languages", "too")  # of these, words that may add as well
EVERYBODY = words_of("must_languages", "everybody")
_WISHED = words_of("must_languages", "wished")
_A_PLUS = re.compile(r"\b(?:a|un|ein)\s+plus\b", re.I)
_MOREOVER = words_of("must_languages", "moreover")
_ANYTHING = re.compile(r"\bany\s+languages?\b|\bno\s+preference\b|\bpeu\s+importe\b|\begal\b|\bindifferent\b", re.I)


@dataclass(frozen=True, slots=True)
class LanguagesAsked:
    """What one adviser must speak, the words that say so, and whether every one of them was understood."""

    need: LanguageNeed
    words: str
    certain: bool


@dataclass(frozen=True, slots=True)
class _Counted:
    """So many of some languages, whichever."""

    number: int
    start: int  # where the count stands
    of: tuple[LanguageInText, ...]  # those it counts; none: the working languages
    spans: tuple[tuple[int, int], ...]  # where its numbers stand


def read_must_languages(
    text: str, wanted: Sequence[Role], working: Sequence[str]
) -> Reading[Mapping[Role, LanguagesAsked]]:
    """Read one need a role; a role is absent where none is asked.

    `working` are the working languages of the partnership, for "one of the three". Names alone between semicolons or
    lines are one list.
    """
    if says_nothing(text):
        return Reading({})
    pieces = [piece for piece in re.split(r"[;\n|•]+", text) if piece.strip()]
    if len(pieces) > 1 and all(map(_is_bare_name, pieces)):
        text = ", ".join(piece.strip() for piece in pieces)
    reader = _Reader(working)
    clauses = clauses_of(text)
    for clause in clauses:
        reader.read(clause)
    beside = [clause.text for clause in clauses if not languages_in_text(clause.text)]
    if reader.understood and any(map(turns, beside)):  # "not strategic: English"
        reader.doubt(text)
    needs = {role: asked for role in wanted if (asked := reader.asked_of(role))}
    if not needs and not reader.remarks and not reader.says_none:
        reader.remarks.append(Remark(text, EXPECTED, say("Left out: no language is known by these names")))
    return Reading(needs, tuple(reader.remarks))


def _is_bare_name(piece: str) -> bool:
    found = languages_in_text(piece)
    return bool(found) and not words_left_over(piece, found)


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
        self.understood: list[tuple[Clause, bool]] = []  # clauses that ask for languages, and whether for certain

    def need_of(self, role: Role) -> LanguageNeed | None:
        return self.of_role.get(role) or self.others or self.everybody

    def asked_of(self, role: Role) -> LanguagesAsked | None:
        """What is asked of a role, with the clauses that it follows from."""
        need = self.need_of(role)
        own = [one for one in self.understood if role in one[0].roles]
        rest = [one for one in self.understood if one[0].others and not own]
        everybody = [one for one in self.understood if not one[0].roles and not one[0].others]
        follows = [*(everybody if not (own or rest) or self._builds_on(own) else []), *own, *rest]
        if need is None or not follows:
            return None
        words = "; ".join(clause.text for clause, _ in follows)
        return LanguagesAsked(need, words, all(certain for _, certain in follows))

    def _builds_on(self, own: Sequence[tuple[Clause, bool]]) -> bool:
        """Whether what is said of a role adds to what is said of everybody."""
        words = {word for clause, _ in own for word in folded_words(clause.text)}
        return bool((_ALSO | _MOREOVER | BOTH) & words)

    def doubt(self, text: str) -> None:
        """Nothing that was read is certain."""
        self.understood = [(clause, False) for clause, _ in self.understood]
        self.remarks.append(_to_confirm(text, ()))

    def read(self, clause: Clause) -> None:
        text = self._without_denied(clause.text)
        words = set(folded_words(text))
        need = self._need(text, words)
        if need is None:
            if {"any", "free"} & words:
                self.remarks.append(_any_will_do(clause.text))
            self.says_none = self.says_none or bool(NEGATED & words or {"any", "free"} & words)
            if not (self.says_none or clause.roles):
                self.remarks.append(Remark(clause.text, EXPECTED, say("Left out: it names no language"), Severity.NOTE))
            return
        found = languages_in_text(text)
        left = words_left_over(text, found, self._understood_counts(text, found))
        certain = not left and not is_mixed(text, found)
        if not certain:
            self.remarks.append(_to_confirm(clause.text, left))
        widens = bool(_ALSO & words) and self.everybody is not None  # whom it does not let in, it does not keep out
        self.understood.append((clause, certain or widens))
        if not clause.roles and not clause.others and EVERYBODY & words:
            self.of_all = need
        for role in clause.roles:
            self.of_role[role] = self._joined(self.of_role.get(role) or self.everybody, need, words)
        if clause.others:
            self.others = self._joined(self.everybody, need, words)
        elif not clause.roles:
            known, self.everybody = self.everybody, self._joined(self.everybody, need, words)
            if known and self.everybody == need:  # both are asked of everybody, as far as is known
                self.everybody = all_of((known, need))
                self.understood[-1] = (clause, False)

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
            if kept and not {"any", "free"} & words:
                self.remarks.append(_any_will_do(text))
            return None
        found = languages_in_text(kept)
        self.remarks += [remark for one in found for remark in one.remarks]
        one_of = ONE_OF.search(kept)
        count = self._counted(kept, found)
        if count is not None and not count.of:
            return k_of(count.number, [Speaks(code) for code in self.working])
        if not found:
            return self._named_before(words, one_of is not None)
        if count is not None:
            others = [one for one in found if one not in count.of]
            chosen = k_of(count.number, [one.need for one in count.of])
            return all_of((self._expression(kept, others), chosen)) if others else chosen
        need = self._expression(kept, found)
        if one_of and not languages_within(found, one_of.span()):
            rest = [code for code in self.working if code not in languages_in(need)]
            after = [one for one in found if one.start >= one_of.end()]
            if rest and not after:
                return all_of((need, any_of(map(Speaks, rest))))
        return need

    def _counted(self, text: str, found: Sequence[LanguageInText]) -> "_Counted | None":
        """ "Two of German, Slovene and Hungarian", "two of the three languages": how many, and of which.

        A second number, "of the three", must be how many there are: otherwise none of it is understood.
        """
        numbers, one_of = numbers_in(text, found), ONE_OF.search(text)
        if len(numbers) < (1 if found else 2) or (one_of and not one_of[0].startswith("any")):
            return None
        number, start, end = numbers[0]
        groups = grouped(text, found) if found else []
        of = next((tuple(own) for group in groups if (own := [one for one in group if one.start >= end])), ())
        among = len(of) or (len(self.working) if not found else 0)
        fits = all(other == among for other, _, _ in numbers[1:])
        spans = tuple((begin, stop) for _, begin, stop in numbers)
        return _Counted(number, start, of, spans) if 2 <= number <= among and fits else None

    def _understood_counts(self, text: str, found: Sequence[LanguageInText]) -> Sequence[tuple[int, int]]:
        """The places of the numbers that were understood: as a count, or as "one of the three"."""
        count, one_of = self._counted(text, found), ONE_OF.search(text)
        if count is not None:
            return count.spans
        return [(begin, end) for _, begin, end in numbers_in(text, found) if one_of and begin < one_of.end()]

    def _without_denied(self, text: str) -> str:
        """The text without the parts that deny a language, "no Russian", "English is not enough"; that is said."""
        kept: list[str] = []
        denied: list[str] = []
        for part in SEGMENT.split(text):
            (denied if denies_a_language(part) else kept).append(part.strip())
        if not denied:
            return text
        self.says_none = True
        said = say("No rule asks for this: a language is denied here")
        self.remarks += [Remark(part, EXPECTED, said) for part in denied]
        return ", ".join(part for part in kept if part)

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
                            part.strip(), EXPECTED, say("Wished for, not asked for: it refuses nobody"), Severity.NOTE
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
        if not named or not (BOTH & words or one_of):
            return None
        return any_of(map(Speaks, named)) if one_of else all_of(map(Speaks, named))

    def _expression(self, text: str, found: Sequence["LanguageInText"]) -> LanguageNeed:
        """ "+" and "and" join looser than "or"; a comma does what the next word between does."""
        groups = grouped(text, found)
        parts = [self._alternatives(text, group) for group in groups]
        return all_of(parts)

    def _alternatives(self, text: str, found: Sequence["LanguageInText"]) -> LanguageNeed:
        joints = [joint(text[one.end : other.start]) for one, other in pairwise(found)]
        if joints and all(joint == "," for joint in joints):
            both = bool(BOTH & set(folded_words(text)))
            said = say("Read as any one of them") if not both else say("Read as all of them")
            self.remarks.append(Remark(text, EXPECTED, said, Severity.NOTE))
            joints = ["and" if both else "or"] * len(joints)
        for place in range(len(joints) - 2, -1, -1):
            joints[place] = joints[place + 1] if joints[place] == "," else joints[place]
        alternatives: list[list[LanguageNeed]] = [[found[0].need]]
        for between, one in zip(joints, found[1:], strict=True):
            if between == "or":
                alternatives[-1].append(one.need)
            else:
                alternatives.append([one.need])
        return all_of(any_of(alternative) for alternative in alternatives)


def _to_confirm(text: str, left: Sequence[str]) -> Remark:
    if left:
        said = say("To be confirmed, for these words were not understood: {words}", words=", ".join(left))
    else:
        said = say("To be confirmed: it can be read in two ways")
    return Remark(text, EXPECTED, said)


def _any_will_do(text: str) -> Remark:
    return Remark(text, EXPECTED, say("Read as: any language will do"), Severity.NOTE)
