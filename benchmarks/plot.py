"""The plot: words per second of each contender, one panel a model."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from benchmarks.table import Standing

OURS, FLOOR, OTHERS = "#1b6ca8", "#9a9a9a", "#d08c3f"


def draw(standings: Mapping[str, Sequence[Standing]], path: Path) -> None:
    """Draw a panel for each model that was measured; the scale is logarithmic, the range is wide."""
    from matplotlib.figure import Figure  # without pyplot: no display is looked for

    measured = {model: ranked for model, ranked in standings.items() if ranked}
    figure = Figure(figsize=(10, 0.9 + 0.42 * sum(map(len, measured.values()))), layout="constrained")
    heights = [len(ranked) + 1 for ranked in measured.values()]
    panels = figure.subplots(len(measured), 1, squeeze=False, gridspec_kw={"height_ratios": heights})
    for panel, (model, ranked) in zip(panels[:, 0], measured.items(), strict=True):
        ordered = sorted(ranked, key=lambda one: one.words_per_s)
        speeds = [one.words_per_s for one in ordered]
        bars = panel.barh([one.label for one in ordered], speeds, color=[_color(one.key) for one in ordered])
        panel.bar_label(bars, labels=[f"{speed:,.0f}" for speed in speeds], padding=3)
        panel.set_xscale("log")
        panel.set_xlim(min(speeds) / 2, max(speeds) * 2)
        panel.set_title(f"{model}: source words per second, beam 4", loc="left", fontsize=10)
        panel.spines[["top", "right"]].set_visible(False)
    figure.savefig(path, dpi=110)


def _color(key: str) -> str:
    if key.startswith("ours"):
        return OURS
    return FLOOR if key.startswith("floor") else OTHERS
