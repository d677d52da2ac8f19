"""What was measured on: machine, load, versions, command."""

from __future__ import annotations

import datetime as dt
import os
import platform
import sys
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

LIBRARIES = ("summarize", "ctranslate2", "torch", "transformers", "sentencepiece", "argostranslate", "numpy")


def describe_machine() -> dict[str, Any]:
    """Return the machine and the versions of all that takes part."""
    return {
        "processor": _processor(),
        "cores": len(os.sched_getaffinity(0)),
        "memory_gib": round(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30),
        "system": f"{platform.system()} {platform.release()}",
        "python": platform.python_version(),
        "versions": {name: found for name in LIBRARIES if (found := _version(name))},
    }


def describe_moment() -> dict[str, Any]:
    """Return when a section was measured, with which command, and how busy the machine was before."""
    return {
        "at": dt.datetime.now(dt.UTC).isoformat(timespec="minutes"),
        "command": " ".join(["python -m benchmarks", *(_shown(word) for word in sys.argv[1:])]),
        "load": round(os.getloadavg()[0], 1),
    }


def _shown(word: str) -> str:
    """Paths of this machine say nothing to anybody else."""
    return "FOLDER" if word.startswith(("/", "..")) else word


def _processor() -> str:
    for line in Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines():
        if line.startswith("model name"):
            return line.partition(":")[2].strip()
    return platform.machine()


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""
