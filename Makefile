# Everything a newcomer needs: `make demo` installs and matches the demo data, `make test` passes the tests.
.DEFAULT_GOAL := help
PYTHON ?= python3
BIN := .venv/bin
# The one place that names PyTorch's public CPU index. It is used where it answers; elsewhere pip's own index serves.
CPU_INDEX ?= https://download.pytorch.org/whl/cpu

.PHONY: help install demo test lint types contracts check bench bench-quality bench-assignment clean

help: ## Show this list
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 20

install: .venv/.installed ## Install everything into .venv

.venv/.installed: pyproject.toml constraints/cpu.txt scripts/install.sh
	PYTHON="$(PYTHON)" CPU_INDEX="$(CPU_INDEX)" sh scripts/install.sh
	@touch $@
