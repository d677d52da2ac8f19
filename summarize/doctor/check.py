"""What the doctor says of one thing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from summarize.errors import ExitCode, SummarizeError


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """What was looked at, how it is, and what to do. `code` is how a run would end because of it."""

    name: str
    is_ok: bool
    detail: str
    hint: str = ""
    code: ExitCode = ExitCode.OK


def look(name: str, describe: Callable[[], str]) -> Check:
    """Return what `describe` says, or its error as a failed check."""
    try:
        return Check(name=name, is_ok=True, detail=describe())
    except SummarizeError as error:
        return fail(name, error)


def fail(name: str, error: SummarizeError) -> Check:
    """Return an error as a failed check."""
    return Check(name=name, is_ok=False, detail=str(error), hint=error.hint, code=error.code)


def judge(name: str, detail: str, *, is_ok: bool, hint: str, code: ExitCode = ExitCode.OK) -> Check:
    """Return a check that has a hint and a code only where something is wrong."""
    return Check(
        name=name, is_ok=is_ok, detail=detail, hint="" if is_ok else hint, code=ExitCode.OK if is_ok else code
    )
