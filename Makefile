# `make demo` sets everything up and acts a whole session; `make test` sets up and runs every check.

VENV := .venv
BIN := $(VENV)/bin
PYTEST := $(BIN)/python -m pytest --numprocesses 2 --dist loadfile --no-loadscope-reorder
# Without devices and engines: what they pass through must be passed through in both directions.
PURE := tests/core tests/exercise tests/listening
GATE := $(foreach room,core exercise listening signal.units,--cov=voice_coach.$(room)) \
  --cov-report=term-missing:skip-covered --cov-fail-under=100
LOWEST := .venv-lowest
# Without live sound: what each dependency is used for, whole sessions by typing and by ear too.
WITH_LOWEST := $(PURE) tests/cli tests/signal tests/store tests/shell/test_conductor.py \
  tests/edge/test_voices.py tests/hearing/test_ears.py tests/stories/test_stop_phrase.py \
  tests/test_docs.py tests/test_public.py
LOCK := $(BIN)/uv pip compile --quiet --universal --upgrade --no-header --python-version 3.11
# Those from 24.1 to 25.3 stop at Ubuntu's names of kernels ("6.8.0-45-generic" is no version).
PIP := pip==26.3
PYINSTALLER := pyinstaller==6.22.3
CLICK_MAN := click-man==0.6.0
MADE = $(shell git log -1 --format=%ct)
SAMPLES ?= $(abspath ../shared)
export VOICE_COACH_SAMPLES ?= $(SAMPLES)

.PHONY: help setup demo test fuzz check test-lowest lint format diagrams lock audit release try-release frozen try-frozen deb try-clean windows check-forge clean

help:
	@echo "make demo    set up, then hear a whole session acted (also written to demo/)"
	@echo "make test    set up, then run every check"
	@echo "make fuzz    what people and their files could hold, 2,000 cases of each kind"
	@echo "make check   the quick checks, in a minute or so"
	@echo "make test-lowest  the checks with the oldest dependencies that are allowed"
	@echo "make setup   system packages, $(VENV), locked dependencies, the project"
	@echo "make format  put the code in its one format"
	@echo "make diagrams  draw the diagrams and tables of docs/sessions.md anew"
	@echo "make lock    choose and lock the dependencies anew"
	@echo "make audit   ask the package index which locked dependencies have known weaknesses"
	@echo "make release  packages, sums, bill of materials and notes into dist/ (DRAFT=1: uncommitted too)"
	@echo "make try-release  install the release in each way into an empty home, use it, take it away"
	@echo "make frozen  a folder with the program that needs no Python, into dist/"
	@echo "make try-frozen  use that folder, and kill, stop and slow down its workers"
	@echo "make deb  a package for Debian and Ubuntu of that folder, into dist/"
	@echo "make try-clean  in clean Debian roots: package, wheel, folder; use and take away (as root, with debootstrap)"
	@echo "make windows  an installer for Windows, into dist/ (with makensis)"
	@echo "make check-forge  see that the files for a public forge have the shape it expects"
	@echo "make clean   remove what setup made"

setup: $(VENV)/.ready

demo: setup
	@mkdir -p demo
	$(BIN)/voice-coach demo --out demo/demo.wav

test: $(VENV)/.ready-tests
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(PYTEST) $(PURE) tests/stories/test_scenarios.py $(GATE)
	$(PYTEST) tests $(PURE:%=--ignore=%) -m 'not device'
	# Live sound: one test after the other, as they are written: the faults are one long evening.
	$(BIN)/python -m pytest -q -p no:randomly tests -m device
	@$(BIN)/python tests/closing_line.py

# Ten times as many cases of each kind as `make test` tries, and others each time.
fuzz: $(VENV)/.ready-tests
	VOICE_COACH_FUZZ=thorough $(PYTEST) tests/fuzz

check: $(VENV)/.ready-tests
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(PYTEST) $(PURE) tests/test_architecture.py tests/test_docs.py

# What voice-coach itself needs is taken as old as pyproject.toml allows, everything else as it is.
test-lowest: $(VENV)/.ready-tests
	test -x $(LOWEST)/bin/python || $(BIN)/python -m venv --without-pip $(LOWEST)
	$(BIN)/uv pip compile --quiet --resolution lowest-direct --no-header --python-version 3.11 \
	  pyproject.toml -o $(LOWEST)/runtime.txt
	$(BIN)/uv pip compile --quiet --no-header --python-version 3.11 --group dev \
	  -c $(LOWEST)/runtime.txt -o $(LOWEST)/tests.txt
	$(BIN)/uv pip install --quiet --python $(LOWEST)/bin/python \
	  -r $(LOWEST)/runtime.txt -r $(LOWEST)/tests.txt
	$(BIN)/uv pip install --quiet --python $(LOWEST)/bin/python --no-deps --editable .
	$(LOWEST)/bin/python -m pytest --numprocesses 2 --dist loadfile $(WITH_LOWEST)

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
	$(BIN)/python -m pip install --quiet $(PIP)
	$(BIN)/python -m pip install --quiet --use-pep517 -r requirements/runtime.txt
	$(BIN)/python -m pip install --quiet --no-deps --editable .
	@touch $@

$(VENV)/.ready-tests: $(VENV)/.ready requirements/tests.txt
	sh setup/system_packages.sh --tests
	$(BIN)/python -m pip install --quiet --use-pep517 -r requirements/tests.txt
	@touch $@

diagrams: $(VENV)/.ready-tests
	$(BIN)/python -m tests.diagrams
	$(BIN)/python -m tests.waits

lock: $(VENV)/.ready-tests
	$(LOCK) --generate-hashes pyproject.toml -o requirements/runtime.txt
	$(LOCK) --group dev -c requirements/runtime.txt -o requirements/tests.txt

# What is asked, and only when this is typed: the names and versions in the file.
audit: $(VENV)/.ready-tests
	$(BIN)/uv tool run --quiet pip-audit --disable-pip -r requirements/runtime.txt

# Asks the package index for what is locked and for two tools; nothing is published.
release: $(VENV)/.ready-tests
	$(BIN)/python -m setup.release $(if $(DRAFT),--draft)

try-release: $(VENV)/.ready-tests
	$(BIN)/python setup/try_release.py dist

# In an environment of its own: what is there is what is packed.
frozen: $(VENV)/.ready-tests
	rm -rf build dist/voice-coach
	$(BIN)/python -m hatchling build --target wheel --directory build/wheel
	$(BIN)/uv venv --quiet build/frozen
	$(BIN)/uv pip install --quiet --python build/frozen --require-hashes -r requirements/runtime.txt
	$(BIN)/uv pip install --quiet --python build/frozen $(PYINSTALLER) build/wheel/*.whl
	build/frozen/bin/pyinstaller --log-level WARN --noconfirm --workpath build/work --distpath dist \
	  setup/frozen/voice-coach.spec
	cp setup/frozen/READ-ME.txt dist/voice-coach

FROZEN := dist/voice-coach/voice-coach
try-frozen: $(VENV)/.ready-tests
	$(BIN)/python setup/frozen/smoke.py $(FROZEN)
	VOICE_COACH_PROGRAM=$(abspath $(FROZEN)) $(BIN)/python -m pytest -q -p no:randomly \
	  tests/edge/test_worker_faults.py tests/edge/test_voices.py

deb: $(VENV)/.ready-tests
	$(BIN)/uv pip install --quiet --python build/frozen $(CLICK_MAN)
	SOURCE_DATE_EPOCH=$(MADE) build/frozen/bin/python setup/linux/pages.py build/pages
	SOURCE_DATE_EPOCH=$(MADE) $(BIN)/python -m setup.linux.package dist/voice-coach build/pages dist

# SUITE is a release of Debian, WAYS are some of: deb uv pipx folder.
try-clean:
	sh setup/linux/try_clean.sh dist $(or $(SUITE),bookworm) $(WAYS)

windows: $(VENV)/.ready-tests
	SOURCE_DATE_EPOCH=$(MADE) $(BIN)/python -m setup.windows.installer dist

FORGE := $(BIN)/uv tool run --quiet --from check-jsonschema check-jsonschema --builtin-schema
check-forge: $(VENV)/.ready-tests
	$(FORGE) vendor.github-workflows .github/workflows/*.yml
	$(FORGE) vendor.github-issue-forms .github/ISSUE_TEMPLATE/fault.yml .github/ISSUE_TEMPLATE/wish.yml
	$(FORGE) vendor.github-issue-config .github/ISSUE_TEMPLATE/config.yml
	$(BIN)/uv tool run --quiet --from cffconvert cffconvert --validate -i CITATION.cff

clean:
	rm -rf $(VENV) $(LOWEST) demo build dist .coverage .mypy_cache .ruff_cache .pytest_cache .hypothesis
