"""Converted weights on disk: made once, whole or not at all, checked by checksum on every load."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

from summarize.engines.options import ModelSpec, Runtime
from summarize.errors import DiskFullError, ModelError

MANIFEST = "sha256.json"


def cached(
    spec: ModelSpec, runtime: Runtime, version: str, convert: Callable[[Path, Path, str], None]
) -> Path:
    """Return the folder with the converted weights of `spec`, converting when it is missing or damaged.

    The name of the folder holds all that decides its content. Of two processes one converts, the other waits.
    """
    folder = runtime.cache / f"{spec.fingerprint[:32]}-{runtime.compute_type}-{version}-{_library_version()}"
    if is_intact(folder):
        return folder
    from filelock import FileLock

    try:
        runtime.cache.mkdir(parents=True, exist_ok=True, mode=0o700)
        with FileLock(folder.with_name(f"{folder.name}.lock"), timeout=600):
            if not is_intact(folder):
                _build(spec, folder, lambda out: convert(spec.path, out, runtime.compute_type))
    except OSError as error:
        kind = DiskFullError if error.errno in {28, 122} else ModelError
        raise kind(
            f"{runtime.cache}: converted weights cannot be kept: {error}",
            hint="Set XDG_CACHE_HOME to a writable folder with room, or use --engine transformers.",
        ) from error
    return folder


def is_intact(folder: Path) -> bool:
    """Tell whether `folder` holds exactly the files of its manifest, byte for byte."""
    try:
        manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        return bool(manifest == _checksums(folder))
    except (OSError, ValueError):
        return False


def _build(spec: ModelSpec, folder: Path, convert: Callable[[Path], None]) -> None:
    part = Path(tempfile.mkdtemp(prefix=f".{spec.kind}-", dir=folder.parent))
    try:
        convert(part)
        (part / MANIFEST).write_text(json.dumps(_checksums(part), indent=1), encoding="utf-8")
        for path in part.iterdir():
            _sync(path)
        if folder.exists():
            shutil.rmtree(folder)
        part.rename(folder)
    except BaseException:
        shutil.rmtree(part, ignore_errors=True)
        raise


def _checksums(folder: Path) -> dict[str, str]:
    return {path.name: _checksum(path) for path in sorted(folder.iterdir()) if path.name != MANIFEST}


def _checksum(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _sync(path: Path) -> None:
    with path.open("rb") as stream:
        os.fsync(stream.fileno())


def _library_version() -> str:
    import ctranslate2

    return str(ctranslate2.__version__)
