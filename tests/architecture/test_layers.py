"""The shape of the package: imports go down, models load late, only the command line talks."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parents[2] / "summarize"

# A module may import only from a lower rank; within one package, only along SIBLINGS.
RANK = {
    "summarize": 0,
    "summarize.records": 0,
    "summarize.errors": 0,
    "summarize.assets": 1,
    "summarize.files": 1,
    "summarize.accents": 1,
    "summarize.typography": 1,
    "summarize.numerals": 1,
    "summarize.batching": 1,
    "summarize.inert": 1,
    "summarize.words": 1,
    "summarize.lexicon": 1,
    "summarize.glossary": 1,
    "summarize.condense": 1,
    "summarize.days": 1,
    "summarize.salience": 1,
    "summarize.engines.interface": 1,
    "summarize.engines.offline": 1,
    "summarize.engines.options": 1,
    "summarize.engines.processor": 0,
    "summarize.reading": 2,
    "summarize.segments": 2,
    "summarize.names": 2,
    "summarize.prompts": 2,
    "summarize.ledger": 2,
    "summarize.memory": 2,
    "summarize.models": 2,
    "summarize.frontmatter": 2,
    "summarize.detector": 2,
    "summarize.engines": 2,
    "summarize.checks": 3,
    "summarize.translation": 3,
    "summarize.translation.english": 2,
    "summarize.translation.articles": 2,
    "summarize.written": 3,
    "summarize.summary": 3,
    "summarize.facts": 3,
    "summarize.page": 3,
    "summarize.index": 3,
    "summarize.remembered": 3,
    "summarize.confidence": 2,
    "summarize.shortening": 4,
    "summarize.pipeline": 5,
    "summarize.publish": 3,
    "summarize.report": 3,
    "summarize.logs": 2,
    "summarize.batch": 5,
    "summarize.audit": 6,
    "summarize.doctor": 6,
    "summarize.schedule": 5,
    "summarize.processor": 6,
    "summarize.cli": 7,
    "summarize.__main__": 8,
}
# Ranks that are equal but ordered: the left may import the right.
DOWNWARD_PEERS = {
    ("summarize.errors", "summarize.records"),
    ("summarize.summary", "summarize.checks"),
    ("summarize.page", "summarize.checks"),
    ("summarize.facts", "summarize.checks"),
    ("summarize.summary", "summarize.written"),
    ("summarize.facts", "summarize.written"),
    ("summarize.translation.english", "summarize.translation.articles"),
    ("summarize.salience", "summarize.words"),
    ("summarize.glossary", "summarize.lexicon"),
    ("summarize.glossary", "summarize.words"),
    ("summarize.accents", "summarize.words"),
    ("summarize.typography", "summarize.accents"),
}
MODEL_LIBRARIES = {"torch", "transformers", "ctranslate2", "sentencepiece", "safetensors", "tokenizers"}


def modules() -> list[Path]:
    return sorted(PACKAGE.rglob("*.py"))


def dotted(path: Path) -> str:
    name = ".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts)
    return name.removesuffix(".__init__")


def unit(module: str) -> str:
    """The longest prefix that has a rank: a package counts as one unit unless a member is ranked itself."""
    while module and module not in RANK:
        module = module.rpartition(".")[0]
    return module


def imports(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            assert node.level == 0, f"{path}: relative import"
            found |= {
                f"{node.module}.{alias.name}" if is_module(f"{node.module}.{alias.name}") else node.module
                for alias in node.names
            }
    return found


def is_module(name: str) -> bool:
    base = PACKAGE.parent.joinpath(*name.split("."))
    return base.with_suffix(".py").exists() or (base / "__init__.py").exists()


@pytest.mark.parametrize("path", modules(), ids=dotted)
def test_imports_go_down_only(path: Path) -> None:
    here = unit(dotted(path))
    assert here != "summarize" or dotted(path) == "summarize", f"{dotted(path)} has no rank"
    for name in imports(path):
        if not name.startswith("summarize."):
            continue
        there = unit(name)
        allowed = there == here or RANK[there] < RANK[here] or (here, there) in DOWNWARD_PEERS
        assert allowed, f"{dotted(path)} (rank {RANK[here]}) imports {name} (rank {RANK[there]})"


def test_no_package_has_an_import_cycle_among_its_modules() -> None:
    graph = {dotted(p): {n for n in imports(p) if n.startswith("summarize.")} for p in modules()}

    def visit(name: str, path: tuple[str, ...]) -> None:
        assert name not in path, f"cycle: {' → '.join((*path, name))}"
        for other in graph.get(name, ()):
            if other not in done:
                visit(other, (*path, name))
        done.add(name)

    done: set[str] = set()
    for name in graph:
        visit(name, ())


@pytest.mark.parametrize("path", modules(), ids=dotted)
def test_only_the_command_line_prints_exits_or_knows_click(path: Path) -> None:
    if dotted(path).startswith(("summarize.cli", "summarize.__main__")):
        return
    assert not {name.split(".")[0] for name in imports(path)} & {"click", "rich"}
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            assert node.func.id not in {"print", "exit", "quit"}, f"{dotted(path)}:{node.lineno}"


@pytest.mark.parametrize("path", modules(), ids=dotted)
def test_only_engines_and_model_tools_import_model_libraries(path: Path) -> None:
    if dotted(path).startswith(("summarize.engines", "summarize.models", "summarize.doctor")):
        return
    assert not {name.split(".")[0] for name in imports(path)} & MODEL_LIBRARIES


@pytest.mark.parametrize("path", modules(), ids=dotted)
def test_modules_and_functions_stay_small(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    assert sum(bool(line.strip()) for line in source.splitlines()) <= 250, "split the module"
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            lines = (node.end_lineno or node.lineno) - node.lineno + 1
            assert lines <= 60, f"{node.name} has {lines} lines with its docstring"


def test_help_and_status_load_no_model_library() -> None:
    script = (
        "import sys; from click.testing import CliRunner; from summarize.cli.main import main;"
        "results = [CliRunner().invoke(main, [*c, '--help']) for c in ([], ['run'], ['status'], ['models'])];"
        "assert all(r.exit_code == 0 for r in results), results;"
        f"bad = {MODEL_LIBRARIES!r} & set(sys.modules); sys.exit(repr(bad) if bad else 0)"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
