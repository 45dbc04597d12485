# Guanjia (管家). Two commands matter: `make run` and `make test`.
SHELL := /bin/sh
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PORT ?= 8000
export PORT
FAULTS := tests/faults
# Files in their order: each folder's servers are started once, and the short files come last.
PYTEST := $(BIN)/python -m pytest --dist loadfile --no-loadscope-reorder

.PHONY: help run reset install test test-changed nightly soak lint types rooms compose docs screenshots lock clean bench

help: ## Show the commands
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

run: $(VENV)/.installed ## Set up and start the whole product with demo data (PORT=8000)
	@exec $(BIN)/python -m guanjia up --port $(PORT)

reset: ## Forget all data of `make run`
	rm -rf var

install: $(VENV)/.installed ## Set up the virtual environment

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Python 3.11 or later is needed; this is $$($(PYTHON) -V). Set PYTHON=…" >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/.installed: requirements.txt | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	@$(BIN)/python -m compileall -q contracts foundation services gateway guanjia
	@printf '#!/bin/sh\ncd "%s" && exec .venv/bin/python -m guanjia "$$@"\n' "$(CURDIR)" > $(BIN)/guanjia
	@chmod +x $(BIN)/guanjia
	@touch $@

$(VENV)/.installed-dev: requirements-dev.txt $(VENV)/.installed
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	@touch $@

test: $(VENV)/.installed-dev ## Set up and run the tests, in parallel
	@# A worker more than there are cores: with as many, a sixth of their time was spent waiting.
	$(PYTEST) -n $$(($$(getconf _NPROCESSORS_ONLN) + 1)) $(foreach path,$(FAULTS),--ignore=$(path))
	$(PYTEST) -n auto $(FAULTS) # alone: it measures how soon all is back

test-changed: $(VENV)/.installed-dev ## Run the tests that import what differs from main
	@changed=$$($(BIN)/python -m tests.support.changed) && [ -z "$$changed" ] || $(PYTEST) -n auto $$changed

nightly: $(VENV)/.installed-dev ## Run the tests on both databases, in every manner of reading, with new sequences
	GUANJIA_NIGHTLY=1 $(MAKE) test

soak: $(VENV)/.installed-dev ## Test with many more faults, sequences and cases; takes hours
	GUANJIA_SOAK=1 $(PYTEST) -n auto tests/faults tests/properties tests/security tests/browser/test_every_page.py

lint: $(VENV)/.installed-dev ## Lint and check the format
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/.installed-dev ## Check the types
	$(BIN)/mypy

rooms: $(VENV)/.installed-dev ## Check who may import whom
	$(BIN)/lint-imports

compose: ## Validate docker-compose.yml
	GUANJIA_SECRET_KEY=validation-only-validation-only-0 POSTGRES_PASSWORD=x RABBITMQ_PASSWORD=x \
		docker-compose -f docker-compose.yml config --quiet

docs: $(VENV)/.installed-dev ## Write the generated documents and types
	$(BIN)/python -m guanjia.events_doc
	$(BIN)/python -m guanjia.payload_types

screenshots: $(VENV)/.installed-dev ## Take the pictures of the pages (needs chromium)
	$(BIN)/python -m tests.browser.screenshots docs/screenshots

bench: $(VENV)/.installed-dev ## Measure everything, write docs/benchmarks.md (QUICK=1: little data)
	$(BIN)/python -W ignore -m bench $(if $(QUICK),--quick)

lock: $(VENV)/.installed-dev ## Compile the requirements anew, with hashes
	$(BIN)/pip-compile --quiet --generate-hashes --no-emit-index-url --no-emit-find-links \
		-o requirements.txt requirements.in
	$(BIN)/pip-compile --quiet --generate-hashes --allow-unsafe --no-emit-index-url \
		--no-emit-find-links -o requirements-dev.txt requirements-dev.in

clean: reset ## Forget data and virtual environment
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis
