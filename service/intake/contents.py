"""What the answers of a column look like: evidence for and against a heading that is not known as it stands."""

from collections.abc import Callable, Mapping, Sequence

from matcher.messages import Vocabulary
from service.intake.addresses import read_address
from service.intake.agreement import read_agreement
from service.intake.cells import clean, says_nothing
from service.intake.choices import read_choices
from service.intake.countries import read_countries
from service.intake.dates import read_date
from service.intake.form_fields import Form
from service.intake.languages import read_languages
from service.intake.roles import read_roles

LOOKED_AT = 40  # answers of a column
AGAINST = 0.3  # the share of fitting answers below which a heading cannot mean the field
FOR = 0.8  # the share from which the answers alone tell it
LONG = 160  # letters: a text, not an option
PROSE = 8  # words: a text that tells something

Fits = Callable[[str], bool]


def _options(vocabulary: Vocabulary) -> Fits:
    return lambda text: bool(read_choices(text, vocabulary).value.codes)


def _languages(text: str) -> bool:
    return len(text) < LONG and bool(read_languages(text).value)


def _countries(text: str) -> bool:
    return len(text) < LONG and bool(read_countries(text).value)


def _several_countries(text: str) -> bool:
    return len(text) < LONG and len(read_countries(text).value) > 1


def _prose(text: str) -> bool:
    return len(text.split()) >= PROSE


def _roles(text: str) -> bool:
    return len(text) < LONG and bool(read_roles(text).value)


def _agreement(text: str) -> bool:
    return len(text) < LONG and not read_agreement(text).remarks


def _number(text: str) -> bool:
    return len(text) < LONG and any(letter.isdigit() for letter in text)


def _date(text: str) -> bool:
    return len(text) < LONG and read_date(text).value is not None


def _address(text: str) -> bool:
    return read_address(text) is not None


_EXPERTS: Mapping[str, Fits] = {
    "email": _address,
    "roles": _roles,
    "themes": _options(Vocabulary.THEME),
    "stages": _options(Vocabulary.STAGE),
    "countries_worked": _countries,
    "residence": _countries,
    "languages": _languages,
    "summary": _prose,
    "available_from": _date,
    "days": _number,
    "years": _number,
    "consent_process": _agreement,
    "consent_share": _agreement,
}
_TERRITORIES: Mapping[str, Fits] = {
    "contact_email": _address,
    "countries": _countries,
    "roles": _roles,
    "themes": _options(Vocabulary.THEME),
    "types": _options(Vocabulary.TERRITORY_TYPE),
    "target_groups": _options(Vocabulary.TARGET_GROUP),
    "working_languages": _languages,
    "must_languages": _languages,
    "start": _date,
    "agreed": _agreement,
}
_FITS: Mapping[Form, Mapping[str, Fits]] = {Form.EXPERTS: _EXPERTS, Form.TERRITORIES: _TERRITORIES}
# Fields that nothing but their own options can be mistaken for.
_TELLING: Mapping[Form, tuple[str, ...]] = {
    Form.EXPERTS: ("email", "roles", "themes", "stages", "languages", "countries_worked", "summary"),
    Form.TERRITORIES: ("contact_email", "roles", "themes", "types", "target_groups"),
}


def share_of_fitting(form: Form, field: str, answers: Sequence[str]) -> float | None:
    """The share of answers that the field can be read from; None where nothing is answered or any text will do."""
    fits = _FITS[form].get(field)
    told = [text for answer in answers if not says_nothing(text := clean(answer))][:LOOKED_AT]
    if not fits or not told:
        return None
    return sum(map(fits, told)) / len(told)


def contradicts(form: Form, field: str, answers: Sequence[str]) -> bool:
    """Whether the answers of a column cannot be answers to the field."""
    share = share_of_fitting(form, field, answers)
    return share is not None and share < AGAINST


def fits_well(form: Form, field: str, answers: Sequence[str]) -> bool:
    """Whether nearly all answers of a column are such as the field has; False where any text would be."""
    return (share_of_fitting(form, field, answers) or 0.0) >= FOR


def field_told(form: Form, free: Sequence[str], answers: Sequence[str]) -> str | None:
    """The one free field that the answers of a column tell; None where they tell none, or several."""
    shares = {name: share_of_fitting(form, name, answers) or 0.0 for name in _TELLING[form] if name in free}
    sure = [name for name, share in shares.items() if share >= FOR]
    if "countries_worked" in sure and not any(map(_several_countries, map(clean, answers))):
        sure.remove("countries_worked")  # one country each may be of anything
    if len(sure) > 1 and "summary" in sure:
        sure.remove("summary")  # a list of long options reads as prose, too
    return sure[0] if len(sure) == 1 else None
