# Two commands matter: `make demo` and `make test`. Each sets up all it needs in .venv; uv is used where it is, never required.

UV := $(shell command -v uv 2>/dev/null)
# uv makes environments without ensurepip; venv cannot, and Debian ships Python without it.
PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && \
	{ [ -n "$(UV)" ] || $$p -c 'import venv, ensurepip' 2>/dev/null; } && echo $$p && break; done)
BIN := .venv/bin

.PHONY: demo test slow lint docs bench lock clean
.DEFAULT_GOAL := help

help:
	@echo "make demo   one real incident from draft to closed, in a scratch folder"
	@echo "make test   the test suite"
	@echo "make slow   the slow tests: kill -9, full disks, GitHub with every request failing, runs at once, laws whole, act"
	@echo "make lint   ruff, mypy, layer contracts, workflow files"
	@echo "make docs   write the generated pages and pictures anew"
	@echo "make bench  the benchmarks"
	@echo "make lock   resolve requirements/*.txt anew (needs uv)"

.venv/python:
	@test -n "$(PYTHON)" || { echo "pmflow needs Python 3.11 or newer with venv (on Debian: apt-get install python3-venv), and found none"; exit 1; }
ifdef UV
	@uv venv -q --allow-existing --seed --python $(PYTHON) .venv || $(PYTHON) -m venv .venv
else
	@$(PYTHON) -m venv .venv
endif
	@touch $@

PIP := $(BIN)/python -m pip install -q --disable-pip-version-check
# Where uv cannot reach an index that pip is set up for, pip does it.
define install
	@{ [ -n "$(UV)" ] && uv pip install -q --python $(BIN)/python $(1) 2>/dev/null; } || $(PIP) $(1)
endef

# Two environments would cost a second download; the demo installs little, the tests add to it.
.venv/run: .venv/python requirements/run.txt pyproject.toml
	@echo "setting up .venv (once) ..."
	$(call install,--require-hashes -r requirements/run.txt)
	$(call install,--no-deps --no-build-isolation -e .)
	@$(BIN)/python -m compileall -q pmflow $(BIN)/../lib 2>/dev/null || true
	@touch $@

.venv/dev: .venv/run requirements/dev.txt
	@echo "adding the test tools (once) ..."
	$(call install,--require-hashes -r requirements/dev.txt)
	@touch $@

demo: .venv/run
	@$(BIN)/pmflow demo

test: .venv/dev
	$(BIN)/python -m pytest -n auto -m "not slow"

slow: .venv/dev
	PMFLOW_LAWS=whole $(BIN)/python -m pytest -n auto --dist worksteal -m "slow or law"

lint: .venv/dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache
	$(BIN)/actionlint workflows/github/*.yml
	$(BIN)/check-jsonschema --builtin-schema vendor.github-workflows workflows/github/*.yml
	$(BIN)/check-jsonschema --builtin-schema vendor.github-actions action.yml
	$(BIN)/zizmor --offline --no-progress --quiet action.yml workflows/github/*.yml

docs: .venv/dev
	$(BIN)/python docs/make.py

bench: .venv/dev
	$(BIN)/python benchmarks/run.py

lock:
	uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --group build pyproject.toml -o requirements/run.txt
	uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --group build --group dev pyproject.toml -o requirements/dev.txt
	uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --group action -c requirements/run.txt -o requirements/action.txt
	uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --group uv -o requirements/uv.txt

clean:
	rm -rf .venv .cache .mypy_cache .ruff_cache .pytest_cache .hypothesis
