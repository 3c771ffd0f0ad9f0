"""Fail where the installed torch is a CUDA build: several gigabytes that nothing here uses."""

import sys

import torch

if torch.version.cuda is not None:
    sys.exit(f"torch {torch.__version__} is a CUDA build; delete .venv and run 'make install' again")
