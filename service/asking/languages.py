"""In which language people describe themselves, and whether the text model reads it."""

from collections.abc import Iterable, Mapping, Sequence

from embeddings.models import Model
from embeddings.text_language import language_of
from matcher.model import Expert


def profile_languages(experts: Iterable[Expert]) -> Mapping[str, str]:
    """The languages in which people describe themselves, by id; whose words do not tell is left out."""
    told = ((expert.id, language_of(" ".join((expert.summary, *expert.assignments)))) for expert in experts)
    return {expert: language for expert, language in told if language}


def unread_profiles(experts: Sequence[Expert], model: Model) -> Mapping[str, str]:
    """The languages of profiles that the text model was not made for, by id; empty where it reads many."""
    reads = model.reads
    if reads is None:
        return {}
    return {expert: language for expert, language in profile_languages(experts).items() if language not in reads}
