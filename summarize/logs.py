"""Log lines for people and for machines. Neither ever holds article text or a raw byte from outside."""

from __future__ import annotations

import datetime as dt
import json
import logging
from typing import TextIO

from summarize.inert import log_safe

LOGGER = "summarize"


def say(event: str, *, level: int = logging.INFO, **fields: object) -> None:
    """Log an event with its fields."""
    logging.getLogger(LOGGER).log(level, event, extra={"event_fields": fields})


def configure(stream: TextIO, *, is_json: bool, level: int, run: str = "") -> logging.Handler:
    """Send the events of this package to `stream`; returns the handler, to be removed by its owner."""
    handler = _Handler(stream)
    handler.setFormatter(JsonLines(run) if is_json else HumanLines())
    if not is_json:
        handler.addFilter(_is_for_people)
    logger = logging.getLogger(LOGGER)
    logger.addHandler(handler)
    logger.setLevel(level)
    logger.propagate = False
    return handler


class JsonLines(logging.Formatter):
    """One JSON object a line, ASCII only: escapes, line ends and direction marks of a name stay inside it."""

    def __init__(self, run: str = "") -> None:
        super().__init__()
        self._run = run

    def format(self, record: logging.LogRecord) -> str:
        """Return the line of one event."""
        moment = dt.datetime.fromtimestamp(record.created, dt.UTC).isoformat(timespec="milliseconds")
        line = {
            "ts": moment.replace("+00:00", "Z"),
            "level": record.levelname.lower(),
            "run": self._run,
            **_event(record),
        }
        return json.dumps(line, ensure_ascii=True, default=str)


class HumanLines(logging.Formatter):
    """`event: field value, …` in printable ASCII."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line of one event."""
        fields = _event(record)
        event = fields.pop("event")
        subject = [str(fields.pop(name)) for name in ("status", "path") if fields.get(name)]
        if event == "message":
            subject = [str(fields.pop("text"))]
        rest = ", ".join(f"{name} {value}" for name, value in fields.items() if value not in ("", None))
        head = " ".join(subject) or str(event)
        return log_safe(f"{head}: {rest}" if rest else head)


def _is_for_people(record: logging.LogRecord) -> bool:
    """The summary is for machines: people get it from the command line, in words."""
    return record.getMessage() != "summary"


class _Handler(logging.StreamHandler[TextIO]):
    """A handler that goes silent when its stream is full or gone: pages matter more than lines about them."""

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 - the name is logging's
        """Do nothing."""


def _event(record: logging.LogRecord) -> dict[str, object]:
    """Return name and fields; a plain message of another module becomes an event of its own."""
    if hasattr(record, "event_fields"):
        return {"event": record.getMessage(), **record.event_fields}
    return {"event": "message", "module": record.name, "text": record.getMessage()}
