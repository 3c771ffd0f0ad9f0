"""What pages and API share of HTTP: who asks, in which language, problems, and what every answer carries."""
