"""Decide who suits whom, and say why.

Knows experts, territories, rules, signals and seats. Has never heard of databases, HTTP, vectors or files,
nor of today's date: how near two texts are comes in as plain arrays, and the clock and the seed are arguments.
"""
