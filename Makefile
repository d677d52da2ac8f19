# Two commands set up everything from nothing: `make demo` and `make test`.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
EXTRAS := fast,html,train,dev
CORPUS ?=
WORK ?= $(HOME)/.cache/summarize-training

.PHONY: help setup demo test check format soak bench audit train wheel clean

help: ## Show the targets
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## (.*)/  make \1\t\2/' | expand -t 16

setup: $(VENV)/.ready ## Make the virtual environment with pinned constraints

$(VENV)/.ready: pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Python 3.11 or newer is needed; name one: make PYTHON=python3.11 $(MAKECMDGOALS)" >&2; exit 2; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[$(EXTRAS)]'
	@touch $@

# In float32 every processor makes the same pages: int8 overflows in those without VNNI.
demo: setup ## Translate, summarise and check seeds/ into outputs/, offline
	$(BIN)/summarize run seeds -o outputs --force --compute-type float32
	@echo "The pages are in $(CURDIR)/outputs; start with $(CURDIR)/outputs/index.md"

test: setup ## Run the tests
	$(BIN)/python -m pytest

check: setup ## Format check, lint, types, tests
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/python -m pytest

format: setup ## Format and fix
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

soak: setup ## Long fault injection: random kills, 100,000 files
	$(BIN)/python -m pytest -m soak tests

bench: setup ## Measure side by side and rewrite benchmarks/RESULTS.md
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[bench]'
	$(BIN)/python -m benchmarks

audit: setup ## Look up known vulnerabilities of the pinned constraints
	$(BIN)/python -m pip install --quiet --disable-pip-version-check pip-audit
	$(BIN)/pip-audit --requirement constraints.txt --no-deps --disable-pip

train: setup ## Train the compact model: make train CORPUS=folder [WORK=folder]
	@test -n "$(CORPUS)" || { echo "usage: make train CORPUS=folder [WORK=folder]" >&2; exit 2; }
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[train]'
	$(BIN)/python -m training all --corpus "$(CORPUS)" --work "$(WORK)"

wheel: setup ## Build the wheel into dist/
	$(BIN)/python -m pip wheel --quiet --disable-pip-version-check --no-deps --wheel-dir dist .

clean: ## Remove what the targets above made, except outputs/
	rm -rf $(VENV) dist build .pytest_cache .mypy_cache .ruff_cache .hypothesis
