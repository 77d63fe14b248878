# `make demo` sets everything up and acts a whole session; `make test` sets up and runs every check.

VENV := .venv
BIN := $(VENV)/bin
SAMPLES ?= $(abspath ../shared)
export VOICE_COACH_SAMPLES ?= $(SAMPLES)

.PHONY: help setup demo test lint format diagrams lock clean

help:
	@echo "make demo    set up, then hear a whole session acted (also written to demo/)"
	@echo "make test    set up, then run every check"
	@echo "make setup   system packages, $(VENV), locked dependencies, the project"
	@echo "make format  put the code in its one format"
	@echo "make diagrams  draw the diagrams of docs/sessions.md anew"
	@echo "make lock    choose and lock the dependencies anew"
	@echo "make clean   remove what setup made"

setup: $(VENV)/.ready

demo: setup
	@mkdir -p demo
	$(BIN)/voice-coach demo --out demo/demo.wav

test: $(VENV)/.ready-tests
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/coverage run -m pytest
	$(BIN)/coverage report --include='voice_coach/core/*' --fail-under=100 --skip-covered
	$(BIN)/coverage report --include='voice_coach/listening/*' --fail-under=75 --skip-covered
	@$(BIN)/python tests/closing_line.py

lint: $(VENV)/.ready-tests
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

format: $(VENV)/.ready-tests
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

$(VENV)/.ready: pyproject.toml requirements/runtime.txt setup/system_packages.sh setup/find_python.sh
	sh setup/system_packages.sh
	test -x $(BIN)/python || "$$(sh setup/find_python.sh)" -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --use-pep517 -r requirements/runtime.txt
	$(BIN)/python -m pip install --quiet --no-deps --editable .
	@touch $@

$(VENV)/.ready-tests: $(VENV)/.ready requirements/tests.txt
	sh setup/system_packages.sh --tests
	$(BIN)/python -m pip install --quiet --use-pep517 -r requirements/tests.txt
	@touch $@

diagrams: $(VENV)/.ready-tests
	$(BIN)/python -m tests.diagrams

lock: $(VENV)/.ready-tests
	$(BIN)/uv pip compile --quiet --universal --upgrade --no-header --python-version 3.11 \
	  pyproject.toml -o requirements/runtime.txt
	$(BIN)/uv pip compile --quiet --universal --upgrade --no-header --python-version 3.11 \
	  --group dev -c requirements/runtime.txt -o requirements/tests.txt

clean:
	rm -rf $(VENV) demo build dist .coverage .mypy_cache .ruff_cache .pytest_cache .hypothesis
