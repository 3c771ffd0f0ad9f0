"""The soft signals: what each is worth on small cases, what it says, and what unknown means."""

from collections.abc import Sequence
from math import isnan, sqrt

import pytest

from matcher.evidence import Evidence
from matcher.languages import Level
from matcher.messages import Message, Quoted, Terms, Vocabulary, say
from matcher.model import Expert, Quotation, Role, Seat, Signal
from matcher.policy import DEFAULT_WEIGHTS, Policy
from matcher.scoring import score
from matcher.signals import ROLE_STAGES, SIGNALS
from matcher.taxonomy import codes
from tests.matcher.factories import a_seat, a_view, an_expert, evidence

NAMES = [definition.name for definition in SIGNALS]
DRAFTED = Quotation("Drafted statutes for two river councils", "summary")
ALL_ALIKE = Policy(weights=dict.fromkeys(DEFAULT_WEIGHTS, 1.0))
SHARE = 0.1429  # one of seven
STATUTES = Quotation("Statutes for a joint body", "support")
TOLD = Quoted(DRAFTED.words)


def measured(name: str, seat: Seat, expert: Expert, told: Evidence | None = None) -> float | None:
    value = float(SIGNALS[NAMES.index(name)].measure(a_view(seat, expert, told=told))[0])
    return None if isnan(value) else value


def signal(name: str, seat: Seat, expert: Expert, told: Evidence | None = None) -> Signal:
    return score(a_view(seat, expert, told=told, policy=ALL_ALIKE)).parts(0)[NAMES.index(name)]


def reason(name: str, seat: Seat, expert: Expert, told: Evidence | None = None) -> Message:
    return signal(name, seat, expert, told).reason


def themes(*listed: str) -> Terms:
    return Terms(Vocabulary.THEME, listed)


def stages(*listed: str) -> Terms:
    return Terms(Vocabulary.STAGE, listed)


def countries(*listed: str) -> Terms:
    return Terms(Vocabulary.COUNTRY, listed)


def languages(*listed: str) -> Terms:
    return Terms(Vocabulary.LANGUAGE, listed)


def test_every_signal_has_a_weight_and_a_help_text() -> None:
    assert list(DEFAULT_WEIGHTS) == NAMES
    assert all(definition.help and "  " not in definition.help for definition in SIGNALS)


def test_stages_of_the_roles_are_those_of_the_taxonomy_and_leave_none_out() -> None:
    assert {code for stages in ROLE_STAGES.values() for code in stages} == set(codes(Vocabulary.STAGE))


@pytest.mark.parametrize(
    ("name", "unknown"),
    [
        ("meaning", "Nearness unknown: one side describes nothing"),
        ("words", "Shared words unknown: the texts have no language in common, or one side describes nothing"),
        ("themes", "Themes not stated"),
        ("stages", "Stages not stated"),
        ("countries", "Countries worked in not stated"),
        ("languages", "Working languages not stated"),
    ],
)
def test_a_signal_that_nobody_knows_has_no_value_and_says_so(name: str, unknown: str) -> None:
    expert = an_expert(residence=None, stages=())
    assert signal(name, a_seat(), expert) == Signal(name, None, SHARE, say(unknown), average=0.5)


# Texts


@pytest.mark.parametrize(
    ("value", "stands_out", "says"),
    [
        (0.9, 1.0, "Answers {ask}: {words}"),
        (0.4, 1.2, "Answers {ask}: {words}"),
        (0.9, 0.9, "Comes near to {ask}: {words}"),
        (0.9, 0.0, "Comes near to {ask}: {words}"),
        (0.5, -0.1, "Near on the whole; no passage answers {ask}, the nearest is {words}"),
        (0.49, -0.1, "Little of what is told answers {ask}; the nearest is {words}"),
    ],
)
def test_nearness_in_meaning_quotes_what_answers_which_ask_and_says_where_it_is_weak(
    value: float, stands_out: float, says: str
) -> None:
    told = evidence([[value]])
    told.meaning.stands_out[:] = stands_out
    reason = say(says, ask=Quoted(STATUTES.words), words=Quoted(DRAFTED.words))
    assert signal("meaning", a_seat(), an_expert(), told) == Signal("meaning", value, SHARE, reason, DRAFTED, STATUTES)


def test_a_word_or_two_name_a_subject_and_answer_nothing() -> None:
    told = evidence([[0.9]], passage="conferences")
    assert reason("meaning", a_seat(), an_expert(), told).text == "Comes near to {ask}: {words}"


def test_a_long_passage_is_quoted_as_far_as_a_sentence_bears() -> None:
    assert Quoted.of("boards " * 50).words == "boards " * 25 + "…"


def test_shared_words_are_named() -> None:
    told = evidence([[None]], words=[[0.4]], shared=["Leader", "EGTC"])
    expected = Signal("words", 0.4, SHARE, say("Both texts speak of: {words}", words="Leader, EGTC"))
    assert signal("words", a_seat(), an_expert(), told) == expected


def test_texts_that_share_no_word_say_so() -> None:
    told = evidence([[None]], words=[[0.0]])
    expected = Signal("words", 0.0, SHARE, say("The two texts share no distinctive words"))
    assert signal("words", a_seat(), an_expert(), told) == expected


# Themes


@pytest.mark.parametrize(
    ("wanted", "own", "value"),
    [
        (("TOUR",), ("TOUR",), 1.0),
        (("TOUR", "BLUE"), ("TOUR", "BLUE"), 1.0),
        (("TOUR", "BLUE"), ("TOUR",), 0.75),
        (("TOUR",), ("TOUR", "BLUE", "ENER", "HEAL"), 0.5 + 0.5 * (1 - 3 / 21)),
        (("TOUR",), ("BLUE",), 0.5 - 0.5 / 21),
        (("TOUR",), tuple(codes(Vocabulary.THEME)), 0.5),  # ticking everything earns nothing
        ((), ("BLUE",), None),
        (("TOUR",), (), None),
        ((), (), None),
    ],
)
def test_themes_count_what_is_shared_less_what_is_named_beside_it(
    wanted: Sequence[str], own: Sequence[str], value: float | None
) -> None:
    assert measured("themes", a_seat(themes=tuple(wanted)), an_expert(themes=tuple(own))) == (
        None if value is None else pytest.approx(value)
    )


@pytest.mark.parametrize(
    ("own", "says"),
    [
        (("BLUE",), say("Names none of the themes {wanted}", wanted=themes("TOUR", "AGRI", "HEAL"))),
        (("HEAL",), say("Works on {shared}, not on {missing}", shared=themes("HEAL"), missing=themes("TOUR", "AGRI"))),
        (("HEAL", "TOUR"), say("Works on {shared}", shared=themes("TOUR", "HEAL"))),
    ],
)
def test_shared_themes_are_named_in_the_order_of_the_territory(own: Sequence[str], says: Message) -> None:
    assert reason("themes", a_seat(themes=("TOUR", "AGRI", "HEAL")), an_expert(themes=tuple(own))) == says


@pytest.mark.parametrize(
    ("own", "value", "says"),
    [
        (("HEAL",), 0.2, say("Ticked {shared}, yet tells rather of {words}", shared=themes("HEAL"), words=TOLD)),
        (("HEAL",), 0.36, say("Works on {shared}", shared=themes("HEAL"))),
        (("BLUE",), 0.8, say("Ticked none of {wanted}, yet tells of {words}", wanted=themes("HEAL"), words=TOLD)),
        (("BLUE",), 0.74, say("Names none of the themes {wanted}", wanted=themes("HEAL"))),
    ],
)
def test_where_ticks_and_text_disagree_both_are_shown(own: Sequence[str], value: float, says: Message) -> None:
    expert = an_expert(themes=tuple(own))
    assert reason("themes", a_seat(themes=("HEAL",)), expert, evidence([[value]])) == says


def test_a_profile_of_a_few_words_contradicts_no_tick() -> None:
    expert = an_expert(themes=("HEAL",), summary="Nurse")
    says = say("Works on {shared}", shared=themes("HEAL"))
    assert reason("themes", a_seat(themes=("HEAL",)), expert, evidence([[0.2]])) == says


def test_whoever_ticks_nearly_everything_is_told_to() -> None:
    expert = an_expert(themes=tuple(codes(Vocabulary.THEME)), stages=tuple(codes(Vocabulary.STAGE)))
    said = "Ticked {number} of {of_all} themes: that tells little of any"
    assert reason("themes", a_seat(themes=("HEAL",)), expert) == say(said, number=22, of_all=22)
    said = "Ticked {number} of {of_all} stages: that tells little of any"
    assert reason("stages", a_seat(), expert) == say(said, number=10, of_all=10)


def test_as_many_shared_as_missing_names_the_shared_alone() -> None:
    says = say("Works on {shared}", shared=themes("AGRI"))
    assert reason("themes", a_seat(themes=("TOUR", "AGRI")), an_expert(themes=("AGRI",))) == says
    says = say("Can work in {languages}", languages=languages("et"))
    assert reason("languages", a_seat(working_languages=("lv", "et")), an_expert(speaks="et:C1")) == says


# Stages


@pytest.mark.parametrize(
    ("role", "own", "value"),
    [
        (Role.STRATEGIC, ("S3", "S4", "S5", "S10"), 1.0),
        (Role.STRATEGIC, ("S3", "S6"), 0.5 + 0.5 * (1 / 4 - 1 / 6)),
        (Role.STRATEGIC, ("S1",), 0.5 - 0.5 / 6),
        (Role.METHODOLOGICAL, ("S1", "S4"), 0.75),
        (Role.PRACTICAL, ("S6", "S7", "S9", "S1"), 1.0 - 0.5 / 7),
        (Role.PRACTICAL, tuple(codes(Vocabulary.STAGE)), 0.5),  # ticking everything earns nothing
        (Role.PRACTICAL, (), None),
    ],
)
def test_stages_count_those_that_the_role_leans_on_less_the_others(
    role: Role, own: Sequence[str], value: float | None
) -> None:
    assert measured("stages", a_seat(role), an_expert(stages=tuple(own))) == (
        None if value is None else pytest.approx(value)
    )


@pytest.mark.parametrize(
    ("own", "says"),
    [
        (
            ("S6",),
            say(
                "Offers the role, yet names none of its stages: {stages}",
                stages=stages("S3", "S4", "S5", "S10"),
            ),
        ),
        (
            ("S4",),
            say("Experienced in {known}, not in {missing}", known=stages("S4"), missing=stages("S3", "S5", "S10")),
        ),
        (("S10", "S3"), say("Experienced in {stages}", stages=stages("S3", "S10"))),
    ],
)
def test_stages_that_are_known_are_named_in_the_order_of_the_role(own: Sequence[str], says: Message) -> None:
    assert reason("stages", a_seat(), an_expert(stages=tuple(own))) == says


# Countries


@pytest.mark.parametrize(
    ("residence", "worked", "value"),
    [
        ("LV", ("EE",), 1.0),
        ("LV", (), sqrt(1 / 2)),
        ("FI", ("LV", "EE", "SE"), 1.0),
        ("LV", ("LV",), sqrt(1 / 2)),  # one side counts once
        ("FI", (), 0.0),
        (None, ("SE",), 0.0),
        (None, (), None),
    ],
)
def test_countries_count_each_side_lived_or_worked_in(
    residence: str | None, worked: tuple[str, ...], value: float | None
) -> None:
    expert = an_expert(residence=residence, countries_worked=worked)
    assert measured("countries", a_seat(), expert) == (None if value is None else pytest.approx(value))


def test_countries_are_unknown_where_the_territory_names_none() -> None:
    assert measured("countries", a_seat(countries=()), an_expert()) is None


@pytest.mark.parametrize(
    ("residence", "worked", "says"),
    [
        ("SE", (), say("Has not worked in {countries}", countries=countries("FI", "NO"))),
        ("NO", (), say("Knows {known}, not {missing}", known=countries("NO"), missing=countries("FI"))),
        ("NO", ("FI",), say("Knows every side of the border: {known}", known=countries("FI", "NO"))),
    ],
)
def test_sides_of_the_border_that_are_known_are_named(residence: str, worked: tuple[str, ...], says: Message) -> None:
    expert = an_expert(residence=residence, countries_worked=worked)
    assert reason("countries", a_seat(countries=("FI", "NO")), expert) == says


# Languages


@pytest.mark.parametrize(
    ("working", "speaks", "value"),
    [
        (("lv", "et"), "lv:C1, et:B2", 1.0),
        (("lv", "et"), "lv:C1, et:B1", 0.5),
        (("lv", "et"), "lv", 0.5),  # a level that is not stated passes
        (("lv", "et"), "en:C2", 0.0),
        (("bs", "hr"), "sr:native", 1.0),
        ((), "en:C2", None),
    ],
)
def test_languages_count_the_working_languages_spoken_well_enough(
    working: tuple[str, ...], speaks: str, value: float | None
) -> None:
    assert measured("languages", a_seat(working_languages=working), an_expert(speaks=speaks)) == value


def test_languages_are_counted_at_the_level_that_the_round_requires() -> None:
    view = a_view(a_seat(working_languages=("lv",)), an_expert(speaks="lv:B2"), policy=Policy(required_level=Level.C1))
    assert SIGNALS[NAMES.index("languages")].measure(view).tolist() == [0.0]


@pytest.mark.parametrize(
    ("speaks", "says"),
    [
        ("fi:C1", say("Speaks none of the working languages {languages}", languages=languages("lv", "et", "ru"))),
        ("et:C1", say("Can work in {spoken}, not in {missing}", spoken=languages("et"), missing=languages("lv", "ru"))),
        ("ru:C1, lv:C1", say("Can work in {languages}", languages=languages("lv", "ru"))),
    ],
)
def test_working_languages_that_are_spoken_are_named(speaks: str, says: Message) -> None:
    assert reason("languages", a_seat(working_languages=("lv", "et", "ru")), an_expert(speaks=speaks)) == says
