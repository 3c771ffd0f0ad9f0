# Everything a newcomer needs: `make run` installs and starts the service, `make test` passes the tests.
.DEFAULT_GOAL := help
PYTHON ?= python3
BIN := .venv/bin
# The one place that names PyTorch's public CPU index. It is used where it answers; elsewhere pip's own index serves.
CPU_INDEX ?= https://download.pytorch.org/whl/cpu

PORT ?= 8000
DATA ?= service-data

.PHONY: help install run demo test slow fuzz browser cases quality lint types contracts check bench bench-quality bench-assignment bench-service clean

help: ## Show this list
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 20

install: .venv/.installed ## Install everything into .venv

.venv/.installed: pyproject.toml constraints/cpu.txt scripts/install.sh
	PYTHON="$(PYTHON)" CPU_INDEX="$(CPU_INDEX)" sh scripts/install.sh
	@touch $@

run: install ## Install, start the service with the demo data, and print a link to sign in
	$(BIN)/territory-match serve --port $(PORT) --data $(DATA) --demo examples

demo: install ## Install, match the demo data, and show the result
	$(BIN)/territory-match match --experts examples/experts.xlsx --territories examples/territories.xlsx \
		--output out/match-lists.xlsx --pilot-sheets out/pilots --top 3 --show

test: install ## Run the tests
	$(BIN)/python -m pytest -q -n 2 --dist loadfile -m "not browser and not cases and not quality and not slow"

slow: install ## Run the tests on PostgreSQL, and those that solve whole rounds or learn weights
	$(BIN)/python -m pytest -q -n 2 --dist loadfile -m slow

fuzz: install ## Ask every operation of the API in every role, as a fuzzer does (FUZZ_EXAMPLES of each)
	FUZZ_EXAMPLES="$${FUZZ_EXAMPLES:-50}" $(BIN)/python -m pytest -q -n 2 --dist load tests/service/web/test_hostile_requests.py

browser: install ## Walk through the pages in a real browser (needs the package chromium)
	$(BIN)/python -m pytest -q -m browser tests/browser

cases: install ## Judge the reading of awkward exports, and of ordinary ones
	$(BIN)/python -m pytest -q -n 2 -m cases tests/cases

quality: install ## Test that reading and ranking are as good as they were on sets with known truth
	$(BIN)/python -m pytest -q -m quality tests/test_quality.py

check: lint types contracts ## Everything that reads the code without running it

lint: install
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: install
	$(BIN)/mypy

contracts: install
	$(BIN)/lint-imports

bench: install ## Time the whole command, and the encoding, beside bare loops of the same library calls
	$(BIN)/python -m benchmarks.bench_match
	$(BIN)/python -m benchmarks.bench_encoding

bench-quality: install ## Measure intake and ranking on exports with known truth and across languages, beside baselines
	$(BIN)/python -m benchmarks.bench_quality
	$(BIN)/python -m benchmarks.bench_languages
	$(BIN)/python -m benchmarks.bench_weights

bench-assignment: install ## Time and weigh the round solver beside a plain min-cost flow
	$(BIN)/python -m benchmarks.bench_assignment

bench-service: install ## Measure requests to the service beside a bare application
	$(BIN)/python -m benchmarks.bench_service

clean: ## Remove what the other targets made
	rm -rf .venv out build dist *.egg-info .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
