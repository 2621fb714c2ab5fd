# Two commands: `make demo` shows it, `make test` proves it. Each sets up everything by itself.
PYTHON ?= python3
BIN := .venv/bin
RUNTIME := .venv/.runtime
DEV := .venv/.dev

.PHONY: demo up test test-kafka bench-ingest bench-normaliser title-model check format schemas clean help

help: ## What there is to type
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*##/\t/' | expand -t 16

demo: $(RUNTIME) ## Run the whole exchange once on sample feeds, and show what the offices are told
	@$(BIN)/python -m kohtaanto demo

up: $(RUNTIME) ## The same, and stay up until Ctrl-C
	@$(BIN)/python -m kohtaanto up

test: $(DEV) ## Unit, contract, integration, end-to-end and fault tests on the embedded pair
	@$(BIN)/python -m pytest tests -n 5 --dist loadfile

test-kafka: $(DEV) ## Integration, end-to-end and fault tests on real Apache Kafka (needs Java 17, or KAFKA_BOOTSTRAP_SERVERS)
	@$(BIN)/python -m deploy.kafka.check
	@$(BIN)/python -m pytest tests/integration tests/e2e tests/chaos --broker kafka -n 3 --dist loadfile

bench-ingest: $(DEV) ## Rows a second through the door, against the straightforward way and COPY alone; last line is JSON
	@$(BIN)/python -m benchmarks.ingest

bench-normaliser: $(DEV) ## How well and how fast titles, duplicates and whole vacancies are read, beside peers; last line is JSON
	@$(BIN)/python -m benchmarks.normaliser

title-model: $(DEV) ## Train the model of the starter taxonomy anew, after its labels or titles have changed
	@$(BIN)/python -m benchmarks.make_title_model

check: $(DEV) ## Format, lint, types, layers, and whether the committed schemas are what the models generate
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m kohtaanto.documents --check

format: $(DEV) ## Let ruff put things right
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

schemas: $(DEV) ## Write the event schemas and the AsyncAPI document anew
	$(BIN)/python -m kohtaanto.documents

clean: ## Remove the virtual environment and everything made while running
	rm -rf .venv .cache .kohtaanto

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Kohtaanto needs Python 3.11 or newer.")'
	$(PYTHON) -m venv .venv

$(RUNTIME): .venv/bin/python requirements.lock pyproject.toml
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.lock
	$(BIN)/python -m pip install -qq --disable-pip-version-check --no-deps -e .
	@touch $@

$(DEV): $(RUNTIME) requirements-dev.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-dev.lock
	@touch $@
