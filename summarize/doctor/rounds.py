"""The order in which the doctor looks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from summarize.batch.interface import Folders
from summarize.doctor.check import Check, fail, judge, look
from summarize.doctor.folders import examine_input, examine_ledgers, examine_names, examine_prompts
from summarize.doctor.machine import available_memory, examine_cores, examine_folder, examine_room
from summarize.doctor.network import watched_network
from summarize.doctor.trials import examine_characters, try_summarizer, try_translator
from summarize.engines.options import resolve
from summarize.engines.registry import EngineOptions, ModelSpec, build_summarizer, build_translator
from summarize.errors import ExitCode, SummarizeError
from summarize.models.locate import Located, locate_pair, verify
from summarize.prompts import load_prompts


@dataclass(frozen=True, slots=True, kw_only=True)
class Setup:
    """The installation to examine: the options that a run would have."""

    profile: str
    models_dir: Path
    output: Path
    state: Path
    engine: EngineOptions
    names: Path | None = None
    prompts: Path | None = None
    translator: str | None = None
    summarizer: str | None = None
    input: Path | None = None


def examine(setup: Setup) -> Iterator[Check]:
    """Yield one check after the other, first what would stop a run first; models are loaded and tried."""
    try:
        pair = locate_pair(
            setup.profile, setup.models_dir, translator=setup.translator, summarizer=setup.summarizer
        )
    except SummarizeError as error:
        yield fail("models", error)
        yield from _examine_place(setup)
        return
    for check in _examine_place(setup):
        yield check
        if check.name == "input" and not check.is_ok:
            setup = replace(setup, input=None)
        if check.name == "prompts" and not check.is_ok:
            setup = replace(setup, prompts=None)
    yield from _examine_models(setup, pair)


def _examine_place(setup: Setup) -> Iterator[Check]:
    """Look at the tables, the folders and the machine, in the order of a run."""
    if setup.prompts is not None:
        yield look("prompts", partial(examine_prompts, setup.prompts))
    if setup.names is not None:
        yield look("names", partial(examine_names, setup.names))
    folders = Folders(inputs=setup.input or setup.output, outputs=setup.output, state=setup.state)
    if setup.input is not None:
        yield look("input", lambda: examine_input(folders))
    yield look("output", lambda: examine_folder(setup.output))
    yield look("state", lambda: examine_folder(setup.state))
    yield from examine_ledgers(folders)
    yield examine_room(setup.output)
    yield examine_cores(setup.engine.threads)


def _examine_models(setup: Setup, pair: tuple[Located, Located]) -> Iterator[Check]:
    checks = [look("models", partial(_examine_model, located)) for located in dict.fromkeys(pair)]
    yield from checks
    if all(check.is_ok for check in checks):
        yield from _examine_engines(setup, pair)


def _examine_model(located: Located) -> str:
    spec = verify(located)
    size = located.locked.n_bytes
    room = available_memory()
    warning = f"; only {room / 1e9:.1f} GB of memory are available" if room and room < 1.5 * size else ""
    return f"{spec.name}: {size / 1e6:.0f} MB verified, {spec.kind}, revision {spec.revision}{warning}"


def _examine_engines(setup: Setup, pair: tuple[Located, Located]) -> Iterator[Check]:
    """Load both models, let them work, and watch that nothing calls out."""
    yield look("engine", lambda: _describe_runtime(setup, pair[0]))
    checks: list[Check] = []
    with watched_network() as calls:
        try:
            checks.extend(_try_models(setup, pair[0].spec, pair[1].spec))
        except SummarizeError as error:
            checks.append(fail("models at work", error))
    yield from checks
    yield judge(
        "offline",
        f"tried to reach {', '.join(calls)}" if calls else "no connection was tried",
        is_ok=not calls,
        hint="A run must need no network: report this.",
        code=ExitCode.MODEL,
    )


def _try_models(setup: Setup, reader: ModelSpec, writer: ModelSpec) -> Iterator[Check]:
    translator = build_translator(reader, setup.engine)
    yield try_translator(translator)
    shared = translator if writer == reader else None
    yield try_summarizer(
        build_summarizer(writer, setup.engine, writer=shared, prompts=load_prompts(setup.prompts))
    )
    if setup.input is not None:
        yield examine_characters(setup.input, translator)


def _describe_runtime(setup: Setup, located: Located) -> str:
    runtime = resolve(located.spec, setup.engine)
    return f"{runtime.engine} on {runtime.device}, {runtime.compute_type}"
