# make run   the site with demo data, its address printed
# make test  every test
# make setup only prepares .venv, with the command `baeum` in it
PYTHON ?= python3
BIN := .venv/bin
STAMP := .venv/.ready
export PYTHONDONTWRITEBYTECODE = # may keep what it compiled: else each of hundreds of starts does so anew

.PHONY: setup run test tests check lint types lock bench help

help:
	@sed -n 's/^# //p' Makefile

$(STAMP): requirements.lock pyproject.toml
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@test -x $(BIN)/uv || $(BIN)/python -m pip --quiet install uv
	@$(BIN)/uv --quiet pip install --python $(BIN)/python --require-hashes -r requirements.lock
	@$(BIN)/uv --quiet pip install --python $(BIN)/python --no-deps -e .
	@$(BIN)/python -m compileall -q src
	@touch $(STAMP)

setup: $(STAMP)

run: $(STAMP)
	@BAEUM_DEMO=$${BAEUM_DEMO-1} $(BIN)/baeum site --samples

check: lint types

lint: $(STAMP)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports

types: $(STAMP)
	$(BIN)/mypy

test: lint # and types beside the tests: mypy alone would leave the other core idle for most of a minute
	@$(MAKE) --no-print-directory -j2 types tests

tests: $(STAMP)
	$(BIN)/python -m pytest -n 2 --dist worksteal

bench: $(STAMP)
	$(BIN)/python -m benchmarks

lock:
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-annotate --no-header \
		--python-version 3.11 pyproject.toml --extra embedded --extra batch --group dev -o requirements.lock
