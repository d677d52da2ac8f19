"""What the processor computes exactly, which decides the arithmetic that is the default."""

from __future__ import annotations

import platform
from pathlib import Path

CPUINFO = Path("/proc/cpuinfo")


def has_exact_int8() -> bool:
    """Whether products of 8-bit numbers are exact here.

    An x86 processor without VNNI adds pairs of them in 16 bits, which overflow in silence: measured on
    newstest2013 that changes more than half of the sentences and costs 0.2 to 0.3 BLEU. Where the processor
    does not say what it has, it is taken to be a newer one.
    """
    if platform.machine() not in {"x86_64", "AMD64"}:
        return True
    try:
        described = CPUINFO.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return True
    flags = next((line.split() for line in described.splitlines() if line.startswith("flags")), None)
    return flags is None or any(flag.endswith("_vnni") for flag in flags)
