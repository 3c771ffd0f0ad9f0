"""Time the whole command beside a bare loop that does only the library work, in turns, in the same run.

    python -m benchmarks.bench_match [--short]

Prints CPU and wall time as ratios to the bare loop: the whole command must add at most 30 %, a second run on the same
files must encode nothing.
"""

import argparse
import json
import os
import resource
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

import numpy as np

from benchmarks.roster import make_roster
from embeddings.library import FolderLibrary
from embeddings.transformer import Progress, Transformer
from embeddings.vectors import DTYPE, Vectors
from service.asking.lists import make_match_list
from service.cli.reading import asked, intake_options
from service.wiring import wire

COMMAND = Path(sys.executable).with_name("territory-match")


@dataclass(frozen=True, slots=True)
class Cost:
    """What a process took, in seconds."""

    wall: float
    cpu: float


class Recorder(Transformer):
    """Notes what it is asked to encode, in its batches, and encodes nothing."""

    def __init__(self, transformer: Transformer) -> None:
        super().__init__(transformer.model)
        self.batches: dict[bool, list[list[str]]] = {True: [], False: []}

    def encode_by_length(
        self, texts: Sequence[str], *, asks: bool, progress: Progress | None = None
    ) -> Iterator[tuple[list[int], Vectors]]:
        prompt = "query: " if asks else "passage: "
        order = sorted(range(len(texts)), key=lambda place: (-len(texts[place]), place))
        for start in range(0, len(order), 256):
            places = order[start : start + 256]
            self.batches[asks].append([prompt + texts[place] for place in places])
            yield places, np.zeros((len(places), 384), dtype=DTYPE)


def recorded(files: tuple[Path, Path], cache: Path) -> Recorder:
    """What a run on these files has to encode, given what the cache holds."""
    workplace = wire(cache=cache)
    recorder = Recorder(Transformer(workplace.model))
    workplace.__dict__["library"] = FolderLibrary(recorder, cache)
    about = asked(workplace, files[:1], files[1:], intake_options(workplace))
    make_match_list(about.request, about.scene, workplace, workplace.clock())
    return recorder


def cost_of(command: Sequence[str | Path], cache: Path) -> Cost:
    """Run a command as its user would and measure it."""
    environment = os.environ | {"TERRITORY_MATCH_CACHE": str(cache), "HF_HUB_OFFLINE": "1"}
    before, started = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    subprocess.run([str(part) for part in command], check=True, env=environment, stdout=subprocess.DEVNULL)
    wall, after = time.perf_counter() - started, resource.getrusage(resource.RUSAGE_CHILDREN)
    return Cost(wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)


def fresh_cache(folder: Path, models: Path) -> Path:
    """A cache with the unpacked model and nothing else."""
    folder.mkdir()
    (folder / "models").symlink_to(models)
    return folder


def main() -> None:
    """Measure in turns: bare loop, first run, second run."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--short", action="store_true", help="60 experts and 6 territories, once")
    short = parser.parse_args().short
    size, turns = ((60, 6), 1) if short else ((400, 30), 2)
    model = wire().model
    with TemporaryDirectory() as place:
        folder = Path(place)
        files = make_roster(folder, *size)
        recorder = recorded(files, fresh_cache(folder / "recorded", Path(model.source).parent))
        texts = folder / "texts.json"
        texts.write_text(json.dumps([recorder.batches[False], recorder.batches[True]]), encoding="utf-8")
        bare = [sys.executable, "-m", "benchmarks.bare_loop", model.source, texts, *files]
        whole = [COMMAND, "match", "--experts", files[0], "--territories", files[1], "--json"]
        costs: dict[str, list[Cost]] = {"bare loop": [], "first run": [], "second run": []}
        for turn in range(turns):
            cache = fresh_cache(folder / f"cache{turn}", Path(model.source).parent)
            costs["bare loop"].append(cost_of(bare, cache))
            costs["first run"].append(cost_of(whole, cache))
            costs["second run"].append(cost_of(whole, cache))
        again = sum(map(len, (batch for batches in recorded(files, cache).batches.values() for batch in batches)))
    count = sum(len(batch) for batches in recorder.batches.values() for batch in batches)
    sys.stdout.write(f"{size[0]} experts, {size[1]} territories, {count} texts, {turns} turns\n")
    for name, measured in costs.items():
        wall = median(one.wall / base.wall for one, base in zip(measured, costs["bare loop"], strict=True))
        cpu = median(one.cpu / base.cpu for one, base in zip(measured, costs["bare loop"], strict=True))
        seconds = median(one.wall for one in measured)
        sys.stdout.write(f"{name:12} wall {wall:5.2f}   CPU {cpu:5.2f}   of the bare loop ({seconds:.1f} s)\n")
    sys.stdout.write(f"texts encoded by a second run: {again}\n")


if __name__ == "__main__":
    main()
