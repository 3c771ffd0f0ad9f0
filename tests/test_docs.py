"""The documentation says what the code does."""

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def docs() -> ModuleType:
    spec = importlib.util.spec_from_file_location("docs", ROOT / "scripts" / "docs.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_every_setting_field_column_and_signal_is_documented(docs: ModuleType) -> None:
    assert docs.outdated() == []


def test_a_page_that_says_something_else_is_found(docs: ModuleType) -> None:
    page = "<!-- settings -->\nold\n<!-- /settings -->"
    assert docs.page_with(page, "settings", "new") == "<!-- settings -->\nnew\n<!-- /settings -->"


def test_the_links_of_the_pages_lead_somewhere() -> None:
    import re

    pages = [ROOT / "README.md", *(ROOT / "docs").rglob("*.md")]
    links = [(page, link) for page in pages for link in re.findall(r"\]\((?!https?:)([^)#]+)", page.read_text("utf-8"))]
    assert [f"{page.name}: {link}" for page, link in links if not (page.parent / link).exists()] == []


def test_every_code_of_a_problem_is_documented_with_its_status() -> None:
    import re

    from service.web.problems import CODES, OTHER_CODES

    told = re.findall(r"^\| `(\w+)` \| (\d{3}) \|", (ROOT / "docs" / "api.md").read_text("utf-8"), re.MULTILINE)
    assert {code: int(status) for code, status in told} == {**OTHER_CODES, **{code: s for _, s, code in CODES}}
