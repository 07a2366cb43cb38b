# One command for each job. `make` alone lists them.
# Only Python 3.11 or newer, make and git are assumed; everything else is brought into .venv by `make setup`.
SHELL := /bin/bash
.DEFAULT_GOAL := help
.PHONY: help atelier test-site test-walk setup build start test lint check bench hub server test-install audit lock clean
.DELETE_ON_ERROR:
MAKEFLAGS += --no-print-directory

PYTHON ?= python3
BIN := .venv/bin
UV := $(BIN)/uv
UV_VERSION := 0.13.9
# `npm ci` refuses a lock without the builder's binaries for systems that the registry at hand does not hold;
# `install --no-save` takes the locked versions all the same and writes nothing back.
NPM = PATH="$(CURDIR)/$(BIN):$$PATH" npm install --no-save --no-fund --no-audit --loglevel=error
# What is installed; a class's server takes less (deploy/server/install).
PARTS ?= --all-extras --group dev
PYTEST ?= $(BIN)/pytest -n 2 --dist loadfile --durations=40 --durations-min=5

JS := $(wildcard src/nbparcours/activity/js/*.js src/nbparcours/activity/js/*/*.js src/nbparcours/activity/js/*.css) \
      $(wildcard src/nbparcours/activity/js/kinds/*.css src/nbparcours/activity/strings/*/*.json lab/src/*.js lab/style/* lab/*.json lab/*.mjs) \
      $(wildcard src/nbparcours/certificate/js/* src/nbparcours/certificate/strings/*.json)
CONTENT := $(wildcard modules/*.yml modules/*/*.yml modules/*/*.ipynb assignments/*/* $(filter-out book/atelier/node_modules/% book/atelier/node_modules,$(wildcard book/* book/*/* book/*/*/* book/*/*/*/*))) \
           $(wildcard src/nbparcours/course/*.py src/nbparcours/course/*/*.py src/nbparcours/publish/*.py src/nbparcours/activity/*.py)

help:
	@echo "make setup   install everything into .venv        make test    all checks and tests (README: Testing)"
	@echo "make build   notebooks, activities, site          make bench   measurements, as ratios"
	@echo "make start   open the course in a browser         make hub     a small JupyterHub with demo accounts"
	@echo "make check   the content's rules                  make clean   remove everything that was built"
	@echo "make atelier the course in JupyterLite, for a computer without a server"

setup: .venv/.installed

.venv/.uv: Makefile
	@$(PYTHON) tools/python_is_fit.py
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check uv==$(UV_VERSION)
	@touch $@

.venv/.synced: .venv/.uv uv.lock pyproject.toml
	@echo "Installing the pinned packages (a few seconds to a few minutes, by network)…" >&2
	@mkdir -p build
	@$(UV) export --frozen --quiet --no-emit-project $(PARTS) --output-file build/requirements.txt
	@$(UV) pip sync --quiet --require-hashes build/requirements.txt
	@touch $@

lab/node_modules/.installed: .venv/.synced lab/package-lock.json
	@echo "Installing the builder of the interface…" >&2
	@cd lab && $(NPM)
	@touch $@

lab/labextension/package.json: lab/node_modules/.installed $(JS)
	@echo "Building the activities and the JupyterLab extension…" >&2
	@cd lab && PATH="$(CURDIR)/$(BIN):$$PATH" npm run --silent build > ../build/lab.log 2>&1 || { cat ../build/lab.log >&2; exit 1; }
	@touch $@

.venv/.installed: .venv/.synced lab/labextension/package.json
	@$(UV) pip install --quiet --no-deps --editable .
	@touch $@

build: build/.built

build/.built: .venv/.installed $(CONTENT)
	@$(BIN)/nbparcours build
	@touch $@

book/atelier/node_modules/.installed: .venv/.synced book/atelier/package-lock.json
	@echo "Installing Python for the browser…" >&2
	@cd book/atelier && $(NPM)
	@touch $@

atelier: build book/atelier/node_modules/.installed
	@$(BIN)/nbparcours build atelier

start: build
	@$(BIN)/nbparcours start --demo

lint: .venv/.installed
	@$(BIN)/ruff check --quiet . && $(BIN)/ruff format --quiet --check . && $(BIN)/mypy --no-error-summary

check: .venv/.installed
	@$(BIN)/nbparcours check

test: build lint check deploy/server/node_modules/.installed book/atelier/node_modules/.installed
	@$(BIN)/python tools/chromium.py
	@$(PYTEST)

test-site: build
	@NBPARCOURS_EVERY_LOOK=1 $(BIN)/pytest tests/test_site_real.py

test-walk: build
	@NBPARCOURS_EVERY_MODULE=1 $(BIN)/pytest -q -rP -n 2 tests/test_walk.py

bench: build
	@for script in bench/*.py; do $(BIN)/python $$script || exit 1; done

deploy/server/node_modules/.installed: .venv/.synced deploy/server/package-lock.json
	@echo "Installing the hub's proxy…" >&2
	@cd deploy/server && $(NPM)
	@touch $@

hub: build deploy/server/node_modules/.installed
	@$(BIN)/nbparcours hub

# What a class's server runs, and nothing of the workshop's tools; deploy/server/install calls this.
server: .venv/.installed deploy/server/node_modules/.installed
	@$(BIN)/nbparcours build notebooks

test-install: .venv/.installed
	@tests/install/run

audit: .venv/.installed
	@$(BIN)/python tools/audit.py

lock: .venv/.uv
	@$(BIN)/python tools/lock.py $(UV) && $(BIN)/python tools/environment.py

clean:
	@rm -rf build .venv lab/node_modules deploy/server/node_modules book/atelier/node_modules lab/labextension src/nbparcours/activity/static \
	  src/nbparcours/certificate/static
