"""Which texts go through a model together: by length, within a budget of padded tokens."""

from __future__ import annotations

from collections.abc import Sequence


def token_batches(lengths: Sequence[int], budget: int) -> tuple[tuple[int, ...], ...]:
    """Return indices into `lengths`, longest first (ties by index), so that each padded batch fits `budget`.

    The padded size of a batch is its longest member times its number of members. A member that is longer than
    the budget gets a batch of its own: nothing is ever left out.
    """
    batches: list[tuple[int, ...]] = []
    batch: list[int] = []
    for index in sorted(range(len(lengths)), key=lambda i: (-lengths[i], i)):
        if batch and lengths[batch[0]] * (len(batch) + 1) > budget:
            batches.append(tuple(batch))
            batch = []
        batch.append(index)
    if batch:
        batches.append(tuple(batch))
    return tuple(batches)
