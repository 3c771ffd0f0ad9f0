"""What the two forms ask, and what somebody said of their headings and answers."""
