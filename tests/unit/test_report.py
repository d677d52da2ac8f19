from __future__ import annotations

import json
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from summarize.errors import CircuitBreakerError, DiskFullError, SummarizeError
from summarize.records import DocumentId, Finding, Outcome, Reason, Severity, Status
from summarize.report import Report, Tally


def build(
    *counts: Status, error: SummarizeError | None = None, signal: int | None = None, n_errors: int = 0
) -> Report:
    return Report(
        run="r",
        counts=Counter(counts),
        findings=Counter({Severity.ERROR: n_errors}),
        seconds=1.23456,
        error=error,
        signal=signal,
    )


@pytest.mark.parametrize(
    ("report", "code"),
    [
        (build(), 0),
        (build(Status.DONE, Status.UNCHANGED, Status.ADOPTED, Status.SKIPPED), 0),
        (build(Status.CONFLICT), 4),
        (build(Status.FAILED), 3),
        (build(Status.DEFERRED), 3),
        (build(Status.QUARANTINED), 3),
        (build(Status.CONFLICT, Status.FAILED), 3),
        (build(Status.FAILED, error=DiskFullError("full")), 14),
        (build(error=CircuitBreakerError("ill")), 17),
        (build(Status.FAILED, error=DiskFullError("full"), signal=15), 143),
        (build(signal=2), 130),
        (build(Status.DONE, n_errors=1), 0),
    ],
)
def test_the_exit_code_is_that_of_the_gravest_thing(report: Report, code: int) -> None:
    assert report.exit_code() == code


def test_strict_turns_errors_of_the_checks_into_incomplete() -> None:
    strict = replace(build(Status.DONE, n_errors=1), is_strict=True)
    assert strict.exit_code() == strict.as_json()["exit"] == 3
    assert replace(build(Status.CONFLICT), is_strict=True).exit_code() == 4


def test_seen_is_the_sum_of_all_classes() -> None:
    summary = build(*Status).as_json()
    assert summary["seen"] == sum(int(str(summary[status.value])) for status in Status) == len(Status)


def outcome(**more: object) -> Outcome:
    return Outcome(id=DocumentId("a\n\x1b\udcff.txt"), status=Status.FAILED, **more)  # type: ignore[arg-type]


def test_the_report_file_has_an_ascii_line_for_each_entry_and_the_summary_last(tmp_path: Path) -> None:
    finding = Finding(check="numbers", severity=Severity.WARNING, message="text of the dispatch")
    with Tally(tmp_path / "report.jsonl") as tally:
        tally.add(outcome(reason=Reason.TIMEOUT, hint="wait", findings=(finding,)))
        assert not (tmp_path / "report.jsonl").exists()
        assert tally.finish({"seen": 1}) == tmp_path / "report.jsonl"
    content = (tmp_path / "report.jsonl").read_bytes()
    assert content.isascii()
    assert b"text of the dispatch" not in content
    first, last = map(json.loads, content.splitlines())
    assert (first["path"], first["reason"], first["findings"]) == (outcome().id, "timeout", {"warning": 1})
    assert last == {"summary": {"seen": 1}}
    assert (tally.counts[Status.FAILED], tally.findings[Severity.WARNING]) == (1, 1)


def test_a_run_that_does_not_finish_leaves_the_report_of_the_one_before(tmp_path: Path) -> None:
    (tmp_path / "report.jsonl").write_text("before")
    with Tally(tmp_path / "report.jsonl") as tally:
        tally.add(outcome())
    assert [path.name for path in tmp_path.iterdir()] == ["report.jsonl"]
    assert (tmp_path / "report.jsonl").read_text() == "before"


def test_counting_goes_on_where_the_report_file_cannot(tmp_path: Path) -> None:
    with Tally(tmp_path / "report.jsonl") as tally:
        assert tally._stream
        tally._stream.close()
        tally._stream = Path("/dev/full").open("w", buffering=1)  # noqa: SIM115 - the tally closes it
        tally.add(outcome())
        tally.add(outcome())
        assert tally.finish({}) is None
    assert tally.counts[Status.FAILED] == 2
