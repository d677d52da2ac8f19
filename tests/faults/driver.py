"""A run in a process of its own, with a processor that needs no model. Started by the fault tests.

usage: driver.py INPUTS OUTPUTS JSON   one run
       driver.py                         serve: a request a line, each run in a fork of this warm process

JSON holds options for `fake_night.build_job`, `mutant` (a fault planted into the code, see `mutants`) and
`fsize` (limit on the size of a file).
"""

from __future__ import annotations

import json
import logging
import os
import re
import resource
import sys
import time
import traceback
from contextlib import suppress
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "unit"))

import mutants
from fake_night import FakeProcessor, build_job

from summarize.batch.run import name_run, run
from summarize.batch.stopping import die_by
from summarize.errors import SummarizeError
from summarize.logs import configure


def tell(text: str) -> None:
    with suppress(OSError):
        sys.stderr.write(f"{text}\n")
        sys.stderr.flush()


def run_once(inputs: str, outputs: str, given: dict[str, Any]) -> int:
    mutants.plant(given.pop("mutant", ""))
    size = given.pop("fsize", 0)
    if size:
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
    configure(sys.stderr, is_json=True, level=logging.INFO, run=name_run())
    delay = given.pop("delay", 0.0)

    def load() -> FakeProcessor:
        tell("models loaded")
        return FakeProcessor(job.recipe, delay)

    job = build_job(Path(inputs), Path(outputs), load, **given)
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


def serve() -> None:
    for line in sys.stdin:
        request = json.loads(line)
        child = os.fork()
        if child == 0:
            answer_in_child(request)
        sys.stdout.write(f"{child}\n")
        sys.stdout.flush()
        _, status = os.waitpid(child, 0)
        sys.stdout.write(f"{os.waitstatus_to_exitcode(status)}\n")
        sys.stdout.flush()


def await_tracer() -> None:
    """Wait until strace is attached. Nothing here is a call that tests count."""
    status = os.open("/proc/self/status", os.O_RDONLY)
    deadline = time.monotonic() + 20
    while b"TracerPid:\t0\n" in os.pread(status, 4096, 0):
        if time.monotonic() > deadline:
            raise TimeoutError("strace never came")
        time.sleep(0.001)
    # strace sees calls only after the stop that follows
    time.sleep(0.005)
    os.close(status)


def answer_in_child(request: dict[str, Any]) -> None:
    code = 1
    try:
        os.dup2(os.open(request["log"], os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), 2)
        if request["is_traced"]:
            await_tracer()
        code = run_once(request["inputs"], request["outputs"], request["given"])
    except BaseException:
        tell(traceback.format_exc())
    finally:
        os._exit(code)


if __name__ == "__main__":
    if len(sys.argv) == 1:
        serve()
        sys.exit()
    result = run_once(sys.argv[1], sys.argv[2], json.loads(sys.argv[3]))
    peak = re.search(r"VmHWM:\s*(\d+)", Path("/proc/self/status").read_text())
    tell(f"peak {peak[1]}" if peak else "")
    sys.exit(result)
