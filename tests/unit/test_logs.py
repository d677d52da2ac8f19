from __future__ import annotations

import io
import json
import logging
from collections.abc import Iterator
from pathlib import Path

import pytest

from summarize.logs import LOGGER, configure, say

HOSTILE = 'a\n{"forged": 1}\x1b[2J\x9b\u202e\u2028\udcff.txt'


@pytest.fixture(autouse=True)
def quiet() -> Iterator[None]:
    logger = logging.getLogger(LOGGER)
    before = (list(logger.handlers), logger.level, logger.propagate)
    yield
    logger.handlers[:], logger.level, logger.propagate = before


def lines(*, is_json: bool) -> list[str]:
    stream = io.StringIO()
    configure(stream, is_json=is_json, level=logging.INFO, run="r1")
    say("document", path=HOSTILE, status="done", reason="", page="p.md")
    say("unseen", level=logging.DEBUG)
    logging.getLogger("summarize.memory").warning("memory %s", HOSTILE)
    return stream.getvalue().splitlines()


def test_json_lines_are_one_ascii_object_each() -> None:
    first, second = lines(is_json=True)
    assert first.isascii()
    assert first.isprintable()
    event = json.loads(first)
    assert (event["path"], event["run"], event["event"]) == (HOSTILE, "r1", "document")
    assert event["level"] == "info"
    assert event["ts"].endswith("Z")
    assert json.loads(second)["text"] == f"memory {HOSTILE}"


def test_lines_for_people_are_printable_ascii() -> None:
    first, second = lines(is_json=False)
    assert first.startswith("done a\\x0a{")
    assert first.endswith(": page p.md")
    assert second.startswith("memory a\\x0a{")
    for line in (first, second):
        assert line.isascii()
        assert line.isprintable()


def test_the_summary_is_for_machines() -> None:
    stream = io.StringIO()
    configure(stream, is_json=False, level=logging.INFO)
    say("summary", done=1)
    assert stream.getvalue() == ""


def test_a_full_stream_does_not_disturb_the_run(capfd: pytest.CaptureFixture[str]) -> None:
    stream = Path("/dev/full").open("w", buffering=1)  # noqa: SIM115 - closing it fails
    configure(stream, is_json=True, level=logging.INFO)
    say("document", path="a")
    with pytest.raises(OSError):
        stream.close()
    assert capfd.readouterr() == ("", "")
