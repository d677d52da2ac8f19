"""The default arithmetic is one that the processor does exactly."""

from __future__ import annotations

from pathlib import Path

import pytest
from zoo import Zoo

from summarize.engines import options, processor
from summarize.engines.options import EngineOptions, resolve
from summarize.engines.processor import has_exact_int8

NEWER, OLDER = "flags\t\t: fpu sse avx2 avx512_vnni", "flags\t\t: fpu sse avx2 fma"


@pytest.mark.parametrize(
    ("machine", "cpuinfo", "exact"),
    [
        ("x86_64", NEWER, True),
        ("x86_64", "flags : fpu avx_vnni", True),
        ("x86_64", f"processor\t: 0\n{OLDER}\n", False),
        ("x86_64", "nothing that we know", True),
        ("x86_64", None, True),
        ("aarch64", OLDER, True),
    ],
)
def test_products_of_8_bits_are_exact_where_the_processor_has_vnni_or_is_no_x86(
    machine: str, cpuinfo: str | None, exact: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "cpuinfo"
    if cpuinfo is not None:
        path.write_text(cpuinfo)
    monkeypatch.setattr(processor, "CPUINFO", path)
    monkeypatch.setattr(processor.platform, "machine", lambda: machine)
    assert has_exact_int8() is exact


@pytest.mark.parametrize(("exact", "compute_type"), [(True, "int8"), (False, "float32")])
def test_auto_is_int8_only_where_that_is_exact(
    zoo: Zoo, exact: bool, compute_type: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(options, "has_exact_int8", lambda: exact)
    spec = zoo.spec("marian")
    assert resolve(spec, EngineOptions(engine="ct2", device="cpu")).compute_type == compute_type
    asked = EngineOptions(engine="ct2", device="cpu", compute_type="int8")
    assert resolve(spec, asked).compute_type == "int8"
