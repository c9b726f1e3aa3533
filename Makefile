# geomap: `make map` draws the sample map, `make test` runs the tests; both set up what they need.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
MAP := outputs/map.html
SAMPLES := docs/samples

.DEFAULT_GOAL := help
.PHONY: help map test install fmt lint types arch check cover geodata eval bench shots wheel clean

help: ## Show what can be made
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-9s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

map: $(VENV)/.run ## Set up and render the sample reports into outputs/map.html
	@$(BIN)/geomap render $(SAMPLES) -o $(MAP) --title "Sample reports"

test: $(VENV)/.dev ## Set up and run all tests (installs Chromium where it may)
	@sh tests/system_parts.sh
	@$(BIN)/python -m pytest

install: $(VENV)/.dev ## Set up .venv for development

fmt: $(VENV)/.dev ## Format the code
	@$(BIN)/ruff format . && $(BIN)/ruff check --fix .

lint: $(VENV)/.dev ## Check style
	@$(BIN)/ruff check . && $(BIN)/ruff format --check .

types: $(VENV)/.dev ## Check types
	@$(BIN)/mypy

arch: $(VENV)/.dev ## Check the import contract
	@$(BIN)/lint-imports --no-cache

check: lint types arch test ## All that CI checks

cover: $(VENV)/.dev ## Tests with coverage
	@$(BIN)/python -m pytest --cov=geomap --cov-report=term-missing:skip-covered

wheel: $(VENV)/.dev ## Build the wheel into dist/
	@$(BIN)/pip wheel --quiet --no-deps --wheel-dir dist .

clean: ## Remove what was built
	@rm -rf $(VENV) build dist *.egg-info .mypy_cache .pytest_cache .ruff_cache .hypothesis .coverage

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { printf 'error: geomap needs Python 3.11 or newer (found: %s)\nhint: make PYTHON=python3.11 …\n' \
	    "$$($(PYTHON) --version 2>&1)" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || \
	  { printf 'error: this Python has no venv module\nhint: sudo apt-get install python3-venv\n' >&2; exit 1; }
	@$(PYTHON) -m venv $(VENV)

$(VENV)/.run: $(VENV)/bin/python setup.cfg pyproject.toml
	@echo "Setting up $(VENV) (once, about a minute) …"
	@$(BIN)/pip install --quiet --disable-pip-version-check --editable .
	@touch $@

$(VENV)/.dev: $(VENV)/bin/python setup.cfg pyproject.toml
	@echo "Setting up $(VENV) for development (once, about a minute) …"
	@$(BIN)/pip install --quiet --disable-pip-version-check --editable '.[dev]'
	@touch $@ $(VENV)/.run

bench: $(VENV)/.dev ## Measure start-up and the main job, as ratios of one run
	@$(BIN)/pip install --quiet --disable-pip-version-check --editable '.[bench]'
	@for script in tests/bench/[a-z]*.py; do case $$script in */pairs.py|*/records.py) ;; *) $(BIN)/python $$script || exit 1;; esac; done

shots: $(VENV)/.dev ## Take pictures of the page into outputs/shots, to be looked at
	@$(BIN)/python tests/renderers/shots.py

eval: $(VENV)/.dev ## Score against gold files: make eval EVAL_DIR=… CAUSES=1
	@$(BIN)/python -m geomap.evaluation $(if $(CAUSES),--causes) $(EVAL_DIR)

geodata: $(VENV)/.dev ## Build geodata/ again from its pinned inputs (maintainers)
	@$(BIN)/pip install --quiet --editable '.[geodata]' && $(BIN)/python -m geodata.recipe
