"""Show stored answers: JSON, workbooks, lines in a terminal. Nothing here decides or recomputes."""
