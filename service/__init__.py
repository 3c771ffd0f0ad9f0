"""Fetch, ask the matcher and the embeddings, store, and show: everything that touches files, people and clocks."""
