"""What a caller may choose about reading."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadOptions:
    """Limits and switches of reading. `now` (seconds since 1970) is an argument for tests."""

    max_bytes: int = 5_000_000
    min_age_s: float = 0.0
    now: float | None = None
    has_language_gate: bool = True


DEFAULT = ReadOptions()
"""What a run without options does."""
