"""An erasure that kills its own process before a step of a number; run in a process of its own."""

import os
import signal
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import event

from service.settings import Settings
from service.values.actors import Actor, ActorRole
from service.verbs import erase as verb
from service.workplace import Workplace

__all__ = ["Path", "erase_counting_steps"]


def opened(folder: Path, cache: Path) -> Workplace:
    return Workplace(Settings(cache=cache, data=folder, read_ahead=False), lambda: datetime(2026, 11, 28, tzinfo=UTC))


def erase_counting_steps(folder: Path, cache: Path, identity: str, fatal: int) -> int:
    """Erase somebody, killed before the step of a number; returns how many steps there are."""
    workplace = opened(folder, cache)
    taken = 0

    def step(*_: Any) -> None:
        nonlocal taken
        taken += 1
        if taken == fatal:
            os.kill(os.getpid(), signal.SIGKILL)

    def stepping(act: Any) -> Any:
        def first(*told: Any) -> Any:
            step()
            return act(*told)

        return first

    event.listen(workplace.database, "before_cursor_execute", step)
    event.listen(workplace.database, "commit", step)
    workplace.mailer.forget = stepping(workplace.mailer.forget)  # type: ignore[method-assign]
    for name in ("scrub", "keep_ledger"):
        setattr(verb, name, stepping(getattr(verb, name)))
    verb.erase(identity, Actor(ActorRole.ADMINISTRATOR, "Ana", "ana"), workplace)
    return taken
