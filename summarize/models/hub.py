"""The Hugging Face hub: the only network access of the package, in `summarize models fetch` alone."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from summarize.errors import ModelError


@dataclass(frozen=True, slots=True, kw_only=True)
class RemoteFile:
    """Size and, for large files, SHA-256 of a file as the hub declares them."""

    size: int | None = None
    sha256: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """A repository at one commit."""

    commit: str
    license: str
    files: Mapping[str, RemoteFile]


class Hub(Protocol):
    """Where models are fetched from."""

    def describe(self, repository: str, revision: str) -> Snapshot:
        """Return the commit behind `revision`, and its files."""

    def download(self, repository: str, commit: str, names: Sequence[str], folder: Path) -> None:
        """Put the named files of a commit into `folder`."""


class HuggingFaceHub:
    """The real hub. Every failure is a `ModelError` that says what to do."""

    def describe(self, repository: str, revision: str) -> Snapshot:
        """Return the commit behind `revision`, and its files."""
        _refuse_offline()
        from huggingface_hub import HfApi

        try:
            found = HfApi().model_info(repository, revision=revision or "main", files_metadata=True)
        except Exception as error:  # the hub's errors and its HTTP library's have no common base
            raise _explain(repository, error) from error
        files = {
            sibling.rfilename: RemoteFile(
                size=sibling.size, sha256=sibling.lfs.sha256 if sibling.lfs else None
            )
            for sibling in found.siblings or ()
        }
        license = getattr(found.card_data, "license", None) or "unknown"
        return Snapshot(commit=str(found.sha), license=str(license), files=files)

    def download(self, repository: str, commit: str, names: Sequence[str], folder: Path) -> None:
        """Put the named files of a commit into `folder`."""
        _refuse_offline()
        from huggingface_hub import snapshot_download

        try:
            snapshot_download(repository, revision=commit, local_dir=folder, allow_patterns=list(names))
        except Exception as error:  # see above
            raise _explain(repository, error) from error


def _refuse_offline() -> None:
    if os.environ.get("HF_HUB_OFFLINE", "").upper() in {"1", "ON", "YES", "TRUE"}:
        raise ModelError("HF_HUB_OFFLINE forbids the network", hint="Unset HF_HUB_OFFLINE, then fetch again.")


def _explain(repository: str, error: Exception) -> ModelError:
    first = str(error).strip().splitlines()[0] if str(error).strip() else "no details"
    return ModelError(
        f"{repository}: cannot be fetched: {type(error).__name__}: {first}",
        hint="Check the name and the network, or copy the models folder (--models-dir) from elsewhere.",
    )
