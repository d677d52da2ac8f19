"""The machine: folders that can be written, room, cores, memory."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from summarize.doctor.check import Check, judge
from summarize.errors import ExitCode
from summarize.files import check_writable

ROOM = 2**30
"""Bytes that should be free: converted weights, memory and pages of many nights fit."""


def examine_folder(folder: Path) -> str:
    """Write to `folder`, creating it where needed."""
    check_writable(folder)
    return f"{folder} can be written"


def examine_room(folder: Path) -> Check:
    """Look at the space on the disk of `folder`."""
    place = next(place for place in (folder.absolute(), *folder.absolute().parents) if place.exists())
    free = shutil.disk_usage(place).free
    return judge(
        "disk",
        f"{free / 1e9:.1f} GB are free",
        is_ok=free >= ROOM,
        hint="Make room: at least 1 GB.",
        code=ExitCode.DISK_FULL,
    )


def examine_cores(n_threads: int) -> Check:
    """Compare the wanted threads (0: one a core) and the limits of the environment with the cores."""
    n_cores = len(os.sched_getaffinity(0))
    limits = {name: os.environ.get(name, "") for name in ("OMP_NUM_THREADS", "MKL_NUM_THREADS")}
    slow = [f"{name}={value}" for name, value in limits.items() if value.isdecimal() and int(value) < n_cores]
    wanted = n_threads or n_cores
    return judge(
        "threads",
        ", ".join([f"{wanted} threads on {n_cores} cores", *slow]),
        is_ok=wanted <= n_cores and not slow,
        hint="Give --threads no more than there are cores, and unset the variables.",
    )


def available_memory() -> int:
    """Return the bytes of memory that programs can have, or 0 where the system does not say."""
    try:
        for line in Path("/proc/meminfo").read_text(encoding="ascii").splitlines():
            if line.startswith("MemAvailable:"):
                return int(line.split()[1]) * 1024
    except OSError:
        pass
    return 0
