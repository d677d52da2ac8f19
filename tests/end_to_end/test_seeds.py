"""The demo, from real input to real pages with the embedded weights, cut off from any network."""

from __future__ import annotations

import platform
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parents[2]
COMMITTED = REPOSITORY / "outputs"
NO_NETWORK = ["unshare", "--map-root-user", "--net"]


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    pytest.importorskip("ctranslate2", reason="the committed pages are made with the fast extra")
    pytest.importorskip("trafilatura", reason="a seed is HTML")
    folder = tmp_path_factory.mktemp("seeds") / "pages"
    command = [sys.executable, "-m", "summarize", "run", "seeds", "-o", str(folder)]
    everywhere_alike = ["--compute-type", "float32"]  # as in the Makefile
    subprocess.run([*cut_off(), *command, *everywhere_alike], cwd=REPOSITORY, check=True, capture_output=True)
    return read(folder)


def cut_off() -> list[str]:
    """A network namespace without interfaces, where the machine lets us make one."""
    if shutil.which("unshare") is None:
        return []
    is_allowed = subprocess.run([*NO_NETWORK, "true"], capture_output=True, check=False).returncode == 0
    return NO_NETWORK if is_allowed else []


def read(folder: Path) -> dict[str, str]:
    return {path.name: path.read_text(encoding="utf-8") for path in folder.glob("*.md")}


def french(page: str) -> str:
    return page.partition("## French original")[2]


def test_every_seed_has_a_committed_page_and_no_other(pages: dict[str, str]) -> None:
    assert set(pages) == set(read(COMMITTED))


def test_the_committed_pages_are_those_that_the_demo_makes(pages: dict[str, str]) -> None:
    """Any x86-64 processor makes the same pages; elsewhere only the French is compared."""
    for name, page in read(COMMITTED).items():
        if platform.machine() == "x86_64":
            assert pages[name] == page, f"{name}: if the change is meant, run `make demo` and commit outputs/"
        else:
            assert french(pages[name]) == french(page)


def test_no_word_of_a_caption_is_in_the_facts_or_the_evidence_of_the_sample(pages: dict[str, str]) -> None:
    page = next(page for name, page in pages.items() if name.startswith("ukraine-"))
    facts = page.partition("## Key facts")[2].partition("## Translation")[0]
    assert "NEMENOV" not in facts
    assert not re.search(r"\(#c\d+\)", facts)
    assert page.count("( AFP / )") == 2  # under Photos and in the French, word for word


def test_every_fact_links_to_a_sentence_of_its_page(pages: dict[str, str]) -> None:
    for page in pages.values():
        facts = page.partition("## Key facts")[2].partition("## Translation")[0]
        for label in re.findall(r"\]\(#([sh]\d+)\)", facts):
            assert f'<sup id="{label}">' in page


def test_the_page_shown_in_the_readme_is_a_committed_one() -> None:
    readme = (REPOSITORY / "README.md").read_text(encoding="utf-8")
    shown = readme.partition("<!-- page: begin -->\n````markdown\n")[2].partition("````")[0]
    lines = [line for line in shown.splitlines() if line]
    assert len(lines) >= 8
    assert any(set(lines) <= set(page.splitlines()) for page in read(COMMITTED).values())
