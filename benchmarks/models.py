"""The two models of the race and the same weights as an Argos package, built once into the work folder."""

from __future__ import annotations

import json
import shutil
from dataclasses import dataclass
from pathlib import Path

from benchmarks.apart import measure_apart
from summarize.engines.options import EngineOptions, Kind, ModelSpec, resolve
from summarize.files import fingerprint_bytes
from summarize.models.locate import locate, verify
from summarize.models.profiles import default_folder

CLOCK_VERSION = "clock-2"
COMPACT, OPUS = "compact", "opus-shape"


@dataclass(frozen=True, slots=True, kw_only=True)
class Model:
    """A model of the race. Retries make sense only where the weights do."""

    name: str
    spec: ModelSpec
    cache: Path
    argos: Path
    has_retries: bool


def find_compact(work: Path) -> Model:
    """Return the embedded model, verified."""
    spec = verify(locate("compact", default_folder()))
    return _model(COMPACT, spec, work, has_retries=True)


def find_opus(work: Path) -> Model:
    """Return the random-weight model of the opus-mt-fr-en shape, made on first use."""
    folder = work / CLOCK_VERSION
    weights = folder / "model.safetensors"
    if not weights.exists():
        part = work / f".{CLOCK_VERSION}"
        shutil.rmtree(part, ignore_errors=True)
        pieces = locate("compact", default_folder()).spec.path
        measure_apart(_make_clock, pieces, part)
        part.rename(folder)
    spec = ModelSpec(
        name=OPUS,
        kind=Kind.MARIAN,
        path=folder,
        revision=CLOCK_VERSION,
        fingerprint=fingerprint_bytes(weights.read_bytes()),
    )
    return _model(OPUS, spec, work, has_retries=False)


def _make_clock(pieces: Path, folder: Path) -> None:
    from benchmarks.clock import make_clock_model

    make_clock_model(pieces, folder)


def _model(name: str, spec: ModelSpec, work: Path, *, has_retries: bool) -> Model:
    argos = work / f"argos-{spec.fingerprint[:16]}"
    model = Model(
        name=name, spec=spec, cache=work / "summarize" / "engines", argos=argos, has_retries=has_retries
    )
    measure_apart(_convert, model)
    return model


def convert(model: Model, compute_type: str) -> Path:
    """Return the CTranslate2 folder of `model`: the very files that our own engine uses."""
    from summarize.engines.cache import cached
    from summarize.engines.conversion import VERSION, convert_marian

    options = EngineOptions(engine="ct2", device="cpu", compute_type=compute_type, cache=model.cache)
    return cached(model.spec, resolve(model.spec, options), VERSION, convert_marian)


def _convert(model: Model) -> None:
    """Convert ahead, so that load times are those of every start but the first."""
    convert(model, "float32")
    _package_for_argos(model, convert(model, "int8"))


def _package_for_argos(model: Model, converted: Path) -> None:
    """Lay the weights out as an Argos package, whose tokenizer leaves end-of-sentence to the model."""
    package = model.argos / "argos-translate" / "packages" / "translate-fr_en"
    if (package / "metadata.json").exists():
        return
    shutil.rmtree(package, ignore_errors=True)
    shutil.copytree(converted, package / "model")
    settings_path = package / "model" / "config.json"
    settings = json.loads(settings_path.read_text(encoding="utf-8"))
    settings_path.write_text(json.dumps({**settings, "add_source_eos": True}), encoding="utf-8")
    shutil.copy(model.spec.path / "source.spm", package / "sentencepiece.model")
    metadata = {
        "package_version": "1.0",
        "argos_version": "1.0",
        "from_code": "fr",
        "from_name": "French",
        "to_code": "en",
        "to_name": "English",
    }
    (package / "metadata.json").write_text(json.dumps(metadata), encoding="utf-8")
