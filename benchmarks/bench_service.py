"""Measure the service beside a bare application that answers the same question, in turns, in the same run.

    python -m benchmarks.bench_service [--short]

Reading: processor time of the server per GET of a stored list, beside the route /core of `ref_app.py` (wanted: at most
1.5 times). Making: processor time of a list of one territory, beside a bare product of its texts with those of half of
the people and one insert (wanted: at most 1.5 times). Vectors are stand-ins under the name of the real model: what is
measured does not care what they mean.
"""

import argparse
import http.client
import json
import os
import random
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

import numpy as np
from sqlalchemy import text

from benchmarks.bench_encoding import StandIn
from benchmarks.roster import make_roster
from service.asking.texts import texts_told
from service.cli.uploads import uploads_of
from service.settings import Settings
from service.store.engine import writing
from service.store.texts import StoredLibrary
from service.values.actors import Actor, ActorRole
from service.verbs.access import make_token
from service.verbs.imports import add_import, apply_import
from service.verbs.match_lists import make_list, request_for
from service.verbs.scenes import current_scene
from service.workplace import Workplace

ACTOR = Actor(ActorRole.COORDINATOR, "Benchmark", "benchmark")
HERE = Path(__file__).parent
ONE_THREAD = {
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "HF_HUB_OFFLINE": "1",
    "TERRITORY_MATCH_READ_AHEAD": "false",
}
TICKS = os.sysconf("SC_CLK_TCK")
READING, MAKING = 1.5, 1.5  # at most, as ratios


def tell(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def filled(folder: Path, experts: int, territories: int) -> Workplace:
    """A service with a seeded roster, all of whose texts are read."""
    workplace = Workplace(Settings(data=folder / "data"), lambda: datetime.now(UTC))
    workplace.__dict__["stored_library"] = StoredLibrary(StandIn(workplace.model), workplace.database)
    files = make_roster(folder, experts, territories, 1)
    read = add_import(uploads_of(files[:1]), uploads_of(files[1:]), ACTOR, workplace)
    apply_import(read.told.id, ACTOR, workplace)
    return workplace


@contextmanager
def serving(command: list[str], port: int, path: str, folder: Path) -> Iterator[int]:
    """Start a server and wait until it answers; gives its process id."""
    environment = os.environ | ONE_THREAD | {"DB_URL": f"sqlite:///{folder}/ref.db"}
    with subprocess.Popen(command, env=environment, cwd=HERE, stdout=subprocess.DEVNULL) as process:
        try:
            for _ in range(600):
                try:
                    _get(http.client.HTTPConnection("127.0.0.1", port), path, {})
                    break
                except ConnectionError:
                    time.sleep(0.1)
            yield process.pid
        finally:
            process.terminate()


def _get(connection: http.client.HTTPConnection, path: str, headers: dict[str, str]) -> tuple[int, int]:
    connection.request("GET", path, headers=headers)
    answer = connection.getresponse()
    return answer.status, len(answer.read())


def cpu_per_request(pid: int, port: int, path: str, headers: dict[str, str], requests: int) -> tuple[float, int]:
    """Milliseconds of processor time that a server spends on one request, and the bytes of an answer."""
    connection = http.client.HTTPConnection("127.0.0.1", port)
    for _ in range(20):
        status, size = _get(connection, path, headers)
    assert status == 200, status
    before = _cpu(pid)
    for _ in range(requests):
        _get(connection, path, headers)
    return (_cpu(pid) - before) / requests * 1000, size


def _cpu(pid: int) -> float:
    parts = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(parts[11]) + int(parts[12])) / TICKS


def reading(workplace: Workplace, list_id: str, experts: int, requests: int, folder: Path) -> float:
    """The ratio of reading a stored list to the bare route."""
    token, data = make_token("benchmark", ActorRole.VIEWER, workplace), str(workplace.settings.data)
    environment = os.environ | ONE_THREAD | {"DB_URL": f"sqlite:///{folder}/ref.db"}
    init = [sys.executable, str(HERE / "ref_app.py"), "--init", "--experts", str(experts), "--pilots", "30"]
    subprocess.run(init, check=True, env=environment, stdout=subprocess.DEVNULL)
    ours, theirs = random.sample(range(20_000, 60_000), 2)
    ref = [
        sys.executable,
        "-m",
        "uvicorn",
        "ref_app:app",
        "--no-access-log",
        "--log-level",
        "error",
        "--port",
        str(theirs),
    ]
    own = [str(Path(sys.executable).with_name("territory-match")), "serve", "--port", str(ours), "--data", data]
    core, mine = "/core/pilots/7/matches", f"/api/v1/match-lists/{list_id}?refused=counts"
    headers = {"authorization": f"Bearer {token}"}
    with serving(ref, theirs, core, folder) as bare, serving(own, ours, "/sign-in", folder) as service:
        ratios = []
        for _ in range(5):
            base, size = cpu_per_request(bare, theirs, core, {}, requests)
            told, own_size = cpu_per_request(service, ours, mine, headers, requests)
            ratios.append(told / base)
    tell(f"GET of a stored list: {told:.2f} ms ({own_size} bytes); /core: {base:.2f} ms ({size} bytes)")
    return median(ratios)


def making(workplace: Workplace, turns: int) -> float:
    """The ratio of making and storing a list to a bare product and one insert."""
    scene = current_scene(workplace)
    (first,) = request_for([next(iter(scene.territories))], [], workplace, seed=0, top=5).territories
    request = request_for([first], [], workplace, seed=0, top=5)
    texts = [piece for expert in scene.experts for piece in texts_told(expert)]
    vectors, needs = (np.random.default_rng(0).standard_normal((n, 385)).astype(np.float32) for n in (len(texts), 6))
    mask = np.random.default_rng(1).random(len(texts)) < 0.5
    body = json.dumps({"territories": ["x" * 20_000]})

    def bare() -> None:
        scores = vectors[mask] @ needs.T
        np.argpartition(-scores, 10, axis=0)
        with writing(workplace.database) as database:
            database.execute(text("CREATE TABLE IF NOT EXISTS bare (body TEXT)"))
            database.execute(text("INSERT INTO bare VALUES (:body)"), {"body": body})

    make_list(request, ACTOR.key, workplace)
    pairs = [(_spent(lambda: make_list(request, ACTOR.key, workplace)), _spent(bare)) for _ in range(turns)]
    told, least = (median(side) * 1000 for side in zip(*pairs, strict=True))
    tell(f"making a list: {told:.0f} ms; bare: {least:.1f} ms")
    return median(one / base for one, base in pairs)


def _spent(work: Callable[[], object]) -> float:
    started = time.process_time()
    work()
    return time.process_time() - started


def main() -> int:
    """Measure, and say what was wanted."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--short", action="store_true", help="400 experts instead of 10,000, fewer requests")
    short = parser.parse_args().short
    experts, requests, turns = (400, 200, 2) if short else (10_000, 1_000, 5)
    with TemporaryDirectory() as place:
        folder = Path(place)
        workplace = filled(folder, experts, 30)
        tell(f"{experts} experts, 30 territories")
        asked = request_for([next(iter(current_scene(workplace).territories))], [], workplace, seed=0, top=5)
        list_id = make_list(asked, ACTOR.key, workplace)
        read = reading(workplace, list_id, experts, requests, folder)
        made = making(workplace, turns)
        workplace.database.dispose()
    for name, ratio, wanted in (("reading", read, READING), ("making", made, MAKING)):
        verdict = "ok" if ratio <= wanted else "NOT REACHED"
        tell(f"{name}: {ratio:.2f} times the bare one, at most {wanted} wanted: {verdict}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
