"""What every engine does around a model call: length classes, caps, batches, halving when memory runs out."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence
from typing import TypeVar

from summarize.batching import token_batches
from summarize.errors import DeviceError, EngineError, SummarizeError
from summarize.records import Task

T = TypeVar("T")

EDGES = (8, 16, 24, 32, 48, 64, 96, 128, 192, 256, 384, 512, 768, 1024)
"""Upper ends of the length classes: the cap of a source depends on its class, not on its neighbours."""

TASK_CAPS = {Task.HEADLINE: 64, Task.SUMMARY: 256, Task.FACT: 96}
"""No headline, summary or fact is longer in tokens; translations are capped relative to their source."""

LOGIT_BAN = -1e4
"""Added to the logit of a token that must never be written: enough in every type, finite in float16."""


def edge(length: int) -> int:
    """Return the upper end of the length class of `length`."""
    place = bisect_left(EDGES, length)
    return EDGES[place] if place < len(EDGES) else length


def cap(length: int, task: Task, positions: int) -> int:
    """Return how many tokens decoding may write for a source of `length` tokens: reaching it is a failure."""
    longest = 2 * edge(length) + 10
    return min(longest, TASK_CAPS.get(task, longest), positions - 1)


def plan_batches(lengths: Sequence[int], budget: int, *, is_exact: bool = False) -> list[tuple[int, ...]]:
    """Return batches of indices, longest first, none of which mixes two length classes.

    With `is_exact` each length is a class of its own, so that nothing is padded. With 8-bit weights this is
    what keeps neighbours out of the text: padding changes the shape of the attention products, hence their
    last bit, and 8-bit rounding makes that visible (5 of 500 sentences with mixed lengths, none without).
    """
    classes: dict[int, list[int]] = {}
    for index, length in enumerate(lengths):
        classes.setdefault(length if is_exact else edge(length), []).append(index)
    return [
        tuple(members[i] for i in batch)
        for _, members in sorted(classes.items(), reverse=True)
        for batch in token_batches([lengths[i] for i in members], budget)
    ]


def run_halving(members: Sequence[int], run: Callable[[Sequence[int]], list[T]]) -> list[T]:
    """Return `run(members)`; on lack of memory run the halves instead, down to single members.

    Lack of memory for one member is a `DeviceError`; any other failure of the model is an `EngineError`.
    """
    try:
        return run(members)
    except SummarizeError:
        raise
    except Exception as error:
        if not is_out_of_memory(error):
            raise EngineError(f"the model failed: {type(error).__name__}: {error}") from error
        if len(members) == 1:
            raise DeviceError(
                "out of memory even for one segment",
                hint="Free memory, or use --device cpu or a smaller model.",
            ) from error
    middle = len(members) // 2
    return run_halving(members[:middle], run) + run_halving(members[middle:], run)


def is_out_of_memory(error: BaseException) -> bool:
    """Tell lack of memory, as torch, CTranslate2 and Python say it, from other failures."""
    said = f"{type(error).__name__}: {error}".lower()
    return isinstance(error, MemoryError) or any(
        words in said for words in ("out of memory", "outofmemory", "can't allocate memory", "bad_alloc")
    )


def refuse_too_long(lengths: Sequence[int], longest: int) -> None:
    """Raise `EngineError` for a source above the limit: engines never cut."""
    for length in lengths:
        if length > longest:
            raise EngineError(
                f"a segment of {length} tokens is longer than the model's {longest}",
                hint="Split the sentence, or use a model with a longer context.",
            )
