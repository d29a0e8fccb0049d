# Commands for people; none needs root. `make help` lists them.
SHELL := /bin/bash
PYTHON ?= python3
PORT ?= 8000
VENV := .venv
BIN := $(VENV)/bin
export PATH := $(CURDIR)/$(BIN):$(PATH)

.DEFAULT_GOAL := help
.PHONY: help setup run test lint bench lock manual messages clean

help: ## List the commands
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /  make \1|/' | column -t -s '|'

setup: $(VENV)/.installed src/sanphalang/web/static/web/dist/manifest.json $(VENV)/.messages ## Environment, dependencies, front end, translations

$(VENV)/.installed: requirements/dev.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(0 if sys.version_info >= (3, 11) else "Python 3.11 or newer is needed; this is " + sys.version.split()[0])'
	@test -x $(BIN)/pip || $(PYTHON) -m venv --clear $(VENV) || \
	  { echo 'Python cannot make a virtual environment here. On Debian: apt install python3-venv' >&2; exit 1; }
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/dev.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --no-index -e .
	touch $@

src/sanphalang/web/static/web/dist/manifest.json: frontend/package-lock.json $(wildcard frontend/*.config.ts) $(shell find frontend/src -type f 2>/dev/null) $(VENV)/.installed
	$(BIN)/python tools/build_frontend.py

$(VENV)/.messages: $(shell find src -name '*.po' 2>/dev/null) $(VENV)/.installed
	$(BIN)/python tools/messages.py compile
	touch $@

run: setup ## Start the platform; PORT=8000 unless you say otherwise (first start: database and a small demo)
	@$(BIN)/sanphalang up --port $(PORT)

test: setup ## Prove the platform: walls, types, tests on SQLite and on PostgreSQL where a server answers
	@$(BIN)/python tools/prove.py

lint: setup ## Style, types, templates, walls, translations
	@$(BIN)/python tools/lint.py

bench: setup ## Measure; writes docs/performance.md and bench/results.json
	@$(BIN)/python -m bench

lock: ## Renew the hash-checked lock files (needs uv)
	uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header -q -o requirements/runtime.txt
	uv pip compile pyproject.toml --group dev --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header -q -o requirements/dev.txt
	$(BIN)/python tools/lock_frontend.py

manual: setup ## Pictures for the manual at /help/, taken from the demo (needs Chromium)
	SANPHALANG_MANUAL_PICTURES=src/sanphalang/manual/static/manual/pictures $(BIN)/pytest -q tests/browser/test_manual_pictures.py

messages: setup ## Bring the translation catalogues up to date with the source
	$(BIN)/python tools/messages.py update

clean: ## Remove what was built (not var/)
	rm -rf $(VENV) frontend/node_modules src/sanphalang/web/static/web/dist src/sanphalang/manual/static
	find src -name '*.mo' -delete
