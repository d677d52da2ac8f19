"""One measurement in a process of its own: its memory is its own, and nothing stays behind."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Callable
from multiprocessing.connection import Connection
from typing import Any


def measure_apart(function: Callable[..., Any], *arguments: object) -> Any:
    """Return what `function` returns in a spawned process; it and its arguments must be importable there."""
    context = multiprocessing.get_context("spawn")
    near, far = context.Pipe(duplex=False)
    process = context.Process(target=_call, args=(far, function, arguments))
    process.start()
    far.close()
    try:
        answer, problem = near.recv()
    except EOFError:
        answer, problem = None, "the process ended without an answer"
    process.join()
    if problem:
        raise RuntimeError(f"{function.__name__}: {problem}")
    return answer


def _call(pipe: Connection, function: Callable[..., Any], arguments: tuple[object, ...]) -> None:
    os.environ["HF_HUB_OFFLINE"] = "1"
    try:
        pipe.send((function(*arguments), ""))
    except Exception as error:  # whatever went wrong is told to the process that asked
        pipe.send((None, f"{type(error).__name__}: {error}"))
