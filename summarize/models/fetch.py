"""`summarize models fetch`: a pinned commit → verified safetensors and their lock, whole or not at all."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from fnmatch import fnmatch
from pathlib import Path

from filelock import FileLock, Timeout

from summarize.errors import DiskFullError, LockedError, ModelError
from summarize.files import output_errors
from summarize.models.hub import Hub, HuggingFaceHub, Snapshot
from summarize.models.lock import LockedFile, LockedModel, lock_file, lock_folder, read_lock, write_lock
from summarize.models.profiles import Model, load_catalogue
from summarize.models.verify import verify_folder

SETTINGS = (
    "config.json", "generation_config.json", "tokenizer*.json", "vocab.json", "vocab.txt", "merges.txt",
    "special_tokens_map.json", "added_tokens.json", "chat_template.jinja", "*.spm", "*.model", "LICENSE*",
)  # fmt: skip
SAFETENSORS = ("model.safetensors", "model-*.safetensors", "model.safetensors.index.json")
PICKLES = ("pytorch_model.bin", "pytorch_model-*.bin", "pytorch_model.bin.index.json")


def fetch(
    name: str,
    models_dir: Path,
    *,
    hub: Hub | None = None,
    is_update: bool = False,
    on_step: Callable[[str], None] | None = None,
) -> tuple[LockedModel, ...]:
    """Fetch a profile, or one model by its repository, into `models_dir`; return the entries of its lock.

    What is there and verifies is not fetched again. A commit, once locked, only moves with `is_update`.
    """
    tell = on_step or (lambda step: None)
    with _only_one(models_dir):
        catalogue = load_catalogue(models_dir)
        pair = catalogue.profiles.get(name)
        names = dict.fromkeys([pair.translator, pair.summarizer] if pair else [name])
        models = [catalogue.find_model(one) for one in names]
        wanted = [model for model in models if not model.embedded]
        return tuple(_fetch_one(m, models_dir, hub or HuggingFaceHub(), is_update, tell) for m in wanted)


@contextmanager
def _only_one(models_dir: Path) -> Iterator[None]:
    with output_errors(models_dir):
        models_dir.mkdir(parents=True, exist_ok=True)
    try:
        with FileLock(models_dir / ".fetch.lock", timeout=0):
            yield
    except Timeout as error:
        raise LockedError(f"another fetch is writing to {models_dir}", hint="Wait until it ends.") from error


def _fetch_one(
    model: Model, models_dir: Path, hub: Hub, is_update: bool, tell: Callable[[str], None]
) -> LockedModel:
    known = read_lock(models_dir).get(model.name)
    pinned = _pin(model, known, is_update)
    if known and known.revision == pinned and _is_intact(models_dir, known):
        tell(f"{model.name}: already there, verified")
        return known
    tell(f"{model.name}: asking the hub")
    snapshot = hub.describe(model.name, pinned)
    if pinned and snapshot.commit != pinned:
        raise ModelError(f"{model.name}: the hub answered with commit {snapshot.commit} instead of {pinned}")
    return _install(model, snapshot, known, models_dir, hub, tell)


def _pin(model: Model, known: LockedModel | None, is_update: bool) -> str:
    """Return the commit to take; `""` for whatever `main` is now, at the first fetch or for an update."""
    if known is None or is_update:
        return model.revision
    if model.revision and model.revision != known.revision:
        raise ModelError(
            f"{model.name}: locked at commit {known.revision}, the profile names {model.revision}",
            hint=f"To move to it: summarize models fetch {model.name} --update",
        )
    return known.revision


def _is_intact(models_dir: Path, known: LockedModel) -> bool:
    try:
        verify_folder(models_dir / known.folder, known, "")
    except ModelError:
        return False
    return True


def _install(
    model: Model,
    snapshot: Snapshot,
    known: LockedModel | None,
    models_dir: Path,
    hub: Hub,
    tell: Callable[[str], None],
) -> LockedModel:
    names = choose_files(model.name, snapshot.files)
    _refuse_lack_of_room(models_dir, snapshot, names)
    folder = models_dir / f"{model.name.replace('/', '--')}@{snapshot.commit[:12]}"
    with output_errors(models_dir), tempfile.TemporaryDirectory(dir=models_dir, prefix=".fetch-") as place:
        staging = Path(place) / folder.name
        staging.mkdir()
        tell(f"{model.name}: fetching {len(names)} files of commit {snapshot.commit}")
        hub.download(model.name, snapshot.commit, names, staging)
        shutil.rmtree(staging / ".cache", ignore_errors=True)
        _compare(staging, snapshot, names)
        pickles = {path.name: lock_file(path) for path in sorted(staging.glob("*.bin"))}
        if pickles:
            tell(f"{model.name}: converting to safetensors")
            convert(staging)
        license = model.license if model.license != "unknown" else snapshot.license
        entry = lock_folder(
            staging, name=model.name, revision=snapshot.commit, license=license, converted=pickles
        )
        if known and known.revision == entry.revision:
            _refuse_change(known, entry)
        _publish(staging, folder, entry, models_dir)
    tell(f"{model.name}: locked, {entry.n_bytes / 1e6:.0f} MB, {entry.license}")
    return entry


def choose_files(name: str, files: Iterable[str]) -> tuple[str, ...]:
    """Return the files that loading needs: safetensors where there are any, else pickles to convert."""
    there = sorted(files)
    weights = _match(there, SAFETENSORS) or _match(there, PICKLES)
    if "config.json" not in there or not weights:
        raise ModelError(f"{name}: has no config.json with PyTorch weights", hint="Choose another model.")
    return (*_match(there, SETTINGS), *weights)


def _match(names: Iterable[str], patterns: Iterable[str]) -> tuple[str, ...]:
    return tuple(n for n in names if "/" not in n and any(fnmatch(n, pattern) for pattern in patterns))


def _refuse_lack_of_room(models_dir: Path, snapshot: Snapshot, names: Iterable[str]) -> None:
    """Pickles are there twice while they are converted."""
    needed = sum((snapshot.files[n].size or 0) * (2 if n.endswith(".bin") else 1) for n in names)
    free = shutil.disk_usage(models_dir).free
    if needed > free:
        raise DiskFullError(
            f"{models_dir}: {needed / 1e9:.1f} GB are needed, {free / 1e9:.1f} GB are free",
            hint="Make room, or name another folder with --models-dir.",
        )


def _compare(folder: Path, snapshot: Snapshot, names: Iterable[str]) -> None:
    """Raise unless every file came, as the hub declared it; a download that breaks off may look finished."""
    for name in names:
        declared, path = snapshot.files[name], folder / name
        if not path.is_file() or path.is_symlink():
            raise ModelError(f"{name}: was not delivered", hint="Fetch again.")
        found = lock_file(path)
        if (declared.size not in {None, found.size}) or (declared.sha256 not in {None, found.sha256}):
            raise ModelError(
                f"{name}: sha256 {found.sha256} ({found.size} bytes) was delivered, "
                f"{declared.sha256} ({declared.size} bytes) declared",
                hint="Fetch again; a proxy may have answered in place of the hub.",
            )


def convert(folder: Path) -> None:
    """Convert pickled weights in a process of its own, offline."""
    command = [sys.executable, "-P", "-m", "summarize.models.convert", str(folder)]
    run = subprocess.run(command, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL)
    if run.returncode:
        last = (run.stderr.strip().splitlines() or [f"exit status {run.returncode}"])[-1]
        raise ModelError(f"{folder.name}: the weights cannot be converted to safetensors: {last}")


def _refuse_change(known: LockedModel, entry: LockedModel) -> None:
    """Raise if the same commit has other content now. Weights converted by another library may differ."""
    before: Mapping[str, LockedFile] = {**known.files, **known.converted}
    after: Mapping[str, LockedFile] = {**entry.files, **entry.converted}
    for name in sorted(set(before) | set(after)):
        is_ours = bool(known.converted) and fnmatch(name, "model*.safetensors*")
        if not is_ours and before.get(name) != after.get(name):
            raise ModelError(
                f"{known.name}: {name} of commit {known.revision} is not what was locked",
                hint=f"If you trust the new content: summarize models fetch {known.name} --update",
            )


def _publish(staging: Path, folder: Path, entry: LockedModel, models_dir: Path) -> None:
    """Files first, then the lock; a folder that the lock no longer names goes last."""
    before = read_lock(models_dir)
    if folder.exists():
        shutil.rmtree(folder)
    staging.rename(folder)
    write_lock(models_dir, {**before, entry.name: entry})
    old = before.get(entry.name)
    if old and old.folder != entry.folder:
        shutil.rmtree(models_dir / old.folder, ignore_errors=True)
