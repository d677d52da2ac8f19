"""What was promised, and whether it was measured so."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from benchmarks.table import Standing

Line = tuple[str, str, str, str]
NOT_MEASURED = "not measured"


def judge(results: Mapping[str, Any], standings: Mapping[str, Sequence[Standing]]) -> Iterable[Line]:
    """Yield a line for each target: what, the limit, the value, and whether it holds."""
    for model, ranked in standings.items():
        speeds = {one.key: one for one in ranked}
        yield _at_least(f"{model}: times the obvious script", 16, _ratio(speeds, "ours", "obvious"))
        yield _at_least(f"{model}: times Argos, defaults", 1.3, _ratio(speeds, "ours", "argos"))
        yield _at_least(f"{model}: times Argos, tuned", 1.3, _ratio(speeds, "ours", "argos-tuned"))
        same_work = "ours-once" if "ours-once" in speeds else "ours"
        yield _at_least(
            f"{model}: share of the raw floor, same work", 0.9, _ratio(speeds, same_work, "floor")
        )
    sections = {name: section["measured"] for name, section in results["sections"].items()}
    yield _at_most("memory of 1,000 dispatches to that of 100", 1.2, _growth(sections.get("growth")))
    starts = sections.get("starts") or {}
    yield _at_most("seconds of `summarize --help`", 0.3, starts.get("help_s"))
    yield _at_most("seconds to the first page", 10, starts.get("first_page_s"))
    profile = (sections.get("stages") or {}).get("profile")
    hottest = max((row["share"] for row in profile), default=0.0) if profile is not None else None
    yield _at_most("largest share of a function of ours (profiled)", 0.03, hottest)
    bleu = (sections.get("quality") or {}).get("bleu")
    lost = bleu["float32"] - bleu["int8"] if bleu else None
    yield _at_most("BLEU lost by int8 on newstest2013", 0.3, lost)


def _ratio(speeds: Mapping[str, Standing], one: str, other: str) -> float | None:
    if one not in speeds or other not in speeds:
        return None
    return speeds[one].words_per_s / speeds[other].words_per_s


def _growth(rows: Sequence[Mapping[str, Any]] | None) -> float | None:
    peaks = {row["n_dispatches"]: float(row["peak_mib"]) for row in rows or ()}
    return peaks[1000] / peaks[100] if {100, 1000} <= peaks.keys() else None


def _at_least(what: str, limit: float, value: float | None) -> Line:
    return _verdict(what, f"≥ {limit:g}", value, is_held=value is not None and value >= limit)


def _at_most(what: str, limit: float, value: float | None) -> Line:
    return _verdict(what, f"≤ {limit:g}", value, is_held=value is not None and value <= limit)


def _verdict(what: str, wanted: str, value: float | None, *, is_held: bool) -> Line:
    if value is None:
        return what, wanted, NOT_MEASURED, "–"
    return what, wanted, f"{value:.3g}", "yes" if is_held else "**no**"
