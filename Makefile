# Everything a contributor runs. Python 3.11 or newer, git and make are all that must be there.
SHELL := bash
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
LOOPBOOK := $(BIN)/python -m generator
ADDRESS ?= 127.0.0.1:8000
PART ?= 1/1
export PIP_DISABLE_PIP_VERSION_CHECK = 1
export NO_MKDOCS_2_WARNING = 1

.DEFAULT_GOAL := help
.PHONY: help install browser serve site canary check fix format lint test bench bench-find bench-print soak mutate lock clean

help: ## Show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## /{printf "  make %-11s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

install: $(VENV)/.installed node_modules/.installed ## Install what is needed into .venv and node_modules

$(VENV)/.installed: requirements.txt pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit("Python 3.11 or newer is needed, this is " + sys.version) if sys.version_info < (3, 11) else None'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --require-hashes -r requirements.txt
	$(BIN)/pip install --quiet --no-deps --no-build-isolation -e .
	@touch $@

# Node comes from a Python wheel, so that nobody needs one of their own.
node_modules/.installed: package-lock.json $(VENV)/.installed
	$(BIN)/python -m generator.node ci --no-audit --no-fund --loglevel=error
	@touch $@

browser: $(VENV)/.installed
	@$(BIN)/python -m tests.tools

serve: install ## Build, serve at ADDRESS and rebuild when a file changes
	$(LOOPBOOK) serve --address $(ADDRESS)

site: install ## Write the site to site/, with everything to print
	$(LOOPBOOK) build --print

bench-print: install ## How much work printing is: from nothing, again, and after one change
	$(BIN)/python -m tests.bench.printing

canary: install ## Build the same source with the other site builder
	$(LOOPBOOK) build --builder zensical

check: $(VENV)/.installed ## Check the data only
	$(LOOPBOOK) check

fix: $(VENV)/.installed ## Mend mechanical mistakes in the data, then check it
	$(LOOPBOOK) check --fix

format: $(VENV)/.installed ## Put data files in their one form
	$(LOOPBOOK) format

lint: install ## Style and types of the code
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/python -m generator.node exec -- tsc -p generator/web

test: install browser lint check ## Run every test, in a real browser too
	$(BIN)/python -m pytest -n auto --dist loadgroup

bench-find: install browser ## How well and how fast the search answers, beside the theme's own
	$(BIN)/python -m tests.search.bench

bench: install browser ## Measure builds beside other tools, pages and search (half an hour); goes on where it was ended
	$(BIN)/python -m tests.bench --page

clean: ## Remove everything that can be made again
	rm -rf build site .venv node_modules .pytest_cache .mypy_cache .ruff_cache

lock: ## Pin the dependencies of pyproject.toml anew, with hashes
	$(BIN)/pip install --quiet uv
	$(BIN)/uv pip compile --quiet --upgrade --universal --generate-hashes --no-emit-index-url --no-header --no-annotate \
		--python-version 3.11 --extra dev pyproject.toml -o requirements.txt

soak: install browser ## The long runs: 10,000 mutated records, 200 killed builds, a failure at every write; PART=1/8 for some of it
	LOOPBOOK_FUZZ=soak LOOPBOOK_SOAK=1 LOOPBOOK_PART=$(PART) $(BIN)/python -m pytest -q tests/test_safe.py tests/test_lost.py

mutate: install build/mutation/.installed ## Change rules, escaping and path code in a thousand ways; nine in ten must turn a test red
	$(BIN)/python -m tests.mutation $(MUTATE)

# Apart from what the project needs, and never before it on the path.
build/mutation/.installed:
	$(BIN)/pip install --quiet --target build/mutation cosmic-ray==8.7.0 coverage==7.17.3
	@touch $@
