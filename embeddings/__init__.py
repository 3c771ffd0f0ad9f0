"""Tell how near texts are. Has never heard of experts, territories or files of a form."""
