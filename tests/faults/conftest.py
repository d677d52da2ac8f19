"""What the fault tests share. Long ones (marker `soak`) run only when asked for: `make soak`."""

from __future__ import annotations

import atexit
import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "unit"))

from harness import Scene, Zygote


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if "soak" in config.getoption("markexpr"):
        return
    long = [item for item in items if item.get_closest_marker("soak")]
    config.hook.pytest_deselected(items=long)
    items[:] = [item for item in items if item not in long]


@pytest.fixture(scope="session")
def zygote(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Zygote]:
    warm = Zygote(tmp_path_factory.mktemp("logs"))
    yield warm
    warm.close()


@pytest.fixture
def tmp_path(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A folder in memory where there is one: these tests wait for little else than the disk.

    The long ones use the real disk.
    """
    memory = Path("/dev/shm")
    if request.node.get_closest_marker("soak") or not os.access(memory, os.W_OK):
        yield tmp_path_factory.mktemp("faults")
        return
    with tempfile.TemporaryDirectory(dir=memory) as folder:
        yield Path(folder)


@pytest.fixture
def figures() -> Callable[[str], None]:
    """Say a figure of a long test at its end, whatever pytest captures."""
    found: list[str] = []
    atexit.register(lambda: sys.__stderr__ and sys.__stderr__.writelines(f"{line}\n" for line in found))
    return found.append


@pytest.fixture
def scene(tmp_path: Path, zygote: Zygote) -> Scene:
    return Scene(tmp_path, zygote)
