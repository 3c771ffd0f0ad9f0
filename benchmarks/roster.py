"""A seeded roster in the shape of the forms' exports: as many experts and territories as asked for, all invented.

python -m benchmarks.roster FOLDER --experts 400 --territories 30
"""

import argparse
import csv
import random
from collections.abc import Mapping, Sequence
from pathlib import Path

import xlsxwriter

from benchmarks.truth import FIXTURES
from matcher.countries import PROGRAMME, neighbours
from matcher.messages import Vocabulary
from matcher.taxonomy import codes
from service.intake.words.names import country_names

LANGUAGE_OF: Mapping[str, str] = {
    **{"AT": "German", "BE": "French", "BG": "Bulgarian", "CZ": "Czech", "DE": "German", "EE": "Estonian"},
    **{"ES": "Spanish", "FI": "Finnish", "FR": "French", "GR": "Greek", "HR": "Croatian", "HU": "Hungarian"},
    **{"IT": "Italian", "LT": "Lithuanian", "LV": "Latvian", "MK": "Macedonian", "NL": "Dutch", "PL": "Polish"},
    **{"PT": "Portuguese", "RO": "Romanian", "RS": "Serbian", "SE": "Swedish", "SI": "Slovene", "SK": "Slovak"},
    **{"AL": "Albanian", "BA": "Bosnian", "UA": "Ukrainian", "TR": "Turkish", "MD": "Romanian", "NO": "Norwegian"},
}
NAME_OF = {code: name.title() for name, code in reversed(list(country_names().items()))} | {
    **{"BA": "Bosnia and Herzegovina", "GR": "Greece", "MK": "North Macedonia"},
}
WORK = (
    "designed the selection criteria of a local action group", "drafted the statutes of a river-border grouping",
    "ran a small-project fund with bilingual juries", "evaluated two strategies halfway through their budget",
    "trained facilitators in four municipalities", "negotiated a programme chapter with three ministries",
    "opened an advice desk for frontier workers", "mapped stakeholders on both banks and brought them to one table",
    "built a financing mix of public, private and own funds", "coached first-time applicants to their first invoice",
    "moderated a citizens' panel on health services", "wrote a monitoring plan that volunteers can fill in",
)  # fmt: skip
PLACES = (
    "a mountain valley",
    "a twin town",
    "a lake basin",
    "a coastal strip",
    "a former mining area",
    "a forest belt",
)
RESULTS = (
    "The partnership still meets every month", "Forty beneficiaries were paid within a season",
    "Both councils adopted the text in one week", "Women run most of the projects that came out of it",
    "The method was printed and is used elsewhere", "Nobody left the table in two years",
)  # fmt: skip


def make_roster(folder: Path, experts: int, territories: int, seed: int = 0) -> tuple[Path, Path]:
    """Write both exports into a folder; the same files for the same numbers and seed."""
    folder.mkdir(parents=True, exist_ok=True)
    chance = random.Random(seed)
    people = [_expert(number, chance) for number in range(1, experts + 1)]
    places = [_territory(number, chance) for number in range(1, territories + 1)]
    return (
        _write(folder / "experts.xlsx", _headings("experts_dev.csv"), people),
        _write(folder / "territories.xlsx", _headings("territories_dev.csv"), places),
    )


def _headings(name: str) -> Sequence[str]:
    with (FIXTURES / name).open(encoding="utf-8-sig", newline="") as source:
        return next(csv.reader(source))


def _write(path: Path, headings: Sequence[str], rows: Sequence[Mapping[int, str]]) -> Path:
    with xlsxwriter.Workbook(path, {"strings_to_formulas": False, "strings_to_urls": False}) as book:
        sheet = book.add_worksheet("Sheet1")
        sheet.write_row(0, 0, headings)
        for number, row in enumerate(rows, start=1):
            for column, value in row.items():
                sheet.write_string(number, column, value)
    return path


def _ticked(vocabulary: Vocabulary, count: int, chance: random.Random) -> str:
    return "".join(f"{option};" for option in chance.sample(list(codes(vocabulary).values()), count))


def _home(chance: random.Random) -> str:
    return chance.choice(sorted(LANGUAGE_OF))


def _told(sentences: int, chance: random.Random) -> str:
    told = []
    for _ in range(sentences):
        year, people = chance.randint(2004, 2025), chance.randint(5, 90)
        told.append(f"In {year} I {chance.choice(WORK)} in {chance.choice(PLACES)} with {people} people involved.")
        told.append(f"{chance.choice(RESULTS)}.")
    return " ".join(told)


def _expert(number: int, chance: random.Random) -> dict[int, str]:
    home = _home(chance)
    around = [code for code in sorted(neighbours(home) & PROGRAMME) if code in LANGUAGE_OF]
    worked = [home, *chance.sample(around, min(len(around), 2))]
    spoken = dict.fromkeys([LANGUAGE_OF[home], *(LANGUAGE_OF[code] for code in worked[1:]), "English"])
    levels = ["native", *(chance.choice(("B2", "C1", "C1", "B1")) for _ in range(len(spoken) - 1))]
    role = chance.choice(("Methodological", "Strategic", "Practical"))
    return {
        0: str(number),
        2: f"2026-02-{chance.randint(1, 28):02d} 10:{chance.randint(0, 59):02d}:00",
        7: f"Given{number}",
        8: f"Family{number}",
        9: f"person{number}@roster.example",
        11: f"Office {number} (fictional)",
        12: f"{role} adviser",
        13: NAME_OF[home],
        15: f"{role} support;",
        16: _ticked(Vocabulary.THEME, chance.randint(3, 6), chance),
        17: _ticked(Vocabulary.STAGE, chance.randint(2, 5), chance),
        18: str(chance.randint(4, 30)),
        19: "".join(f"{NAME_OF[code]};" for code in worked),
        20: ", ".join(f"{name} {level}" for name, level in zip(spoken, levels, strict=True)),
        21: _told(chance.randint(2, 4), chance),
        22: "; ".join(f"{chance.choice(WORK).capitalize()}, {chance.randint(2010, 2025)}" for _ in range(2)),
        23: str(chance.randint(8, 60)),
        24: f"2026-{chance.randint(4, 9):02d}-01",
        25: "Yes, in all participating countries",
        27: "None",
        28: "Yes",
        29: "Yes",
    }


def _territory(number: int, chance: random.Random) -> dict[int, str]:
    home = _home(chance)
    other = chance.choice([code for code in sorted(neighbours(home) & PROGRAMME) if code in LANGUAGE_OF] or ["FR"])
    sides, languages = (NAME_OF[home], NAME_OF[other]), (LANGUAGE_OF[home], LANGUAGE_OF[other])
    return {
        0: str(number),
        6: f"Border land {number}",
        8: ";".join(sides),
        11: f"Lead {number} (fictional)",
        13: sides[0],
        16: f"{home}: Lead {number}; {other}: Partner {number} (fictional)",
        18: _ticked(Vocabulary.TERRITORY_TYPE, 2, chance),
        19: "Idea stage",
        20: _needs(6, chance),
        21: _needs(2, chance),
        22: _ticked(Vocabulary.THEME, 5, chance),
        23: _ticked(Vocabulary.TARGET_GROUP, 3, chance),
        24: "Methodological support;Strategic support;Practical support;",
        25: f"Methodological: {_needs(1, chance)} Strategic: {_needs(1, chance)} Practical: {_needs(1, chance)}",
        26: ", ".join((*languages, "English")),
        27: f"S: English. P: {languages[0]} or {languages[1]}. M: {languages[0]} or English",
        30: "2026-10-01",
        31: "12 months",
        32: "20/10/30",
        33: "Yes;",
    }


def _needs(sentences: int, chance: random.Random) -> str:
    told = ((chance.choice(WORK), chance.choice(PLACES), chance.randint(3, 99)) for _ in range(sentences))
    return " ".join(
        f"We look for somebody who has {work}, for {place} of {size} villages." for work, place, size in told
    )


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--experts", type=int, default=400)
    parser.add_argument("--territories", type=int, default=30)
    asked = parser.parse_args()
    make_roster(asked.folder, asked.experts, asked.territories)
