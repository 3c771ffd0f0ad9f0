"""Make the demo exports, in the shape of Microsoft Forms, out of the two TOML files beside this one.

    python examples/make_exports.py

Writes `experts.xlsx` and `territories.xlsx`, the same bytes every time. Everything in them is invented.
"""

import re
import tomllib
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from unicodedata import combining, normalize

import xlsxwriter

from matcher.folding import fold
from matcher.messages import Vocabulary
from matcher.taxonomy import label

FOLDER = Path(__file__).parent
FIRST = datetime(2026, 3, 2, 9, 15)
ROLES = {"M": "Methodological support", "S": "Strategic support", "P": "Practical support"}
ANYWHERE = "Yes, in all participating countries"
# How people write the day from which they are free.
FREE_FROM = ("2026-06-01", "1 July 2026", "15.06.2026", "46204", "2026-05", "01/09/2026", "2026-09-01", "August 2026")

Entry = Mapping[str, Any]


def experts() -> list[Entry]:
    """The registrations as they stand in the TOML file."""
    return _read("experts.toml", "expert")


def territories() -> list[Entry]:
    """The applications as they stand in the TOML file."""
    return _read("territories.toml", "territory")


def _read(name: str, part: str) -> list[Entry]:
    return list(tomllib.loads((FOLDER / name).read_text(encoding="utf-8"))[part])


def address(entry: Entry) -> str:
    """The e-mail address of an expert: stated, or made of name and organisation in the reserved domain."""
    if entry.get("email"):
        return str(entry["email"])
    given, *_, family = entry["name"].split()
    return f"{_slug(given)}.{_slug(family)}@{_slug(entry['organisation'].split('(')[0])}.example"


def _slug(text: str) -> str:
    plain = "".join(letter for letter in normalize("NFKD", fold(text)) if not combining(letter))
    return re.sub(r"[^a-z0-9]+", "", plain)


def _options(vocabulary: Vocabulary, codes: str) -> str:
    return "".join(f"{label(vocabulary, code)};" for code in codes.split())


def _roles(letters: str) -> str:
    return "".join(f"{ROLES[letter]};" for letter in letters)


EXPERT_COLUMNS: Mapping[str, Callable[[Entry, int], str]] = {
    "Email": lambda _entry, _number: "anonymous",
    "Name": lambda _entry, _number: "",
    "Last modified time": lambda _entry, _number: "",
    "Title": lambda entry, _number: {"Woman": "Ms", "Man": "Mr"}.get(entry["gender"], ""),
    "First name": lambda entry, _number: entry["name"].split()[0],
    "Family name": lambda entry, _number: " ".join(entry["name"].split()[1:]),
    "E-mail address": lambda entry, number: address(entry).upper() if number % 17 == 0 else address(entry),
    "Gender (optional)": lambda entry, _number: entry["gender"],
    "Organisation / affiliation": lambda entry, _number: entry["organisation"],
    "Current position": lambda entry, _number: entry["position"],
    "Country of residence": lambda entry, _number: entry["home"],
    "Nationality(ies)": lambda _entry, _number: "",
    "What type of support could you provide to the pilot territories?": lambda entry, _number: _roles(entry["roles"]),
    "Main areas of expertise (tick up to 6)": lambda entry, _number: _options(Vocabulary.THEME, entry["themes"]),
    "Stages of the CLLD process in which you have experience": lambda entry, _number: _options(
        Vocabulary.STAGE, entry["stages"]
    ),
    "Years of professional experience in local, territorial or cross-border development": lambda entry, _number: entry[
        "years"
    ],
    "Countries in which you have worked in the last 10 years": lambda entry, _number: entry["worked"],
    "Working languages and level (CEFR, e.g. English C1)": lambda entry, _number: entry["languages"],
    "Short description of your relevant experience (max. 2 500 characters)": lambda entry, _number: entry["text"],
    "Up to three relevant assignments or projects": lambda entry, _number: entry["jobs"],
    "Days available per year in 2026-2027": lambda entry, _number: entry["days"],
    "Available from": lambda entry, number: entry.get("from", FREE_FROM[number % len(FREE_FROM)]),
    "Are you willing to travel?": lambda entry, _number: entry.get("travel", ANYWHERE),
    "Link to your CV or LinkedIn profile": lambda _entry, _number: "",
    "Do you have any professional or financial link with a territory, applicant or programme that could be a conflict "
    "of interest?": lambda entry, _number: entry.get("conflict", "None"),
    "I agree that the OECD processes my personal data to manage the list of potential experts": lambda entry, _number: (
        entry.get("consent", "Yes")
    ),
    "I agree that my profile is shared with the European Commission and with selected pilot territories": (
        lambda entry, _number: entry.get("share", "Yes")
    ),
    "Comments": lambda _entry, _number: "",
}


def _as_written(key: str) -> Callable[[Entry, int], str]:
    return lambda entry, _number: str(entry.get(key, ""))


def _ticked(key: str, vocabulary: Vocabulary) -> Callable[[Entry, int], str]:
    return lambda entry, _number: _options(vocabulary, entry.get(key, ""))


TERRITORY_COLUMNS: Mapping[str, Callable[[Entry, int], str]] = {
    "Email": lambda _entry, _number: "anonymous",
    "Name": lambda _entry, _number: "",
    "Last modified time": lambda _entry, _number: "",
    "Name of the cross-border territory": _as_written("name"),
    "Acronym": _as_written("acronym"),
    "Countries covered by the territory": _as_written("countries"),
    "Regions covered (NUTS 3 codes or names)": _as_written("regions"),
    "Population (estimate)": _as_written("population"),
    "Lead applicant organisation": _as_written("lead"),
    "Type of lead organisation": _as_written("lead_type"),
    "Country of the lead applicant": _as_written("lead_country"),
    "Contact person": lambda entry, _number: "A. Contact" if entry.get("acronym") else "",
    "Contact e-mail": lambda entry, _number: f"{_slug(entry['acronym'])}@pilot.example" if entry.get("acronym") else "",
    "Partner organisations on each side of the border": _as_written("partners"),
    "Existing cross-border structure or agreement": _as_written("structure"),
    "Type of territory (several answers possible)": _ticked("types", Vocabulary.TERRITORY_TYPE),
    "At what stage is your cross-border CLLD approach?": _as_written("maturity"),
    "Main challenges and needs of the territory": _as_written("challenges"),
    "Vision and objectives of the future joint CLLD strategy": _as_written("vision"),
    "Themes to be addressed": _ticked("themes", Vocabulary.THEME),
    "Target groups": _ticked("target_groups", Vocabulary.TARGET_GROUP),
    "What kind of expert support do you need?": lambda entry, _number: _roles(entry.get("roles", "")),
    "Please describe the support you expect from experts": _as_written("support"),
    "Working languages of the partnership": _as_written("working_languages"),
    "Languages in which experts must be able to work": _as_written("must_languages"),
    "Any preference or restriction concerning experts (e.g. neutrality, conflict of interest)": _as_written(
        "restrictions"
    ),
    "Interreg programme(s) concerned and contacts so far": _as_written("programmes"),
    "Preferred start of the support": _as_written("start"),
    "Availability of the partnership": _as_written("window"),
    "Estimated number of expert days needed": _as_written("days"),
    "I confirm that all partners agree with this application and with the processing of the data": (
        lambda entry, _number: "Yes;" if entry.get("roles") else ""
    ),
    "Additional remarks": _as_written("remarks"),
}


def write_export(path: Path, entries: Sequence[Entry], columns: Mapping[str, Callable[[Entry, int], str]]) -> None:
    """Write entries as Microsoft Forms exports answers: one sheet, an Excel table, the forms' own columns first."""
    headings = ["ID", "Start time", "Completion time", *columns]
    options = {"strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(path, options) as book:
        book.set_properties({"title": "FICTIONAL demo data", "created": FIRST})
        sheet, moment = book.add_worksheet("Sheet1"), book.add_format({"num_format": "m/d/yy h:mm:ss"})
        for number, entry in enumerate(entries, start=1):
            started = FIRST + timedelta(hours=7 * number, minutes=11 * number)
            sheet.write_number(number, 0, number)
            sheet.write_datetime(number, 1, started, moment)
            sheet.write_datetime(number, 2, started + timedelta(minutes=18), moment)
            for column, answer in enumerate(columns.values(), start=3):
                sheet.write_string(number, column, answer(entry, number))
        table = {"columns": [{"header": heading} for heading in headings], "style": "Table Style Light 1"}
        sheet.add_table(0, 0, len(entries), len(headings) - 1, table)


def main(folder: Path = FOLDER) -> None:
    """Write both exports. Whoever registered earlier and more poorly comes first, as in life."""
    people = sorted(experts(), key=lambda entry: not entry.get("earlier"))
    write_export(folder / "experts.xlsx", people, EXPERT_COLUMNS)
    write_export(folder / "territories.xlsx", territories(), TERRITORY_COLUMNS)


if __name__ == "__main__":
    main()
