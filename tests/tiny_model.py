"""A sentence-transformers model that fits into a test: letters for words, one layer, weights by chance."""

import json
from pathlib import Path
from string import ascii_lowercase

SIZE = 16  # dimensions


def tiny_model(folder: Path, *, prompts: dict[str, str] | None = None, card: str = "") -> Path:
    """Make a model in `folder`, with the prompts and the card that it names; the same one every time."""
    import torch
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import Pooling, Transformer
    from transformers import BertConfig, BertModel, BertTokenizer

    letters = [*ascii_lowercase, *":.,"]
    words = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *letters, *(f"##{letter}" for letter in letters)]
    torch.manual_seed(7)
    config = BertConfig(
        vocab_size=len(words), hidden_size=SIZE, num_hidden_layers=1, num_attention_heads=2, intermediate_size=SIZE
    )
    plain = folder / "plain"
    BertModel(config).save_pretrained(plain)
    BertTokenizer(vocab={word: place for place, word in enumerate(words)}).save_pretrained(plain)
    made = folder / "model"
    SentenceTransformer(modules=[Transformer(str(plain)), Pooling(SIZE)], prompts=prompts).save(str(made))
    (made / "README.md").write_text(card, encoding="utf-8")
    assert json.loads((made / "config_sentence_transformers.json").read_text(encoding="utf-8"))
    return made
