"""The command line: parse, call one use case, render. `territory-match --help` loads none of the heavy libraries."""

from service.cli.app import main

__all__ = ["main"]
