# `make demo` and `make test` are all a newcomer needs; `make help` lists the rest.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
ifeq ($(OS),Windows_NT)
BIN := $(VENV)/Scripts
endif
export PYTHONUTF8 = 1

.DEFAULT_GOAL := help
.PHONY: help demo test check bench messages docs wheel clean

help: ## show this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "make %-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

$(VENV)/.installed: pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "innoreg needs Python 3.11 or newer, this is " + sys.version.split()[0])'
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@echo "Installing innoreg into $(VENV) (once, about a minute) ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --upgrade "pip>=25.1"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable ".[import]" --group dev
	@touch $@

demo: $(VENV)/.installed ## what is due in March, on the register in data/
	$(BIN)/innoreg due --month march

test: $(VENV)/.installed ## run the tests
	$(BIN)/python -m pytest

check: $(VENV)/.installed ## all that must hold before a commit lands
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/python tools/messages.py --check
	$(MAKE) --no-print-directory test
	$(BIN)/innoreg validate
	$(BIN)/innoreg render --check

bench: $(VENV)/.installed ## measure; results go to docs/performance.md
	$(BIN)/python -m benchmarks

messages: $(VENV)/.installed ## gather texts to translate and compile the catalogs
	$(BIN)/python tools/messages.py

docs: $(VENV)/.installed ## write the generated pages of docs/ anew
	$(BIN)/python tools/make_docs.py

wheel: $(VENV)/.installed ## build dist/*.whl, the same bytes from the same commit
	rm -rf dist
	$(BIN)/python -m build --wheel --no-isolation
	$(BIN)/twine check --strict dist/*

clean: ## remove what make made
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis dist build
