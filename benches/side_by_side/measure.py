"""What one run of a program takes: wall time, CPU time of it and its children, peak memory."""

import os
import time
from dataclasses import dataclass
from pathlib import Path
from statistics import median


@dataclass
class Measured:
    """Seconds and bytes."""

    wall: float
    cpu: float
    memory: int


def run(command: list[str], folder: Path, log: Path) -> Measured:
    """Runs a program to its end; what it says goes to `log`.

    The program begins as a copy of this one, whose memory the system counts as its peak. So this process stays small
    and leaves large work to others.
    """
    start = time.monotonic()
    child = os.fork()
    if child == 0:
        try:
            os.chdir(folder)
            out = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o644)
            os.dup2(out, 1)
            os.dup2(out, 2)
            os.execv(command[0], command)
        finally:
            os._exit(127)
    _, status, usage = os.wait4(child, 0)
    wall = time.monotonic() - start
    if status != 0:
        tail = log.read_text(encoding="utf-8", errors="replace")[-2000:]
        raise SystemExit(f"{' '.join(command)} failed in {folder}:\n{tail}")
    return Measured(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024)


def middle(all: list[Measured]) -> Measured:
    """The median of each figure."""
    return Measured(*(median(getattr(one, name) for one in all) for name in ("wall", "cpu", "memory")))
