"""In which language people describe themselves."""

from collections.abc import Iterable, Mapping

from embeddings.text_language import language_of
from matcher.model import Expert


def profile_languages(experts: Iterable[Expert]) -> Mapping[str, str]:
    """The languages in which people describe themselves, by id; whose words do not tell is left out."""
    told = ((expert.id, language_of(" ".join((expert.summary, *expert.assignments)))) for expert in experts)
    return {expert: language for expert, language in told if language}
