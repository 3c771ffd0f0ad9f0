"""Draw docs/picture.svg: the lists of two fictional territories as the terminal shows them.

python scripts/picture.py
"""

from dataclasses import replace
from pathlib import Path

from rich.console import Console

from service.asking.lists import make_match_list
from service.cli import terminal
from service.cli.reading import asked, intake_options
from service.wiring import wire

ROOT = Path(__file__).parent.parent
SHOWN = ("PEAKS", "DELTA3")  # acronyms of the territories in the picture

if __name__ == "__main__":
    workplace = wire(top=2)
    examples = ROOT / "examples"
    files = ([examples / "experts.xlsx"], [examples / "territories.xlsx"])
    about = asked(workplace, *files, intake_options(workplace))
    answer = make_match_list(about.request, about.scene, workplace, workplace.clock())
    shown = tuple(matched for matched in answer.territories if matched.territory.acronym in SHOWN)
    terminal.out = Console(record=True, width=118, file=(ROOT / "docs" / "picture.txt").open("w", encoding="utf-8"))
    terminal.print_match(replace(answer, territories=shown), workplace.sentences)
    title = "territory-match match --experts experts.xlsx --territories territories.xlsx --top 2"
    terminal.out.save_svg(str(ROOT / "docs" / "picture.svg"), title=title)
    (ROOT / "docs" / "picture.txt").unlink()
