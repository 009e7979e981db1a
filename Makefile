# Two commands set everything up on a machine with Python 3.11 and make:
#   make run    the pipeline on reports/, from documents to a published snapshot
#   make test   the whole test suite

PYTHON ?= $(shell command -v python3.11 || command -v python3)
REPORTS ?= reports
WAREHOUSE ?= warehouse
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet

# Libraries that would call home are told not to.
# One more than there are cores: many tests wait for processes that they started.
WORKERS ?= $(shell expr $$(getconf _NPROCESSORS_ONLN) + 1)

export GX_ANALYTICS_ENABLED := false
export DAGSTER_DISABLE_TELEMETRY := yes

.PHONY: help run test check audit dev bi-demo bench bench-audit bench-faults bench-extraction bench-model bench-suites docs pictures lock clean

help: ## What can be made
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 18

run: .venv/run ## The pipeline on reports/: documents in, a published snapshot out
	$(BIN)/scopebook run --reports $(REPORTS) --warehouse $(WAREHOUSE)

test: .venv/dev ## The whole test suite
	$(BIN)/python -m pytest --numprocesses $(WORKERS) --dist loadfile \
		--no-loadscope-reorder $(TESTS)

check: .venv/dev ## Lint, formatting, SQL style and types
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/sqlfluff lint --processes 0 sql pipelines
	$(BIN)/mypy

audit: .venv/dev ## Locked dependencies: hashes for all, no known weakness
	$(BIN)/python .ci/audit

dev: .venv/run ## The Dagster UI on http://127.0.0.1:3000, with schedule and sensor
	$(BIN)/scopebook dev --reports $(REPORTS) --warehouse $(WAREHOUSE)

bench: .venv/dev ## What a run costs, and what importing its libraries costs
	$(BIN)/python benchmarks/run_cost.py

bench-audit: .venv/dev ## How many mistakes, made on purpose, the audit notices
	$(BIN)/python -m benchmarks.audit_mutations --write

bench-faults: .venv/dev ## What stands after kills, full disks, restarts and crowds (root for disks)
	$(BIN)/python -m benchmarks.faults

bench-extraction: .venv/dev ## How well documents are read, how fast, in how much memory
	$(BIN)/python benchmarks/extraction.py

bench-model: .venv/dev ## What a million figures cost the model, beside the leanest script
	$(BIN)/python -m benchmarks.model_scale

bench-suites: .venv/dev ## What all suites cost on a million figures, beside the model
	$(BIN)/python -m benchmarks.suite_scale

bi-demo: .venv/dev bi/superset/.venv/ready ## Superset's dashboard of the release, as a picture
	$(BIN)/python -m bi.superset.demo --warehouse $(WAREHOUSE)

pictures: .venv/dev run ## Pictures of the release's page, of Dagster's graph and of the tables
	$(BIN)/python docs/images/take_site_pictures.py $(WAREHOUSE)
	$(BIN)/python docs/images/take_graph_picture.py
	$(BIN)/python docs/images/draw_flow.py
	$(BIN)/python docs/images/draw_entities.py
	$(BIN)/python docs/images/draw_bus_matrix.py

docs: .venv/dev ## Write the pages and documents that are made by scripts
	$(BIN)/python docs/write_reports.py
	$(BIN)/python docs/write_tables.py
	$(BIN)/python -m docs.write_bad_input
	$(BIN)/python docs/write_queries.py
	$(BIN)/python -m bi.superset.write_datasets

lock: .venv/dev ## Resolve the dependencies anew
	$(PIP) install uv
	for lock in "requirements.lock --group build" \
		"requirements-deploy.lock --extra postgres --extra deploy --group build" \
		"requirements-dev.lock --extra postgres --extra deploy --group build --group dev"; do \
		set -- $$lock; name=$$1; shift; \
		$(BIN)/uv pip compile pyproject.toml $$@ \
			--python-version 3.11 --universal --generate-hashes \
			--no-annotate --no-header --no-emit-index-url --upgrade \
			--output-file $$name --quiet; \
	done
	$(BIN)/uv pip compile bi/superset/requirements.in --python-version 3.11 --universal \
		--generate-hashes --no-annotate --no-header --no-emit-index-url --upgrade \
		--output-file bi/superset/requirements.lock --quiet

clean: ## Remove the environment and caches; the warehouse stays
	rm -rf .venv bi/superset/.venv .pytest_cache .mypy_cache .ruff_cache build dist

# The environment holds exactly what the lock names and nothing that a package asks
# for besides (--no-deps). Bytecode is compiled once, at the installation, so that no run
# pays for it.
.venv/run: requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info[:2] != (3, 11))' || \
		{ echo "Scopebook needs Python 3.11; give its path with make PYTHON=..."; exit 1; }
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(PIP) install --no-deps --require-hashes --requirement requirements.lock
	$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

.venv/dev: .venv/run requirements-dev.lock
	$(PIP) install --no-deps --require-hashes --requirement requirements-dev.lock
	@touch $@

# Superset has an environment of its own: it asks for other versions than the pipeline.
bi/superset/.venv/ready: bi/superset/requirements.lock
	test -x bi/superset/.venv/bin/python || $(PYTHON) -m venv bi/superset/.venv
	bi/superset/.venv/bin/python -m pip --disable-pip-version-check --quiet install \
		--no-deps --require-hashes --requirement bi/superset/requirements.lock
	@touch $@
