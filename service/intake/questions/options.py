"""The options of the forms' multiple choices: which question a ticked option answers."""

from collections.abc import Callable, Mapping, Sequence

from matcher.messages import Vocabulary
from service.intake.form.form_fields import Form
from service.intake.words.choices import read_choices
from service.intake.words.languages import read_language_names
from service.intake.words.roles import read_roles

MOST_WORDS = 12  # of an option; what is longer is a question

Meant = Callable[[str], frozenset[str]]


def meanings(form: Form, option: str) -> Mapping[str, str]:
    """What an option means, by each field in which it means one thing."""
    if len(option.split()) > MOST_WORDS:
        return {}
    meant = {field: reader(option) for field, reader in _MEANT[form].items()}
    return {field: next(iter(codes)) for field, codes in meant.items() if len(codes) == 1}


def field_of(meant: Sequence[Mapping[str, str]]) -> str | None:
    """The field whose options these are, each another one. None where no field fits, or several do."""
    shared = set.intersection(*map(set, meant))
    fits = [field for field in shared if len({one[field] for one in meant}) == len(meant)]
    return fits[0] if len(fits) == 1 else None


def _roles(option: str) -> frozenset[str]:
    return frozenset(map(str, read_roles(option).value))


def _languages(option: str) -> frozenset[str]:
    read = read_language_names(option)
    return frozenset() if read.remarks else frozenset(read.value)


def _of(vocabulary: Vocabulary) -> Meant:
    return lambda option: frozenset(read_choices(option, vocabulary).value.codes)


_MEANT: Mapping[Form, Mapping[str, Meant]] = {
    Form.EXPERTS: {
        "roles": _roles,
        "languages": _languages,
        "themes": _of(Vocabulary.THEME),
        "stages": _of(Vocabulary.STAGE),
    },
    Form.TERRITORIES: {
        "roles": _roles,
        "working_languages": _languages,
        "themes": _of(Vocabulary.THEME),
        "types": _of(Vocabulary.TERRITORY_TYPE),
        "target_groups": _of(Vocabulary.TARGET_GROUP),
    },
}
