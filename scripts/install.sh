#!/bin/sh
# Install the project and its development tools into .venv, with the CPU build of torch and nothing of CUDA.
set -eu
cd "$(dirname "$0")/.."

[ -x .venv/bin/python ] || "${PYTHON:-python3}" -m venv .venv
pip=".venv/bin/python -m pip --disable-pip-version-check"
$pip install --quiet --upgrade "pip>=25.1"

# torch comes first and held, from PyTorch's CPU index where that answers: anything that depends on it would
# otherwise take the CUDA build of 5.9 GB.
index=""
if .venv/bin/python - "$CPU_INDEX" <<'PY'
import sys, urllib.request
try:
    urllib.request.urlopen(sys.argv[1] + "/torch/", timeout=5).close()
except OSError:
    sys.exit(1)
PY
then index="--extra-index-url $CPU_INDEX"; fi
# shellcheck disable=SC2086
$pip install --quiet --constraint constraints/cpu.txt $index torch
$pip install --quiet --constraint constraints/cpu.txt --editable . --group dev
.venv/bin/python scripts/no_cuda.py
