"""Encoded pairs: ids as uint16 end to end, with offsets; saved as one compressed file or in shards."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

Ids = npt.NDArray[np.uint16]
Offsets = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pairs:
    """Source and target ids of many pairs."""

    source: Ids
    source_at: Offsets
    target: Ids
    target_at: Offsets

    def __len__(self) -> int:
        """Return the number of pairs."""
        return len(self.source_at) - 1

    def source_row(self, index: int) -> Ids:
        """Return the source ids of one pair."""
        return self.source[self.source_at[index] : self.source_at[index + 1]]

    def target_row(self, index: int) -> Ids:
        """Return the target ids of one pair."""
        return self.target[self.target_at[index] : self.target_at[index + 1]]


def _flatten(rows: Sequence[Ids]) -> tuple[Ids, Offsets]:
    """Return rows laid end to end, and where each begins."""
    at = np.zeros(len(rows) + 1, np.int64)
    np.cumsum([len(row) for row in rows], out=at[1:])
    return (np.concatenate(rows) if rows else np.zeros(0, np.uint16)), at


def pack(source: Sequence[Ids], target: Sequence[Ids]) -> Pairs:
    """Return the pairs of two aligned lists of rows."""
    if len(source) != len(target):
        raise ValueError(f"{len(source)} sources but {len(target)} targets")
    source_ids, source_at = _flatten(source)
    target_ids, target_at = _flatten(target)
    return Pairs(source=source_ids, source_at=source_at, target=target_ids, target_at=target_at)


def join(parts: Iterable[Pairs]) -> Pairs:
    """Return several sets of pairs as one."""
    parts = list(parts)

    def offsets(which: str) -> Offsets:
        lengths = np.concatenate([np.diff(getattr(part, which)) for part in parts])
        return np.concatenate([np.zeros(1, np.int64), np.cumsum(lengths)])

    return Pairs(
        source=np.concatenate([part.source for part in parts]),
        source_at=offsets("source_at"),
        target=np.concatenate([part.target for part in parts]),
        target_at=offsets("target_at"),
    )


def save_pairs(pairs: Pairs, path: Path, *, shard: int = 0) -> tuple[Path, ...]:
    """Write `pairs` to `path`, or with `shard` > 0 to path-000, path-001 … of that many pairs each."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if not shard:
        _write(pairs, path)
        return (path,)
    paths = []
    for number, begin in enumerate(range(0, len(pairs), shard)):
        end = min(begin + shard, len(pairs))
        part = path.with_name(f"{path.stem}-{number:03}.npz")
        _write(_part(pairs, begin, end), part)
        paths.append(part)
    return tuple(paths)


def _part(pairs: Pairs, begin: int, end: int) -> Pairs:
    """Return the pairs from `begin` to `end`."""
    source_at, target_at = pairs.source_at[begin : end + 1], pairs.target_at[begin : end + 1]
    return Pairs(
        source=pairs.source[source_at[0] : source_at[-1]],
        source_at=source_at - source_at[0],
        target=pairs.target[target_at[0] : target_at[-1]],
        target_at=target_at - target_at[0],
    )


def _write(pairs: Pairs, path: Path) -> None:
    """Write one compressed file."""
    np.savez_compressed(
        path,
        source=pairs.source,
        source_at=pairs.source_at,
        target=pairs.target,
        target_at=pairs.target_at,
    )


def load_pairs(path: Path) -> Pairs:
    """Read `path`, or the shards that belong to it."""
    paths = [path] if path.exists() else sorted(path.parent.glob(f"{path.stem}-[0-9][0-9][0-9].npz"))
    if not paths:
        raise FileNotFoundError(path)
    parts = []
    for part in paths:
        with np.load(part) as arrays:
            parts.append(
                Pairs(
                    source=arrays["source"],
                    source_at=arrays["source_at"],
                    target=arrays["target"],
                    target_at=arrays["target_at"],
                )
            )
    return join(parts)
