"""Folders and rights for the tests of reading."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest


@pytest.fixture
def shared_folder() -> Iterator[Path]:
    """A folder that everybody may enter, with a file and a folder that only the owner may read."""
    root = Path(tempfile.mkdtemp(prefix="reading-"))
    root.chmod(0o755)
    (root / "a.txt").write_text("Le texte.", encoding="utf-8")
    (root / "a.txt").chmod(0o600)
    (root / "locked").mkdir(mode=0o700)
    yield root
    shutil.rmtree(root)


@pytest.fixture
def as_nobody() -> Iterator[None]:
    """Run as a user without rights: for root, permissions mean nothing."""
    if os.geteuid() != 0:
        pytest.skip("needs root to become somebody else")
    os.seteuid(65534)
    yield
    os.seteuid(0)
