"""Tell how near texts are. Has never heard of experts, territories or files of a form."""

from embeddings.relevance import relevance

__all__ = ["relevance"]
