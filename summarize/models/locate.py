"""Names given by the user → model folders, their kind, and what verifies them."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from summarize.engines.options import Kind, ModelSpec
from summarize.errors import ModelError
from summarize.models.lock import LockedModel, read_lock
from summarize.models.profiles import EMBEDDED, Catalogue, load_catalogue
from summarize.models.verify import check_presence, verify_folder

CONTROL_TOKEN = ">>headline<<"
"""In the vocabulary of a compact model, which translates and writes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Located:
    """A model that is there as its lock says, by presence and size. `verify` reads all of it."""

    spec: ModelSpec
    locked: LockedModel
    remedy: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """One line of `summarize models list`."""

    name: str
    profiles: tuple[str, ...]
    revision: str
    license: str
    state: str
    n_bytes: int = 0


def locate_pair(
    profile: str, models_dir: Path, *, translator: str | None = None, summarizer: str | None = None
) -> tuple[Located, Located]:
    """Return translator and summariser of a profile, each of which a name or a local folder may overrule."""
    if translator and summarizer:
        return locate(translator, models_dir), locate(summarizer, models_dir)
    pair = load_catalogue(models_dir).find_profile(profile)
    return (
        locate(translator, models_dir) if translator else locate(pair.translator, models_dir, fetch=profile),
        locate(summarizer, models_dir) if summarizer else locate(pair.summarizer, models_dir, fetch=profile),
    )


def locate(name: str, models_dir: Path, *, fetch: str = "") -> Located:
    """Return the model `name`: a name in a lock, or a local folder with a lock beside it.

    Nothing but settings is read yet. `fetch` is what to fetch when the model is missing, if not itself.
    """
    model = load_catalogue(models_dir).find_model(name)
    if model.embedded:
        return _read(EMBEDDED, name, "Reinstall the package: pip install --force-reinstall summarize")
    command = f"Run, with a network: summarize models fetch {fetch or name}"
    if name in read_lock(models_dir):
        return _read(models_dir, name, f"{command} (or copy {models_dir} from a machine that has it)")
    path = Path(name).expanduser()
    if path.is_dir():
        path = path.resolve()
        remedy = f"If the folder is as you want it: python -m summarize.models.lock {path}"
        return _read(path.parent, path.name, remedy)
    raise ModelError(f"the model {name} is not in {models_dir}", hint=command)


def verify(located: Located, *, on_file: Callable[[str], None] | None = None) -> ModelSpec:
    """Return what an engine may load, after every byte of it was checked."""
    verify_folder(located.spec.path, located.locked, located.remedy, on_file=on_file)
    return located.spec


def list_models(models_dir: Path) -> tuple[Listing, ...]:
    """Return all models that are declared or fetched, embedded ones first."""
    catalogue = load_catalogue(models_dir)
    embedded, fetched = read_lock(EMBEDDED), read_lock(models_dir)
    names = dict.fromkeys([*embedded, *catalogue.models, *fetched])
    return tuple(_list_one(name, catalogue, embedded.get(name), fetched.get(name)) for name in names)


def detect_kind(folder: Path) -> Kind:
    """Return what a model is, by its own settings."""
    settings = _load_settings(folder / "config.json")
    if settings.get("model_type") == "marian":
        # weights with the control tokens in their vocabulary need not have been taught them
        is_writer = bool(settings.get("writes")) and CONTROL_TOKEN in _load_settings(folder / "vocab.json")
        return Kind.COMPACT if is_writer else Kind.MARIAN
    if settings.get("is_encoder_decoder"):
        return Kind.SEQ2SEQ
    has_template = (folder / "chat_template.jinja").is_file() or "chat_template" in _load_settings(
        folder / "tokenizer_config.json"
    )
    if not has_template:
        raise ModelError(f"{folder}: a decoder without chat template", hint="Use a chat model.")
    return Kind.INSTRUCT


def _read(place: Path, name: str, remedy: str) -> Located:
    locked = read_lock(place).get(name)
    if locked is None:
        raise ModelError(f"the model {name} is not in {place / 'models.lock'}", hint=remedy)
    folder = place / locked.folder
    check_presence(folder, locked, remedy)
    try:
        kind = detect_kind(folder)
    except ModelError:
        verify_folder(folder, locked, remedy)  # says more, if settings were damaged
        raise
    spec = ModelSpec(
        name=name,
        kind=kind,
        path=folder,
        revision=(locked.revision or locked.fingerprint)[:12],
        fingerprint=locked.fingerprint,
    )
    return Located(spec=spec, locked=locked, remedy=remedy)


def _list_one(
    name: str, catalogue: Catalogue, embedded: LockedModel | None, fetched: LockedModel | None
) -> Listing:
    locked = embedded or fetched
    model = catalogue.find_model(name)
    uses = [
        profile.name
        for profile in catalogue.profiles.values()
        if name in {profile.translator, profile.summarizer}
    ]
    return Listing(
        name=name,
        profiles=tuple(uses),
        revision=locked.revision if locked else model.revision,
        license=locked.license if locked else model.license,
        state="embedded" if embedded else "fetched" if fetched else "not fetched",
        n_bytes=locked.n_bytes if locked else 0,
    )


def _load_settings(path: Path) -> dict[str, object]:
    try:
        return dict(json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError) as error:
        raise ModelError(f"{path}: cannot be read: {error}", hint="Run: summarize models verify") from error
