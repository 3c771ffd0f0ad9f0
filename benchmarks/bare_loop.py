"""The work that no service can do without: read the files, encode the texts in their batches, one matrix product.

python -m benchmarks.bare_loop MODEL TEXTS.json FILE...
"""

import json
import os
import sys
from pathlib import Path

os.environ["HF_HUB_OFFLINE"] = "1"

import numpy as np
import torch
from python_calamine import CalamineWorkbook
from sentence_transformers import SentenceTransformer


def main(model: str, texts: str, *files: str) -> None:
    """Do it once."""
    for file in files:
        CalamineWorkbook.from_path(file).get_sheet_by_index(0).to_python()
    options = {"dtype": torch.float32, "add_pooling_layer": False}
    encoder = SentenceTransformer(model, device="cpu", model_kwargs=options)
    told, asked = (
        np.vstack([encoder.encode(batch, batch_size=32, show_progress_bar=False) for batch in batches])
        for batches in json.loads(Path(texts).read_text(encoding="utf-8"))
    )
    sys.stdout.write(f"{(asked @ told.T).shape}\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
