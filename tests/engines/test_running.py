"""Caps, classes and lack of memory."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tiny_checkpoints import FRENCH
from zoo import Zoo

from summarize.engines.ct2 import CTranslate2Translator
from summarize.engines.marian import MarianTranslator
from summarize.engines.running import cap, edge, is_out_of_memory, plan_batches, run_halving
from summarize.errors import DeviceError, EngineError
from summarize.records import Decoding, Task


@settings(deadline=None, derandomize=True, max_examples=60)
@given(st.lists(st.integers(1, 600)), st.integers(1, 3000), st.booleans())
def test_batches_hold_every_index_once_and_never_mix_classes(
    lengths: list[int], budget: int, is_exact: bool
) -> None:
    batches = plan_batches(lengths, budget, is_exact=is_exact)
    assert sorted(i for batch in batches for i in batch) == list(range(len(lengths)))
    for batch in batches:
        assert len({lengths[i] if is_exact else edge(lengths[i]) for i in batch}) == 1


def test_a_cap_depends_on_the_length_class_and_the_task() -> None:
    assert cap(5, Task.TRANSLATE, 1000) == cap(8, Task.TRANSLATE, 1000) == 26
    assert cap(300, Task.HEADLINE, 1000) == 64
    assert cap(5, Task.HEADLINE, 1000) == 26
    assert cap(500, Task.TRANSLATE, 512) == 511


def test_lack_of_memory_halves_the_batch_and_goes_on() -> None:
    sizes = []

    def run(members: Sequence[int]) -> list[int]:
        sizes.append(len(members))
        if len(members) > 2:
            raise MemoryError
        return [member * 10 for member in members]

    assert run_halving(range(5), run) == [0, 10, 20, 30, 40]
    assert sizes == [5, 2, 3, 1, 2]


def test_lack_of_memory_for_one_segment_is_a_fault_of_the_machine() -> None:
    def run(members: Sequence[int]) -> list[int]:
        raise RuntimeError("CUDA failed with error out of memory")

    with pytest.raises(DeviceError, match="one segment"):
        run_halving(range(4), run)


def test_any_other_failure_is_a_fault_of_this_text() -> None:
    def run(members: Sequence[int]) -> list[int]:
        raise IndexError("index out of range in self")

    with pytest.raises(EngineError, match="IndexError"):
        run_halving(range(4), run)


def test_lack_of_memory_is_recognised_as_the_libraries_say_it() -> None:
    import torch

    said = (
        torch.OutOfMemoryError("CUDA out of memory. Tried to allocate 2 GiB"),
        RuntimeError("[enforce fail at alloc_cpu.cpp] DefaultCPUAllocator: can't allocate memory"),
        RuntimeError("std::bad_alloc"),
        MemoryError(),
    )
    assert all(is_out_of_memory(error) for error in said)
    assert not is_out_of_memory(RuntimeError("shape mismatch"))


def test_transformers_goes_on_in_smaller_batches(zoo: Zoo, monkeypatch: pytest.MonkeyPatch) -> None:
    translator = zoo.translator("marian:transformers:float32")
    assert isinstance(translator, MarianTranslator)
    wanted = translator.translate(FRENCH, Decoding(beam=1))
    generate = translator._generate

    def fail_on_many(rows: Sequence[list[int]], decoding: Decoding) -> list[object]:
        if len(rows) > 1:
            raise RuntimeError("out of memory")
        return list(generate(rows, decoding))

    monkeypatch.setattr(translator, "_generate", fail_on_many)
    assert [h.text for h in translator.translate(FRENCH, Decoding(beam=1))] == [h.text for h in wanted]


def test_ctranslate2_goes_on_in_smaller_batches(zoo: Zoo, monkeypatch: pytest.MonkeyPatch) -> None:
    translator = zoo.translator("marian:ct2:int8")
    assert isinstance(translator, CTranslate2Translator)
    sources = [FRENCH[0], FRENCH[0], FRENCH[2], FRENCH[0]]
    wanted = translator.translate(sources, Decoding())
    queue = translator._queue

    class Lost:
        def result(self) -> object:
            raise RuntimeError("out of memory")

    def fail_on_many(encoded: Sequence[list[str]], batch: Sequence[int], decoding: Decoding) -> list[object]:
        return [Lost()] * len(batch) if len(batch) > 1 else list(queue(encoded, batch, decoding))

    monkeypatch.setattr(translator, "_queue", fail_on_many)
    assert translator.translate(sources, Decoding()) == wanted
