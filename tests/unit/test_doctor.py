"""The doctor: what could go wrong at midnight has a check, a remedy and the exit code of the run."""

from __future__ import annotations

import socket
import sqlite3
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from summarize.doctor import Check, Setup, examine, machine, trials
from summarize.engines.fake import FakeSummarizer
from summarize.engines.registry import EngineOptions
from summarize.errors import DeviceError, ExitCode
from summarize.ledger import Ledger, Row
from summarize.records import Article, Decoding, DocumentId, Fingerprint, Hypothesis, Status

GOOD = {
    "Le président": "The French president arrived in Berlin on Wednesday.",
    "Au moins": "At least 1,200 people were evacuated near Lyon.",
    "Trois": "Three soldiers were killed in Ukraine in January 2022.",
}


class Translator:
    signature = "test"
    max_source_tokens = 100

    def __init__(self, lacks: str = "", **wrong: str) -> None:
        self.lacks, self.answers = lacks, {**GOOD, **wrong}

    def count_tokens(self, sources: Sequence[str]) -> list[int]:
        return [len(source) for source in sources]

    def unknown_characters(self, source: str) -> tuple[str, ...]:
        return tuple(character for character in source if character in self.lacks)

    def translate(self, sources: Sequence[str], decoding: Decoding) -> list[Hypothesis]:
        return [Hypothesis(text=next(t for s, t in self.answers.items() if f.startswith(s))) for f in sources]


@pytest.fixture
def setup(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Setup:
    use(monkeypatch, Translator(), FakeSummarizer())
    for name in ("OMP_NUM_THREADS", "MKL_NUM_THREADS"):
        monkeypatch.delenv(name, raising=False)
    return Setup(
        profile="compact",
        models_dir=tmp_path / "models",
        output=tmp_path / "pages",
        state=tmp_path / "pages" / ".summarize",
        engine=EngineOptions(engine="transformers", device="cpu"),
    )


def use(monkeypatch: pytest.MonkeyPatch, translator: object, summarizer: object) -> None:
    place = "summarize.doctor.rounds"
    monkeypatch.setattr(f"{place}.build_translator", lambda spec, options: translator)
    monkeypatch.setattr(f"{place}.build_summarizer", lambda spec, options, writer, prompts: summarizer)


def by_name(setup: Setup) -> dict[str, Check]:
    return {check.name: check for check in examine(setup)}


def test_a_good_installation_passes_every_check(setup: Setup) -> None:
    checks = by_name(setup)
    assert list(checks) == [
        "output", "state", "ledger", "disk", "threads",
        "models", "engine", "translator", "summarizer", "offline",
    ]  # fmt: skip
    assert all(check.is_ok and check.hint == "" and check.code is ExitCode.OK for check in checks.values())
    assert "compact" in checks["models"].detail
    assert checks["engine"].detail == "transformers on cpu, float32"


def test_an_output_that_cannot_be_written_is_found(setup: Setup, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    check = by_name(replace(setup, output=tmp_path / "file"))["output"]
    assert (check.is_ok, check.code) == (False, ExitCode.OUTPUT)
    assert str(tmp_path / "file") in check.detail
    checks = by_name(replace(setup, state=tmp_path / "file" / "state"))
    assert checks["state"].code is checks["ledger"].code is ExitCode.OUTPUT


def keep_ledger(state: Path, *rows: Row) -> Path:
    state.mkdir(parents=True)
    with Ledger(state / "ledger.db") as ledger:
        ledger.put_many(rows)
    return state / "ledger.db"


ROW = Row(
    id=DocumentId("a.txt"),
    source=Fingerprint("1" * 64),
    recipe=Fingerprint("2" * 64),
    size=1,
    mtime_ns=1,
    status=Status.DONE,
    page="a-0123456789.md",
)


def test_a_ledger_is_opened_and_none_is_made(setup: Setup) -> None:
    assert by_name(setup)["ledger"].is_ok
    assert not (setup.state / "ledger.db").exists()
    path = setup.state / "ledger.db"
    with Ledger(path) as ledger:
        ledger.put_many([ROW])
    before = path.read_bytes()
    assert "1 dispatch" in by_name(setup)["ledger"].detail
    assert path.read_bytes() == before


def test_a_corrupt_ledger_is_found_with_the_remedy_to_paste(setup: Setup) -> None:
    keep_ledger(setup.state).write_bytes(b"garbage" * 100)
    check = by_name(setup)["ledger"]
    assert (check.is_ok, check.code) == (False, ExitCode.LEDGER)
    assert f"summarize status --rebuild --output {setup.output}" in check.hint


def test_the_corrupt_ledger_of_a_share_is_found(setup: Setup) -> None:
    keep_ledger(setup.state / "1of2").write_bytes(b"garbage" * 100)
    checks = by_name(setup)
    assert checks["ledger"].is_ok
    assert checks["ledger of share 1of2"].code is ExitCode.LEDGER
    assert f"--state {setup.state / '1of2'}" in checks["ledger of share 1of2"].hint


def test_a_ledger_that_the_next_run_brings_up_to_date_is_no_fault(setup: Setup) -> None:
    path = keep_ledger(setup.state)
    connection = sqlite3.connect(path)
    with connection:
        connection.execute("UPDATE meta SET schema = 1")
    connection.close()
    assert by_name(setup)["ledger"].is_ok


def test_pages_that_state_kept_elsewhere_knows_and_the_output_lacks_are_found(
    setup: Setup, tmp_path: Path
) -> None:
    elsewhere = replace(setup, state=tmp_path / "state")
    keep_ledger(elsewhere.state, ROW)
    check = by_name(elsewhere)["ledger"]
    assert check.code is ExitCode.OUTPUT
    assert "has none of the 1 pages" in check.detail


def test_an_input_that_is_missing_or_the_output_too_is_found(setup: Setup, tmp_path: Path) -> None:
    for path, cause in ((tmp_path / "none", "cannot be read"), (setup.output, "is the output folder too")):
        checks = by_name(replace(setup, input=path))
        assert next(iter(checks)) == "input"
        assert checks["input"].code is ExitCode.INPUT
        assert cause in checks["input"].detail
        assert "characters" not in checks
        assert "models at work" not in checks
        setup.output.mkdir(exist_ok=True)


def test_a_names_table_or_prompts_that_runs_could_not_load_are_found(setup: Setup, tmp_path: Path) -> None:
    (tmp_path / "names.toml").write_text("")
    (tmp_path / "prompts").mkdir()
    own = replace(setup, names=tmp_path / "names.toml", prompts=tmp_path / "prompts")
    assert by_name(own)["names"].is_ok
    assert by_name(own)["prompts"].is_ok
    checks = by_name(replace(setup, names=tmp_path / "gone.toml", prompts=tmp_path / "gone"))
    assert list(checks)[:2] == ["prompts", "names"]
    assert checks["names"].code is checks["prompts"].code is ExitCode.INPUT
    assert "gone.toml" in checks["names"].detail
    assert checks["summarizer"].is_ok


def test_a_model_that_is_missing_comes_first_as_in_a_run(setup: Setup, tmp_path: Path) -> None:
    checks = by_name(replace(setup, profile="opus", input=tmp_path / "none"))
    assert [name for name, check in checks.items() if check.code] == ["models", "input"]


def test_a_full_disk_is_found(setup: Setup, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(machine, "ROOM", 10**18)
    assert by_name(setup)["disk"].code is ExitCode.DISK_FULL


def test_too_many_threads_and_a_limit_of_the_environment_are_found(
    setup: Setup, monkeypatch: pytest.MonkeyPatch
) -> None:
    many = replace(setup, engine=replace(setup.engine, threads=1_000))
    assert not by_name(many)["threads"].is_ok
    monkeypatch.setattr(machine.os, "sched_getaffinity", lambda pid: {0, 1})
    monkeypatch.setenv("OMP_NUM_THREADS", "1")
    assert "OMP_NUM_THREADS=1" in by_name(setup)["threads"].detail


def test_a_missing_model_is_found_with_the_command_and_nothing_is_loaded(setup: Setup) -> None:
    checks = by_name(replace(setup, profile="opus"))
    assert checks["models"].code is ExitCode.MODEL
    assert "summarize models fetch opus" in checks["models"].hint
    assert "translator" not in checks


def test_nonsense_is_found(setup: Setup, monkeypatch: pytest.MonkeyPatch) -> None:
    use(monkeypatch, Translator(**dict.fromkeys(GOOD, "of the the of the the of")), FakeSummarizer())
    check = by_name(setup)["translator"]
    assert (check.is_ok, check.code) == (False, ExitCode.MODEL)
    assert "of the the" in check.detail


def test_a_stumble_is_told_and_forgiven(setup: Setup, monkeypatch: pytest.MonkeyPatch) -> None:
    use(
        monkeypatch,
        Translator(Trois="Three soldiers were killed in Ukraine in January 1999."),
        FakeSummarizer(),
    )
    check = by_name(setup)["translator"]
    assert check.is_ok
    assert "1999" in check.detail


def test_a_silent_summarizer_is_found(setup: Setup, monkeypatch: pytest.MonkeyPatch) -> None:
    class Silent(FakeSummarizer):
        def headlines(self, articles: Sequence[Article]) -> list[str]:
            return [""] * len(articles)

    use(monkeypatch, Translator(), Silent())
    assert "no usable headline" in by_name(setup)["summarizer"].detail

    class Mute(Silent):
        def summaries(self, articles: Sequence[Article]) -> list[str]:
            return [""] * len(articles)

        def key_facts(self, articles: Sequence[Article]) -> list[tuple[()]]:  # type: ignore[override]
            return [()] * len(articles)

    use(monkeypatch, Translator(), Mute())
    assert by_name(setup)["summarizer"].code is ExitCode.MODEL


def test_a_lost_device_is_found(setup: Setup, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(spec: object, options: object) -> None:
        raise DeviceError("no CUDA device", hint="Use --device cpu.")

    monkeypatch.setattr("summarize.doctor.rounds.build_translator", fail)
    checks = by_name(setup)
    assert checks["models at work"].code is ExitCode.DEVICE
    assert checks["offline"].is_ok


def test_a_model_that_calls_out_is_found_and_stopped(setup: Setup, monkeypatch: pytest.MonkeyPatch) -> None:
    class Caller(Translator):
        def translate(self, sources: Sequence[str], decoding: Decoding) -> list[Hypothesis]:
            with socket.socket() as one, pytest.raises(OSError, match="no connections"):
                one.connect(("192.0.2.1", 80))
            return super().translate(sources, decoding)

    use(monkeypatch, Caller(), FakeSummarizer())
    connect = socket.socket.connect
    check = by_name(setup)["offline"]
    assert not check.is_ok
    assert "192.0.2.1" in check.detail
    assert socket.socket.connect is connect


def test_characters_of_the_input_that_the_vocabulary_lacks_are_told(
    setup: Setup, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = "Le président de la République Željko a rencontré mercredi les ministres à Paris.\n\n" * 5
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    (tmp_path / "b.txt").write_bytes(b"\0\1\2")
    use(monkeypatch, Translator(lacks="Ž"), FakeSummarizer())
    monkeypatch.setattr(trials, "find", lambda root: (e for e in _find(root) if e.id in {"a.txt", "b.txt"}))
    check = by_name(replace(setup, input=tmp_path))["characters"]
    assert "1 of " in check.detail
    assert check.detail.endswith("Ž")


_find = trials.find


def test_the_embedded_model_is_examined_for_real(
    setup: Setup, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("ctranslate2")
    monkeypatch.undo()
    checks = by_name(
        replace(setup, engine=EngineOptions(engine="ct2", device="cpu", cache=tmp_path / "cache"))
    )
    assert checks["offline"].is_ok
    assert checks["summarizer"].is_ok
    assert "models at work" not in checks
