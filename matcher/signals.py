"""The soft signals: what speaks for somebody who may be suggested, and what against.

A signal is a measure (all experts of a roster at once, 0 to 1, NaN where nothing is known) and an explanation for
one expert. The docstring of a measure is the help text that users read. Gender and nationality enter none of them.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass

import numpy as np

from matcher.evidence import Evidence
from matcher.messages import Message, Quoted, Terms, Vocabulary, say
from matcher.model import Quotation, Role, Seat
from matcher.policy import Policy
from matcher.roster import CodeColumns, Floats, Roster
from matcher.taxonomy import codes

# The stages of CLLD that each role leans on.
ROLE_STAGES: Mapping[Role, tuple[str, ...]] = {
    Role.METHODOLOGICAL: ("S1", "S2", "S4", "S8"),
    Role.STRATEGIC: ("S3", "S4", "S5", "S10"),
    Role.PRACTICAL: ("S6", "S7", "S9"),
}


STANDS_OUT = 1.0  # deviations from everybody's best passages, from which a passage is an answer
TELLING = 3  # words of a passage that is an answer; fewer name a subject
NEAR = 0.5  # the mean of the people at hand
FAR, VERY_NEAR = 0.35, 0.75  # nearness at which what is told speaks against what is ticked, or for what is not
TICKS_MOST = 0.7  # the share of all options from which ticks tell nothing


@dataclass(frozen=True, slots=True, eq=False)
class View:
    """One seat, seen with everything that the signals look at."""

    seat: Seat
    row: int  # of the seat in the evidence
    roster: Roster
    evidence: Evidence
    policy: Policy


@dataclass(frozen=True, slots=True)
class Explanation:
    """A reason, with the words of both sides that it rests on where there are such words."""

    reason: Message
    expert_words: Quotation | None = None
    territory_words: Quotation | None = None


@dataclass(frozen=True, slots=True)
class SignalDefinition:
    """A signal as the documentation, the weights and the score know it."""

    name: str
    measure: Callable[[View], Floats]  # (experts,)
    explain: Callable[[View, int], Explanation]  # of the expert at a place; asked only where the value is known
    unknown: Message  # said where the value is not known

    @property
    def help(self) -> str:
        """What users read about the signal."""
        return " ".join((self.measure.__doc__ or "").split())


def nearness_in_meaning(view: View) -> Floats:
    """How near what the territory asks of this role is to the person's best passages, whatever the languages."""
    return view.evidence.meaning.value[view.row]


def explain_meaning(view: View, place: int) -> Explanation:
    """Quote the passage that answers best and the ask that it answers, and say so where it is a weak answer."""
    near = view.evidence.meaning
    expert_words, territory_words = near.nearest(view.row, place)
    words, ask = Quoted.of(expert_words.words), Quoted.of(territory_words.words)
    tells = len(expert_words.words.split()) >= TELLING
    if near.stands_out[view.row, place] >= STANDS_OUT and tells:
        reason = say("Answers {ask}: {words}", ask=ask, words=words)
    elif near.stands_out[view.row, place] >= 0:
        reason = say("Comes near to {ask}: {words}", ask=ask, words=words)
    elif near.value[view.row, place] >= NEAR:
        reason = say("Near on the whole; no passage answers {ask}, the nearest is {words}", ask=ask, words=words)
    else:
        reason = say("Little of what is told answers {ask}; the nearest is {words}", ask=ask, words=words)
    return Explanation(reason, expert_words, territory_words)


def shared_words(view: View) -> Floats:
    """Words, names and acronyms that the territory and the profile share; the rarer, the more they count."""
    return view.evidence.words[view.row]


def explain_words(view: View, place: int) -> Explanation:
    """Name the shared words."""
    words = view.evidence.shared_words(view.row, place)
    if not words:
        return Explanation(say("The two texts share no distinctive words"))
    return Explanation(say("Both texts speak of: {words}", words=", ".join(words)))


def shared_themes(view: View) -> Floats:
    """Themes the territory wants to address that the person names as areas of expertise, less those named beside them.

    Measured as stages of the role are: ticking everything is worth no more than ticking at random.
    """
    return _informed(view.roster.themes, view.seat.territory.themes, Vocabulary.THEME)


def explain_themes(view: View, place: int) -> Explanation:
    """Name the shared themes, or those that are missing; where ticks and text disagree, both are shown.

    The text has the last word: it counts (as nearness in meaning), ticks do not.
    """
    wanted, own = view.seat.territory.themes, view.roster.experts[place].themes
    shared = tuple(code for code in wanted if code in own)
    missing = tuple(code for code in wanted if code not in own)
    near, words = view.evidence.meaning.value[view.row, place], _best_words(view, place)
    if _ticks_most(own, Vocabulary.THEME):
        return Explanation(_ticked_most(own, Vocabulary.THEME))
    if words and shared and near <= FAR and not view.roster.thin[place]:
        ticked = Terms(Vocabulary.THEME, shared)
        return Explanation(say("Ticked {shared}, yet tells rather of {words}", shared=ticked, words=words))
    if words and not shared and near >= VERY_NEAR:
        terms = Terms(Vocabulary.THEME, wanted)
        return Explanation(say("Ticked none of {wanted}, yet tells of {words}", wanted=terms, words=words))
    if not shared:
        return Explanation(say("Names none of the themes {wanted}", wanted=Terms(Vocabulary.THEME, wanted)))
    if len(missing) > len(shared):
        shared_terms, missing_terms = Terms(Vocabulary.THEME, shared), Terms(Vocabulary.THEME, missing)
        return Explanation(say("Works on {shared}, not on {missing}", shared=shared_terms, missing=missing_terms))
    return Explanation(say("Works on {shared}", shared=Terms(Vocabulary.THEME, shared)))


def stages_of_the_role(view: View) -> Floats:
    """Stages of community-led development that the role leans on and the person names, less those named beside them.

    The share of the role's stages less the share of all other stages (informedness, Youden 1950), from 0 to 1: whoever
    ticks everything has 0.5, as has whoever ticks at random.
    """
    return _informed(view.roster.stages, ROLE_STAGES[view.seat.role], Vocabulary.STAGE)


def _informed(named: CodeColumns, wanted: Collection[str], vocabulary: Vocabulary) -> Floats:
    """Informedness of what people name, shape (experts,), from 0 to 1; NaN where either side names nothing."""
    if not wanted:
        return np.full(len(named.size), np.nan)
    shared, others = named.shared(wanted), max(1, len(codes(vocabulary)) - len(set(wanted)))
    informed = shared / len(set(wanted)) - (named.size - shared) / others
    return np.where(named.size > 0, (1 + informed) / 2, np.nan)


def _ticks_most(own: Collection[str], vocabulary: Vocabulary) -> bool:
    return len(own) > TICKS_MOST * len(codes(vocabulary))


def _ticked_most(own: Collection[str], vocabulary: Vocabulary) -> Message:
    number, of_all = len(own), len(codes(vocabulary))
    if vocabulary is Vocabulary.THEME:
        return say("Ticked {number} of {of_all} themes: that tells little of any", number=number, of_all=of_all)
    return say("Ticked {number} of {of_all} stages: that tells little of any", number=number, of_all=of_all)


def _best_words(view: View, place: int) -> Quoted | None:
    """The passage that is nearest to what is asked, where there is one."""
    near = view.evidence.meaning
    return None if np.isnan(near.value[view.row, place]) else Quoted.of(near.nearest(view.row, place)[0].words)


def explain_stages(view: View, place: int) -> Explanation:
    """Name the stages of the role that the person knows, or does not."""
    wanted, own = ROLE_STAGES[view.seat.role], view.roster.experts[place].stages
    if _ticks_most(own, Vocabulary.STAGE):
        return Explanation(_ticked_most(own, Vocabulary.STAGE))
    known = tuple(code for code in wanted if code in own)
    missing = tuple(code for code in wanted if code not in own)
    if not known:
        return Explanation(
            say("Offers the role, yet names none of its stages: {stages}", stages=Terms(Vocabulary.STAGE, wanted))
        )
    if len(missing) > len(known):
        known_terms, missing_terms = Terms(Vocabulary.STAGE, known), Terms(Vocabulary.STAGE, missing)
        return Explanation(say("Experienced in {known}, not in {missing}", known=known_terms, missing=missing_terms))
    return Explanation(say("Experienced in {stages}", stages=Terms(Vocabulary.STAGE, known)))


def countries_known(view: View) -> Floats:
    """Countries of the territory in which the person lives or has worked; all of them means the border is known.

    The square root of the share: the first side known is worth more than the second.
    """
    countries = view.seat.territory.countries
    if not countries:
        return np.full(len(view.roster), np.nan)
    share = view.roster.countries.shared(countries) / len(countries)
    return np.where(view.roster.countries.size > 0, np.sqrt(share), np.nan)


def explain_countries(view: View, place: int) -> Explanation:
    """Name the sides of the border that the person knows, and those that they do not."""
    expert, countries = view.roster.experts[place], view.seat.territory.countries
    known = tuple(code for code in countries if code == expert.residence or code in expert.countries_worked)
    missing = tuple(code for code in countries if code not in known)
    if not known:
        reason = say("Has not worked in {countries}", countries=Terms(Vocabulary.COUNTRY, countries))
    elif missing:
        reason = say(
            "Knows {known}, not {missing}",
            known=Terms(Vocabulary.COUNTRY, known),
            missing=Terms(Vocabulary.COUNTRY, missing),
        )
    else:
        reason = say("Knows every side of the border: {known}", known=Terms(Vocabulary.COUNTRY, known))
    return Explanation(reason)


def languages_beyond(view: View) -> Floats:
    """Working languages of the partnership that the person speaks well enough, beyond what the seat must have."""
    languages = view.seat.territory.working_languages
    if not languages:
        return np.full(len(view.roster), np.nan)
    level = view.policy.required_level
    return np.mean([view.roster.languages.speaks(code, level) for code in languages], axis=0)


def explain_languages(view: View, place: int) -> Explanation:
    """Name the working languages that the person speaks, and those that they do not."""
    level, languages = view.policy.required_level, view.seat.territory.working_languages
    spoken = tuple(code for code in languages if view.roster.languages.speaks(code, level)[place])
    if not spoken:
        return Explanation(
            say("Speaks none of the working languages {languages}", languages=Terms(Vocabulary.LANGUAGE, languages))
        )
    missing = tuple(code for code in languages if code not in spoken)
    if len(missing) > len(spoken):
        spoken_terms, missing_terms = Terms(Vocabulary.LANGUAGE, spoken), Terms(Vocabulary.LANGUAGE, missing)
        return Explanation(say("Can work in {spoken}, not in {missing}", spoken=spoken_terms, missing=missing_terms))
    return Explanation(say("Can work in {languages}", languages=Terms(Vocabulary.LANGUAGE, spoken)))


def rotation(view: View) -> Floats:
    """How little the person was called on in earlier rounds: 1 for a newcomer, a half after one pilot, and so on."""
    served = view.policy.served
    if not served:
        return np.full(len(view.roster), np.nan)
    return np.array([1 / (1 + served.get(expert.id, 0)) for expert in view.roster.experts])


def explain_rotation(view: View, place: int) -> Explanation:
    """Say how many pilots of earlier rounds the person served."""
    served = view.policy.served.get(view.roster.experts[place].id, 0)
    if not served:
        return Explanation(say("Has served no pilot of an earlier round"))
    return Explanation(say("Pilots served in earlier rounds: {number}", number=served))


SIGNALS: tuple[SignalDefinition, ...] = (
    SignalDefinition(
        "meaning", nearness_in_meaning, explain_meaning, say("Nearness unknown: one side describes nothing")
    ),
    SignalDefinition(
        "words",
        shared_words,
        explain_words,
        say("Shared words unknown: the texts have no language in common, or one side describes nothing"),
    ),
    SignalDefinition("themes", shared_themes, explain_themes, say("Themes not stated")),
    SignalDefinition("stages", stages_of_the_role, explain_stages, say("Stages not stated")),
    SignalDefinition("countries", countries_known, explain_countries, say("Countries worked in not stated")),
    SignalDefinition("languages", languages_beyond, explain_languages, say("Working languages not stated")),
    SignalDefinition("rotation", rotation, explain_rotation, say("Nothing is known of earlier rounds")),
)
