"""The log of a training: JSON lines, and the curve drawn from them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path


def write_line(path: Path, values: Mapping[str, object]) -> None:
    """Append one record."""
    with path.open("a", encoding="utf-8") as log:
        log.write(json.dumps(values, ensure_ascii=False) + "\n")


def read_lines(path: Path) -> Iterator[dict[str, float]]:
    """Yield the records of a log; a last line cut off by a kill is skipped."""
    for line in path.read_text(encoding="utf-8").splitlines():
        try:
            yield json.loads(line)
        except ValueError:
            continue


def plot(paths: Mapping[str, Path], out: Path) -> None:
    """Draw loss and BLEU over target tokens, one colour a phase, into a PNG."""
    import matplotlib

    matplotlib.use("Agg")
    from matplotlib import pyplot

    figure, loss_axis = pyplot.subplots(figsize=(9, 5))
    bleu_axis = loss_axis.twinx()
    for name, path in paths.items():
        lines = list(read_lines(path))
        losses = [(line["seen"] / 1e6, line["loss"]) for line in lines if "loss" in line]
        scores = [(line["seen"] / 1e6, line["bleu"]) for line in lines if "bleu" in line]
        if losses:
            (drawn,) = loss_axis.plot(*zip(*losses, strict=True), label=f"{name}: loss", linewidth=1)
            if scores:
                bleu_axis.plot(
                    *zip(*scores, strict=True), "o--", color=drawn.get_color(), label=f"{name}: BLEU"
                )
    loss_axis.set_xlabel("target tokens seen (millions)")
    loss_axis.set_ylabel("training loss (label smoothing 0.1)")
    bleu_axis.set_ylabel("BLEU, fixed dev sample, greedy")
    loss_axis.grid(alpha=0.3)
    if loss_axis.has_data():
        loss_axis.legend(loc="upper left")
    figure.tight_layout()
    figure.savefig(out, dpi=110)
    pyplot.close(figure)
