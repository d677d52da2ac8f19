"""A run in a process of its own, with a processor that needs no model. Started by the fault tests.

usage: driver.py INPUTS OUTPUTS [JSON]

JSON holds options for `fake_night.build_job`, and `mutant`, a fault planted into the code (see `mutants`).
"""

from __future__ import annotations

import json
import logging
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "unit"))

from fake_night import FakeProcessor, build_job

from summarize.batch.run import name_run, run
from summarize.batch.stopping import die_by
from summarize.errors import SummarizeError
from summarize.logs import configure


def tell(text: str) -> None:
    sys.stderr.write(f"{text}\n")
    sys.stderr.flush()


def main() -> int:
    given = json.loads(sys.argv[3]) if len(sys.argv) > 3 else {}
    mutant = given.pop("mutant", "")
    if mutant:
        import mutants

        mutants.plant(mutant)
    configure(sys.stderr, is_json=True, level=logging.INFO, run=name_run())
    recipe, delay = given.get("recipe", "first"), given.pop("delay", 0.0)

    def load() -> FakeProcessor:
        tell("models loaded")
        return FakeProcessor(job.recipe, delay)

    job = build_job(Path(sys.argv[1]), Path(sys.argv[2]), load, **{**given, "recipe": recipe})
    try:
        report = run(job)
    except SummarizeError as error:
        tell(f"error: {error}\nhint: {error.hint}")
        return int(error.code)
    if report.error is not None:
        tell(f"error: {report.error}\nhint: {report.error.hint}")
    if report.signal is not None:
        die_by(report.signal)
    return report.exit_code()


if __name__ == "__main__":
    sys.exit(main())
