# `make demo` and `make test` are all a newcomer needs; `make help` lists the rest.
PYTHON ?= python3
VENV := .venv
SCRIPTS := bin
ifeq ($(OS),Windows_NT)
SCRIPTS := Scripts
endif
BIN := $(VENV)/$(SCRIPTS)
PIP := $(BIN)/python -m pip --disable-pip-version-check
export PYTHONUTF8 = 1
# On all cores; `make test TESTS=` runs the tests one after another, `TESTS=tests/cli` some of them.
TESTS ?= --numprocesses auto --dist worksteal
# Hours on all cores; `make mutants MUTANTS="queries --number 50"` tries some, `MUTANTS=--help` says more.
MUTANTS ?=
# Five minutes; `make fuzz FUZZ="template --minutes 60 --seed 9"`, `FUZZ=--help` says more.
FUZZ ?=

.DEFAULT_GOAL := help
.PHONY: help demo test test-all check check-latest check-oldest lock bench crash-test fuzz mutants messages docs wheel clean

help: ## show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "make %-13s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

# What a user gets, in exactly the versions of the lock file.
$(VENV)/.user: requirements/user.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "innoreg needs Python 3.11 or newer, this is " + sys.version.split()[0])'
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@echo "Installing what innoreg needs into $(VENV) (once, about half a minute) ..."
	@$(PIP) install --quiet --require-hashes -r requirements/user.txt
	@$(PIP) install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

# What a developer needs besides.
$(VENV)/.developer: requirements/developer.txt $(VENV)/.user
	@echo "Installing what the tests need (once, about half a minute) ..."
	@$(PIP) install --quiet --require-hashes -r requirements/developer.txt
	@touch $@

# What finds inputs by what they reach, where there is a wheel of it.
$(VENV)/.fuzzer: requirements/fuzz.txt $(VENV)/.developer
	@$(PIP) install --quiet --require-hashes -r requirements/fuzz.txt
	@touch $@

demo: $(VENV)/.user ## what is due in March, on the register in data/, and its pages
	$(BIN)/innoreg due --month march
	@echo
	@# The documents do not tell what was done, so on today's date every row would be years late.
	$(BIN)/innoreg pages --to build/site --today 2022-03-14

test: $(VENV)/.developer ## run the tests
	$(BIN)/python -m pytest $(TESTS)

test-all: $(VENV)/.developer ## run the tests with every Python found on this machine
	$(BIN)/python tools/test_pythons.py

check: $(VENV)/.developer ## all that must hold before a commit lands
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/python tools/messages.py --check
	$(BIN)/python -m pytest $(TESTS) --durations 15
	$(BIN)/innoreg validate
	$(BIN)/innoreg render --check

check-latest: $(VENV)/.developer ## the tests with the newest releases that pyproject.toml admits
	$(BIN)/python tools/test_pythons.py --resolution highest $(PYTHON)

check-oldest: $(VENV)/.developer ## the tests with the oldest releases that pyproject.toml admits
	$(BIN)/python tools/test_pythons.py --resolution lowest-direct $(PYTHON)

lock: $(VENV)/.developer ## bring the lock files to the newest admitted versions
	$(BIN)/python tools/lock.py

bench: $(VENV)/.developer ## measure; results go to docs/performance.md
	$(BIN)/python -m benchmarks

crash-test: $(VENV)/.developer ## kill every writing command at each call that writes
	CRASH=all $(BIN)/python -m pytest tests/crash --numprocesses auto

fuzz: $(VENV)/.fuzzer ## for some minutes: spoilt registries, templates, documents
	$(BIN)/python tools/fuzz.py $(FUZZ)

mutants: $(VENV)/.developer ## for maintainers: which changes of the code no test notices
	$(BIN)/python tools/mutants.py $(MUTANTS)

messages: $(VENV)/.developer ## gather texts to translate and compile the catalogs
	$(BIN)/python tools/messages.py

docs: $(VENV)/.developer ## write the generated pages of docs/ anew
	$(BIN)/python tools/make_docs.py

wheel: $(VENV)/.developer ## build dist/*.whl, the same bytes from the same commit
	rm -rf dist
	$(BIN)/python -m build --wheel --no-isolation
	$(BIN)/twine check --strict dist/*

clean: ## remove what make made
	rm -rf $(VENV) .venvs .mypy_cache .ruff_cache .pytest_cache .hypothesis dist build tools/node/node_modules
