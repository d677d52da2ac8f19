"""Folders, runs in processes of their own, and what has to hold after whatever happened to them."""

from __future__ import annotations

import contextlib
import json
import os
import select
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import fake_night

from summarize.batch.reader import read_one
from summarize.files import fingerprint_text
from summarize.frontmatter import is_pristine
from summarize.publish.shelf import PREFIX, page_name
from summarize.reading.options import ReadOptions
from summarize.records import Document, DocumentId

PATIENCE = 60.0
DRIVER = Path(__file__).with_name("driver.py")


class Run:
    """A run that the zygote forked."""

    def __init__(self, pid: int, zygote: Zygote, log: Path) -> None:
        self.pid = pid
        self._zygote = zygote
        self._log = log

    def signal(self, number: int) -> None:
        with contextlib.suppress(ProcessLookupError):
            os.kill(self.pid, number)

    def wait(self) -> int:
        """The exit code; negative for a death by signal. A run that hangs does not take others with it."""
        try:
            return int(self._zygote.answer())
        except TimeoutError:
            self.signal(signal.SIGKILL)
            self._zygote.answer()
            raise AssertionError(f"the run hangs: {self.log}") from None

    @property
    def log(self) -> str:
        return self._log.read_text() if self._log.exists() else ""

    def await_log(self, text: str) -> None:
        deadline = time.monotonic() + 30
        while text not in self.log:
            assert time.monotonic() < deadline, f"{text!r} never came: {self.log}"
            time.sleep(0.002)


class Zygote:
    """A warm process that forks a run for each request: ten milliseconds instead of half a second."""

    def __init__(self, log: Path) -> None:
        self._log = log
        self._n_runs = 0
        self._process = subprocess.Popen(
            [sys.executable, str(DRIVER)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            bufsize=0,  # select must see all that was not read yet
        )

    def start(self, inputs: Path, outputs: Path, *, is_traced: bool = False, **given: Any) -> Run:
        self._n_runs += 1
        log = self._log / f"{self._n_runs}.log"
        request = {
            "inputs": str(inputs),
            "outputs": str(outputs),
            "given": given,
            "is_traced": is_traced,
            "log": str(log),
        }
        assert self._process.stdin
        self._process.stdin.write(json.dumps(request).encode() + b"\n")
        return Run(int(self.answer()), self, log)

    def answer(self) -> bytes:
        assert self._process.stdout
        is_ready, _, _ = select.select([self._process.stdout], [], [], PATIENCE)
        if not is_ready:
            raise TimeoutError
        return self._process.stdout.readline()

    def close(self) -> None:
        try:
            self._process.communicate(timeout=5)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.communicate()


class Scene:
    """An input and an output folder under test. `edits` are contents that nobody may lose.

    `is_busy`: they are saved while runs are at work; `earlier` edits may have been overwritten since.
    """

    def __init__(self, folder: Path, zygote: Zygote) -> None:
        self.inputs = folder / "in"
        self.outputs = folder / "out"
        self.inputs.mkdir(parents=True, exist_ok=True)
        self.zygote = zygote
        self.edits: dict[Path, str] = {}
        self.earlier: set[str] = set()
        self.is_busy = False

    @property
    def state(self) -> Path:
        return self.outputs / ".summarize"

    def write(self, **texts: str) -> None:
        for name, text in texts.items():
            (self.inputs / f"{name}.txt").write_text(text)

    def page(self, name: str) -> Path:
        return self.outputs / page_name(DocumentId(f"{name}.txt"))

    def edit(self, name: str, text: str = "edited by hand\n") -> None:
        self.page(name).write_text(text)
        self.edits[self.page(name)] = text

    def start(self, **given: Any) -> Run:
        return self.zygote.start(self.inputs, self.outputs, **given)

    def run(self, **given: Any) -> int:
        self.last = self.start(**given)
        return self.last.wait()

    def spawn(
        self, *, prefix: Sequence[str] = (), stderr: Any = subprocess.PIPE, **given: Any
    ) -> subprocess.CompletedProcess[str]:
        """A run in a program of its own, where a warm fork would not do."""
        command = [
            *prefix,
            sys.executable,
            str(DRIVER),
            str(self.inputs),
            str(self.outputs),
            json.dumps(given),
        ]
        return subprocess.run(command, stderr=stderr, text=True, check=False, timeout=120)

    def rows(self) -> dict[str, tuple[str, str]]:
        """Status and reason by path, from the report of the last run that came to its end."""
        lines = (self.state / "report.jsonl").read_text().splitlines()
        rows = [row for row in map(json.loads, lines) if "path" in row]
        return {row["path"]: (row["status"], row["reason"]) for row in rows}

    def summary(self) -> dict[str, Any]:
        last = (self.state / "report.jsonl").read_text().splitlines()[-1]
        return json.loads(last)["summary"]  # type: ignore[no-any-return]

    def pages(self) -> dict[Path, str]:
        return {path: path.read_text() for path in self.outputs.glob("[!.]*.md")}

    def expected(self, recipe: str) -> dict[Path, str]:
        """The pages that a run of this recipe makes when nothing comes in between."""
        pages = {}
        for path in sorted(self.inputs.glob("*.txt")):
            task = fake_night.Task(root=self.inputs, id=DocumentId(path.name))
            document = read_one(task, ReadOptions(has_language_gate=False))
            assert isinstance(document, Document)
            name = self.outputs / page_name(document.id)
            pages[name] = fake_night.render(document, fingerprint_text(recipe))
        return pages

    def check_whole(self) -> None:
        """No partial page under a final name, and no edit lost, at whatever moment a run ended.

        An edit stays where it was. One that is saved while a run is at work may be in flight for a moment,
        or in the history, when it was saved into the open file of a page that was just replaced.
        """
        known = {*self.edits.values(), *self.earlier}
        for path, text in self.pages().items():
            assert is_pristine(text) or text in known, (
                f"{path.name} is neither ours nor an edit: {text[:60]!r}"
            )
        kept = {read(path) for path in self.outputs.rglob("*") if path.is_file()} if self.is_busy else set()
        for path, text in self.edits.items():
            assert read(path) == text or text in kept, f"an edit of {path.name} is lost"

    def check_final(self, recipe: str) -> None:
        """Every page is there, edits where they were or recovered, nothing in flight, nothing left to do."""
        self.check_whole()
        pages = self.pages()
        for path, text in self.edits.items():
            assert text in pages.values(), f"an edit of {path.name} is lost to the eye"
        for path, text in self.expected(recipe).items():
            assert path in pages, f"{path.name} is missing"
            if pages[path] in {*self.edits.values(), *self.earlier}:
                beside = [pages.get(path.with_suffix(suffix)) for suffix in (".new.md", ".new-2.md")]
                assert text in beside, f"no new version beside the edited {path.name}"
            else:
                assert pages[path] == text, f"{path.name} is out of date"
        assert not [path for path in self.outputs.iterdir() if path.name.startswith(PREFIX)]
        before = {path: path.stat().st_mtime_ns for path in pages}
        assert self.run(recipe=recipe) == 0
        assert "models loaded" not in self.last.log
        assert {path: path.stat().st_mtime_ns for path in self.pages()} == before


def read(path: Path) -> str:
    return path.read_bytes().decode("utf-8", "replace")


def attach(pid: int, *arguments: str) -> subprocess.Popen[bytes]:
    """Trace a process that waits for it (`is_traced`)."""
    return subprocess.Popen(
        ["strace", "-qq", "-f", *arguments, "-p", str(pid)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def can_trace() -> bool:
    if not shutil.which("strace"):
        return False
    sleeper = subprocess.Popen(["sleep", "0.3"])
    strace = attach(sleeper.pid, "-o", os.devnull)
    sleeper.wait()
    return strace.wait() == 0


@contextlib.contextmanager
def mounted(folder: Path, *options: str) -> Iterator[Path]:
    """A file system of its own on `folder`; tests skip where mounting is not permitted."""
    folder.mkdir(exist_ok=True)
    subprocess.run(["mount", *options, str(folder)], check=True, capture_output=True)
    try:
        yield folder
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)


def can_mount() -> bool:
    if not shutil.which("mount"):
        return False
    with contextlib.ExitStack() as stack:
        import tempfile

        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        try:
            stack.enter_context(mounted(folder, "-t", "tmpfs", "-o", "size=100k", "tmpfs"))
        except (subprocess.CalledProcessError, OSError):
            return False
    return True
