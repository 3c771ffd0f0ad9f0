"""Which column of a table holds which field, by heading, meaning and answers; and which fields are missed."""
