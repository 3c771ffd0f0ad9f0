"""The experts as columns, so that a rule or a signal is told of all of them at once.

A column answers for every expert in the order of `Roster.experts`; nothing here decides anything.
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

from matcher.languages import AllOf, AnyOf, LanguageNeed, Level, Speaks, serves_for
from matcher.model import Expert, ExpertStatus, Travel
from matcher.texts import THIN_PROFILE, words_told

Bools = NDArray[np.bool_]
Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

NOT_SPOKEN = -1
LEVEL_NOT_STATED = 0


class CodeColumns:
    """Which codes of one vocabulary each expert has."""

    def __init__(self, codes_of_each: Sequence[Iterable[str]]) -> None:
        listed = [tuple(codes) for codes in codes_of_each]
        known = sorted({code for codes in listed for code in codes})
        self._column = {code: place for place, code in enumerate(known)}
        self._has = np.zeros((len(listed), len(known)), dtype=bool)
        for row, codes in enumerate(listed):
            self._has[row, [self._column[code] for code in codes]] = True
        self.size: Ints = self._has.sum(axis=1)

    def has(self, code: str) -> Bools:
        """Whether each expert has the code, shape (experts,)."""
        column = self._column.get(code)
        return np.zeros(len(self._has), dtype=bool) if column is None else self._has[:, column]

    def shared(self, codes: Iterable[str]) -> Ints:
        """How many of the codes each expert has, shape (experts,)."""
        columns = [self._column[code] for code in set(codes) if code in self._column]
        return np.asarray(self._has[:, columns].sum(axis=1))


class LanguageColumns:
    """Which languages each expert states, at what level."""

    def __init__(self, experts: Sequence[Expert]) -> None:
        known = sorted({spoken.language for expert in experts for spoken in expert.languages})
        self._column = {code: place for place, code in enumerate(known)}
        self._rank = np.full((len(experts), len(known)), NOT_SPOKEN, dtype=np.int8)
        for row, expert in enumerate(experts):
            for spoken in expert.languages:
                rank = spoken.level.rank if spoken.level else LEVEL_NOT_STATED
                column = self._column[spoken.language]
                self._rank[row, column] = max(rank, self._rank[row, column])

    def speaks(self, language: str, required: Level) -> Bools:
        """Whether each expert states the language, or one that serves for it, at the level; none stated passes."""
        columns = [self._column[code] for code in serves_for(language) if code in self._column]
        rank = self._rank[:, columns]
        return np.asarray(((rank == LEVEL_NOT_STATED) | (rank >= required.rank)).any(axis=1))

    def meet(self, need: LanguageNeed, required: Level) -> Bools:
        """Whether each expert meets the need, shape (experts,); the same answer as `languages.meets` gives for one."""
        match need:
            case Speaks(language, level):
                return self.speaks(language, level or required)
            case AnyOf(needs):
                return np.logical_or.reduce([self.meet(part, required) for part in needs])
            case AllOf(needs):
                return np.logical_and.reduce([self.meet(part, required) for part in needs])


class Whereabouts:
    """How each expert travels and where they live, told apart only as far as people differ in both."""

    def __init__(self, experts: Sequence[Expert]) -> None:
        each = [(expert.travel, expert.residence) for expert in experts]
        self._distinct = tuple(dict.fromkeys(each))
        number = {pair: place for place, pair in enumerate(self._distinct)}
        self._of_each = np.array([number[pair] for pair in each], dtype=np.int64)

    def told(self, question: Callable[[Travel | None, str | None], bool]) -> Bools:
        """Put a question about travel and residence; the answer for each expert, shape (experts,)."""
        return np.array([question(*pair) for pair in self._distinct], dtype=bool)[self._of_each]


class Roster:
    """The experts who may be matched, as columns.

    `seed` decides who goes first where scores are equal, whatever the order of the rows. Keys are unique: raises
    ValueError where two people share one.
    """

    def __init__(self, experts: Iterable[Expert], seed: int = 0) -> None:
        self.experts = tuple(experts)
        self.place = {expert.id: place for place, expert in enumerate(self.experts)}
        if len(self.place) != len(self.experts):
            raise ValueError("two experts share a key")
        self.unread = tuple(place for place, expert in enumerate(self.experts) if expert.unread)
        # What breaks ties: a lot drawn for each key, so that nobody goes first for the letter that a name begins with.
        lots = [blake2b(f"{seed} {expert.id}".encode()).digest() for expert in self.experts]
        self.lot: Ints = np.argsort(np.argsort(np.array(lots, dtype=object)))
        self.roles = CodeColumns([expert.roles for expert in self.experts])
        self.themes = CodeColumns([expert.themes for expert in self.experts])
        self.stages = CodeColumns([expert.stages for expert in self.experts])
        self.countries = CodeColumns([_countries_known(expert) for expert in self.experts])
        self.residence = CodeColumns([(expert.residence,) if expert.residence else () for expert in self.experts])
        self.whereabouts = Whereabouts(self.experts)
        self.languages = LanguageColumns(self.experts)
        self.may_be_shared = self._bools(
            lambda e: e.consent_process and e.consent_share and e.status is ExpertStatus.VALID
        )
        self.thin = self._bools(lambda e: words_told(e) < THIN_PROFILE)
        self.no_days = self._bools(lambda e: e.days == 0)
        self.free_from = self._ordinals(lambda e: e.available_from or date.min)
        self.free_until = self._ordinals(lambda e: e.available_until or date.max)

    def __len__(self) -> int:
        return len(self.experts)

    def none(self) -> Bools:
        """False for every expert."""
        return np.zeros(len(self.experts), dtype=bool)

    def lives_in(self, countries: Iterable[str]) -> Bools:
        """Whether each expert is known to live in one of the countries."""
        return self.residence.shared(countries) > 0

    def _bools(self, told: Callable[[Expert], bool]) -> Bools:
        return np.fromiter((told(expert) for expert in self.experts), dtype=bool, count=len(self.experts))

    def _ordinals(self, told: Callable[[Expert], date]) -> Ints:
        days = (told(expert).toordinal() for expert in self.experts)
        return np.fromiter(days, dtype=np.int64, count=len(self.experts))


def _countries_known(expert: Expert) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*expert.countries_worked, *((expert.residence,) if expert.residence else ()))))
