"""The whole way in a real browser: upload, pilots, list, the expert's link, the answer; in both languages."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from email.parser import BytesParser
from email.policy import default
from pathlib import Path
from time import sleep

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.conftest import Faults, Running

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]
ROOT = Path(__file__).parent.parent.parent
EXAMPLES = ROOT / "examples"


# To have a link sent, the button, the words agreed to.
REGISTERING = {
    "en": ("Send me a link", "Register", "I agree that the OECD"),
    "fr": ("M'envoyer un lien", "S'inscrire", "J'accepte que l'OCDE"),
}
REASON = "Her sister chairs the lead"


@dataclass(frozen=True)
class Words:
    """What stands on buttons and links in one language."""

    sign_in: str
    experts: str
    territories: str
    upload: str
    apply: str
    applied: str
    save: str
    make: str
    link: str
    interested: str
    word: str
    send: str
    thanks: str
    answered: str
    decision: str
    refuse: str
    kept: str
    why: str
    make_round: str
    exclude: str
    take: str
    undo: str
    publish: str
    invitations: str
    write: str
    who: str
    send_letters: str
    decline: str
    again: str
    declined: str


WORDS = {
    "en": Words(
        "Sign in", "Expert registrations", "Territory applications", "Upload and read", "Apply", "import applied",
        "Save statuses", "Make the match list", "Make a link", "I am interested", "A word about it", "Send the answer",
        "Thank you", "is interested", "Your decision about", "A conflict of interest: refuse", "is kept",
        "Why, or why not?", "Make the round", "Exclude from this seat", "Work with this version", "Undo",
        "Publish", "Invitations", "Write letters to those chosen", "See who would be written to", "Send: 1",
        "I decline", "Ask me again after", "declined",
    ),
    "fr": Words(
        "Se connecter", "Inscriptions d'experts", "Candidatures de territoires", "Téléverser et lire", "Appliquer",
        "import appliqué", "Enregistrer les statuts", "Établir la liste", "Créer un lien", "Je suis intéressé(e)",
        "Un mot à ce sujet", "Envoyer la réponse", "Merci", "est intéressé(e)", "Votre décision au sujet de",
        "Un conflit d'intérêts : écarter", "est gardée", "Pourquoi, ou pourquoi pas",
        "Faire le cycle", "Exclure de cette place", "Travailler avec cette version", "Annuler",
        "Publier", "Invitations", "Écrire aux personnes choisies", "Voir à qui", "Envoyer : 1", "Je décline",
        "Me solliciter à nouveau", "décliné",
    ),
}  # fmt: skip


@pytest.mark.parametrize("language", WORDS)
def test_from_two_exports_to_an_answer_that_the_coordinator_sees(
    browser: Browser, service: Running, faults: Faults, language: str, tmp_path: Path
) -> None:
    words, found = WORDS[language], list[str]()
    page = browser.new_page(locale=language, viewport={"width": 1280, "height": 900})
    shots = ROOT / "out" / "screens" / language
    told: list[str] = []
    page.on("console", lambda message: told.append(message.text) if message.type == "error" else None)

    def look(name: str) -> None:
        found.extend(faults(page))
        page.screenshot(path=shots / f"{name}.png")

    _come_in(page, service.link, words)
    look("start")
    _import_exports(page, service, words, look)
    look("import")
    pilot = _mark_a_pilot(page, service, words)
    _look_around(page, service, look)
    page.goto(f"{service.address}/match-lists")
    look("ask")
    page.get_by_role("button", name=words.make).click()
    expect(page.get_by_role("heading", level=1, name=pilot)).to_be_visible(timeout=120_000)
    look("list")
    the_list = page.url
    person = page.get_by_role("article").first.get_by_role("link")
    name = person.inner_text()
    page.get_by_role("article").first.locator("summary").click()
    look("why")
    person.click()
    _look_at_a_person(page, look)
    page.get_by_role("button", name=words.link).click()
    link = page.get_by_role("main").locator("input[readonly]").input_value()
    look("link")

    visitor = browser.new_context(locale=language, viewport={"width": 390, "height": 844}).new_page()
    found += _answer_as_expert(visitor, link, name, words, faults, shots)

    page.goto(the_list)
    card = page.get_by_role("article").filter(has_text=name).first
    expect(card.get_by_text(re.compile(re.escape(words.answered), re.IGNORECASE))).to_be_visible()
    expect(card.get_by_text("From May on")).to_be_visible()
    look("answered")
    pilots = browser.new_context(locale=language, viewport={"width": 390, "height": 844}).new_page()
    found += _ask_the_contact(page, pilots, language, words, faults, shots)
    _compare(page, look)
    _enter_a_conflict(page, card, words)
    look("decided")
    _ask_why(page, name, words, look)
    _solve_a_round(page, service, words, look)
    letter = _invite(page, service, words, look)
    found += _decline(visitor, letter, words, faults, shots)
    page.reload()
    expect(page.get_by_role("link", name=words.declined)).to_be_visible()
    look("declined")
    assert found == []
    assert told == []


def _answer_as_expert(visitor: Page, link: str, name: str, words: Words, faults: Faults, shots: Path) -> list[str]:
    """Come in by the link, answer about a territory, look at one's own data; what is wrong with the pages."""
    _come_in(visitor, link, words)
    expect(visitor.get_by_role("main").get_by_text(name)).to_be_visible()
    found = faults(visitor)
    visitor.screenshot(path=shots / "mine.png", full_page=True)
    visitor.get_by_role("radio", name=words.interested).first.check()
    visitor.get_by_label(re.compile(words.word)).first.fill("From May on")
    visitor.get_by_role("button", name=words.send).first.click()
    expect(visitor.get_by_text(words.thanks)).to_be_visible()
    found += faults(visitor)
    mine = visitor.url.partition("/me")[0]
    for path in ("data", "profile", "pilots"):
        visitor.goto(f"{mine}/me/{path}")
        found += faults(visitor)
        visitor.screenshot(path=shots / f"my-{path}.png")
    return found


# To make a link for a territory's contact, what they choose, the button, the thanks.
COMMENTING = {
    "en": ("Show it to the contact", "First choice", "Keep", "it is kept"),
    "fr": ("La montrer au contact", "Premier choix", "Enregistrer", "c'est enregistré"),
}


def _ask_the_contact(page: Page, visitor: Page, language: str, words: Words, faults: Faults, shots: Path) -> list[str]:
    """Have a territory's contact come in, and say who would be the first choice; what is wrong with their page."""
    make, choice, keep, thanks = COMMENTING[language]
    there = page.url
    page.get_by_role("button", name=re.compile(make)).click()
    _come_in(visitor, page.get_by_role("main").locator("input[readonly]").input_value(), words)
    person = visitor.get_by_role("article").first
    person.get_by_role("radio", name=choice).check()
    person.get_by_role("textbox").fill("We know each other")
    person.get_by_role("button", name=keep).click()
    expect(visitor.get_by_text(re.compile(thanks))).to_be_visible()
    visitor.screenshot(path=shots / "short-list.png", full_page=True)
    page.goto(there)
    expect(page.get_by_role("article").get_by_text("We know each other")).to_be_visible()
    return faults(visitor)


def _enter_a_conflict(page: Page, card: Locator, words: Words) -> None:
    card.locator("summary").click()
    card.get_by_label(re.compile(words.decision)).fill(REASON)
    card.get_by_role("button", name=re.compile(words.refuse.replace(" :", r"\s:"))).click()
    expect(page.get_by_role("status").filter(has_text=re.compile(words.kept))).to_be_visible()


def _compare(page: Page, look: Callable[[str], None]) -> None:
    """Tick two people of the role that has several, and see them beside one another."""
    look("commented")
    there = page.url
    role = page.locator("section").filter(has=page.locator("article:nth-of-type(2)")).first
    for ticked in role.get_by_role("checkbox").all()[:2]:
        ticked.check()
    role.locator("form[id^=compare-] button").click()
    expect(page.locator("table.compared thead th")).to_have_count(2)
    look("compare")
    page.goto(there)


def _ask_why(page: Page, name: str, words: Words, look: Callable[[str], None]) -> None:
    page.get_by_label(re.compile(words.why)).fill(name)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1, name=re.compile(re.escape(name)))).to_be_visible()
    expect(page.get_by_text(REASON).first).to_be_visible()
    look("why-not")


def _solve_a_round(page: Page, service: Running, words: Words, look: Callable[[str], None]) -> None:
    page.goto(f"{service.address}/rounds")
    look("rounds")
    page.get_by_role("button", name=words.make_round).click()
    page.wait_for_url("**/versions/1", timeout=120_000)
    look("board")
    page.locator(".board td a").first.click()
    look("seat")
    card = page.get_by_role("article").first
    card.locator("summary").last.click()
    card.get_by_role("textbox").fill("Declined by phone")
    card.get_by_role("button", name=re.compile(words.exclude)).click()
    page.wait_for_url("**/versions/2", timeout=120_000)
    look("proposal")
    page.get_by_role("button", name=words.take).click()
    page.goto(f"{page.url}?by=person")
    look("board-people")
    page.get_by_role("button", name=re.compile(words.undo)).click()
    page.wait_for_url("**/versions/1")
    page.locator("form[action$='/against'] button").click()
    look("versions")
    page.go_back()
    board = page.url
    page.goto(f"{board}/falls")
    page.locator("form[action$='/falls'] button").click()
    page.wait_for_url("**/falls", timeout=120_000)
    look("falls")
    page.goto(f"{board}/balance")
    look("balance")
    page.goto(board)


def _invite(page: Page, service: Running, words: Words, look: Callable[[str], None]) -> str:
    """Publish the round and invite the first of its people; the link in the letter that left."""
    page.locator("summary").first.click()
    page.get_by_role("button", name=words.publish, exact=True).click()
    page.get_by_role("link", name=words.invitations, exact=True).click()
    page.get_by_role("main").get_by_role("checkbox").first.check()
    page.get_by_role("button", name=words.write).click()
    look("invitations")
    there = page.url
    page.locator("#unsent ~ form a").first.click()
    look("letter")
    page.get_by_role("link", name=re.compile(words.who)).click()
    look("sending")
    page.get_by_role("button", name=re.compile(words.send_letters.replace(" :", r"\s:"))).click()
    link = _link_in(service, "invited")
    page.goto(there)
    return link


def _link_in(service: Running, kind: str) -> str:
    """The link of a kind in the letter that left."""
    for _ in range(200):
        for file in service.outbox.glob("*.eml"):
            mail = BytesParser(policy=default).parsebytes(file.read_bytes())
            found = re.search(rf"http://\S+/{kind}/\S+", mail.get_content())  # type: ignore[attr-defined]
            if found:
                return found[0]
        sleep(0.05)
    raise AssertionError("no letter left")


def _decline(visitor: Page, link: str, words: Words, faults: Faults, shots: Path) -> list[str]:
    """Decline from the letter, without an account; what is wrong with the pages."""
    visitor.context.clear_cookies()
    visitor.goto(link)
    found = faults(visitor)
    visitor.screenshot(path=shots / "invited.png", full_page=True)
    visitor.get_by_role("radio", name=words.decline).check()
    visitor.get_by_label(re.compile(words.again)).fill("2027-03-01")
    visitor.get_by_role("button", name=words.send).click()
    expect(visitor.get_by_role("status").filter(has_text=words.thanks)).to_be_visible()
    return found + faults(visitor)


def _come_in(page: Page, link: str, words: Words) -> None:
    page.goto(link)
    page.get_by_role("main").get_by_role("button", name=words.sign_in).click()


def _import_exports(page: Page, service: Running, words: Words, look: Callable[[str], None]) -> None:
    page.goto(f"{service.address}/imports")
    page.get_by_label(words.experts).set_input_files(EXAMPLES / "experts.xlsx")
    page.get_by_label(words.territories).set_input_files(EXAMPLES / "territories.xlsx")
    page.get_by_role("button", name=words.upload).click()
    look("report")
    page.get_by_role("button", name=words.apply, exact=True).click()
    expect(page.get_by_text(words.applied, exact=True)).to_be_visible()


def _look_around(page: Page, service: Running, look: Callable[[str], None]) -> None:
    look("territories")
    page.goto(f"{service.address}/experts?q=Hochwasser&role=strategic")
    expect(page.get_by_role("link", name=re.compile("Hochwasser"))).to_be_visible()
    look("experts")
    for path in ("columns", "staff", "account", "tokens", "audit", "experts/load", "conflicts/check", "retention"):
        page.goto(f"{service.address}/{path}")
        look(path.replace("/", "-"))


def _look_at_a_person(page: Page, look: Callable[[str], None]) -> None:
    look("expert")
    person = page.url
    page.goto(f"{person}/edit")
    look("edit")
    page.goto(f"{person}/merge?name=cross-border")
    look("merge-whom")
    page.get_by_role("main").get_by_role("link").first.click()
    look("merge")
    page.goto(person)


def _mark_a_pilot(page: Page, service: Running, words: Words) -> str:
    page.goto(f"{service.address}/territories")
    row = page.get_by_role("row").filter(has_text="Bihar")
    row.get_by_role("combobox").select_option("selected")
    page.get_by_role("button", name=words.save).click()
    expect(page.get_by_role("row").filter(has_text="Bihar").get_by_role("combobox")).to_have_value("selected")
    return page.get_by_role("row").filter(has_text="Bihar").get_by_role("link").inner_text()


@pytest.mark.parametrize("language", REGISTERING)
def test_somebody_registers_by_a_letter_to_their_address(
    browser: Browser, service: Running, faults: Faults, language: str
) -> None:
    ask, register, agree = REGISTERING[language]
    page = browser.new_context(locale=language, viewport={"width": 390, "height": 844}).new_page()
    page.goto(f"{service.address}/sign-in")
    page.locator("#own").fill("ada@example.org")
    page.get_by_role("button", name=ask).click()
    expect(page.get_by_role("status")).to_be_visible()
    found = faults(page)
    page.goto(_link_in(service, "register"))
    found += faults(page)
    page.locator("#full_name").fill("Ada Newcomer")
    page.locator("#summary").fill("Small-project funds on the Upper Rhine.")
    page.get_by_label(re.compile(agree)).first.check()
    page.screenshot(path=ROOT / "out" / "screens" / language / "register.png", full_page=True)
    page.get_by_role("button", name=register, exact=True).click()
    page.wait_for_url("**/me/data")
    expect(page.get_by_text("Ada Newcomer").first).to_be_visible()
    assert found + faults(page) == []


def test_pages_hold_at_four_times_their_size_and_in_the_dark(
    browser: Browser, service: Running, faults: Faults
) -> None:
    """320 CSS pixels wide is 1280 at 400 % (WCAG 1.4.10): nothing scrolls sideways but tables in their own frame."""
    context = browser.new_context(viewport={"width": 320, "height": 700}, color_scheme="dark", locale="en")
    page = context.new_page()
    _come_in(page, service.link, WORDS["en"])
    for path in (
        "/",
        "/imports",
        "/experts",
        "/territories",
        "/match-lists",
        "/rounds",
        "/staff",
        "/account",
        "/tokens",
        "/audit",
    ):
        page.goto(f"{service.address}{path}")
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, path
        assert faults(page) == []


def test_everything_can_be_reached_by_keyboard_with_the_focus_in_sight(browser: Browser, service: Running) -> None:
    page = browser.new_page(locale="en")
    _come_in(page, service.link, WORDS["en"])
    page.goto(f"{service.address}/imports")
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_text("Skip to the content")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_id("experts")
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none"
