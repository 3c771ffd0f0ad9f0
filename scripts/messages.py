"""Gather every sentence that people may read, and bring the catalogues in `service/locale` up to date.

    python scripts/messages.py            # add new sentences to each catalogue, drop those no longer used
    python scripts/messages.py --check    # fail where a catalogue lacks a sentence or holds one too many

Sentences are the literal first arguments of `say(...)` and `.text(...)`, those of `t(...)` in pages, the titles and
headings of sheets, the labels of the taxonomy, and the words of a few enumerations.
"""

import ast
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po
from jinja2 import Environment
from jinja2.ext import extract_from_ast

from matcher.model import Strength
from matcher.round.comparison import ChangeKind
from matcher.taxonomy import labels
from service.intake.problems import Severity
from service.layout import ACCEPTED, PASSED_OVER, SHEET
from service.sentences import LANGUAGES
from service.values.audit import Deed, Thing
from service.values.conflict_checks import Kind, Standing
from service.values.invitations import DeclineReason, InvitationState, LetterState
from service.values.needs import NeedKind
from service.values.short_lists import Liking
from service.verbs.load import LoadView

ROOT = Path(__file__).parent.parent
FIXED = datetime(2026, 11, 23, tzinfo=UTC)  # so that an unchanged catalogue stays as it is
CALLS = {"say", "text", "Column", "Sheet"}


def sentences() -> dict[str, str]:
    """Every sentence, with the file it stands in."""
    found: dict[str, str] = {}
    for package in ("matcher", "service"):
        for source in sorted((ROOT / package).rglob("*.py")):
            if "migrations" in source.parts:
                continue
            for literal in _literals(ast.parse(source.read_text(encoding="utf-8"))):
                found.setdefault(literal, source.relative_to(ROOT).as_posix())
    for page in sorted((ROOT / "service").rglob("*.html")):
        for literal in _literals_of_page(page.read_text(encoding="utf-8")):
            found.setdefault(literal, page.relative_to(ROOT).as_posix())
    found |= {word.value: "matcher/model.py" for word in Strength}
    found |= dict.fromkeys((ACCEPTED, PASSED_OVER, SHEET), "service/layout.py")
    found |= {word.value: "matcher/round/comparison.py" for word in ChangeKind}
    found |= {word.value: "service/intake/problems.py" for word in Severity}
    found |= {word.value: "service/values/audit.py" for word in (*Deed, *Thing)}
    found |= {word.value: "service/values/needs.py" for word in NeedKind}
    found |= {word.value: "service/values/conflict_checks.py" for word in (*Kind, *Standing)}
    found |= {word.value: "service/values/short_lists.py" for word in Liking}
    found |= {word.value: "service/verbs/load.py" for word in LoadView}
    told_of_invitations = (*InvitationState, *LetterState, *DeclineReason)
    found |= {word.value: "service/values/invitations.py" for word in told_of_invitations}
    return found | dict.fromkeys(labels(), "matcher/taxonomy.json")


def _literals_of_page(source: str) -> Iterator[str]:
    for _, _, told in extract_from_ast(Environment().parse(source), gettext_functions=("t",)):
        text = told if isinstance(told, str) or told is None else told[0]  # one with arguments comes with them
        if text:
            yield text


def _literals(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call) or not node.args:
            continue
        name = _called(node.func)
        first = node.args[0]
        if name in CALLS and isinstance(first, ast.Constant) and isinstance(first.value, str) and first.value:
            yield first.value


def _called(function: ast.expr) -> str:
    """The name of what is called; `.text` counts on sentences alone, for answers have one as well."""
    if not isinstance(function, ast.Attribute):
        return getattr(function, "id", "")
    owner = function.value
    told = owner.attr if isinstance(owner, ast.Attribute) else getattr(owner, "id", "")
    return function.attr if function.attr != "text" or told in {"sentences", "self"} else ""


def catalogue(language: str) -> Path:
    """Where the catalogue of a language stands."""
    return ROOT / "service" / "locale" / f"{language}.po"


def faults(language: str) -> list[str]:
    """What is wrong with a catalogue, a line each; empty where it is complete and nothing in it is left over."""
    with catalogue(language).open("rb") as source:
        known = {str(entry.id): str(entry.string) for entry in read_po(source, locale=language) if entry.id}
    wanted = sentences()
    missing = [f"{language}: not translated: {text!r} ({wanted[text]})" for text in wanted if not known.get(text)]
    return missing + [f"{language}: no longer used: {text!r}" for text in known if text not in wanted]


def update(language: str) -> None:
    """Bring a catalogue up to date, keeping what is translated."""
    path = catalogue(language)
    known = {}
    if path.exists():
        with path.open("rb") as source:
            known = {str(entry.id): str(entry.string) for entry in read_po(source, locale=language) if entry.id}
    fresh = Catalog(
        locale=language,
        project="territory-match",
        header_comment="# The sentences of territory-match in this language. Apache-2.0.",
        creation_date=FIXED,
        revision_date=FIXED,
        last_translator="The territory-match authors",
        language_team=language,
        msgid_bugs_address="",
        fuzzy=False,
    )
    for text, place in sentences().items():
        fresh.add(text, known.get(text, ""), locations=[(place, 1)])
    with path.open("wb") as target:
        write_po(target, fresh, width=120, sort_by_file=True, omit_header=False, include_lineno=False)


if __name__ == "__main__":
    languages = [language for language in LANGUAGES if language != "en"]
    if "--check" in sys.argv:
        sys.exit("\n".join(line for language in languages for line in faults(language)) or 0)
    for language in languages:
        update(language)
