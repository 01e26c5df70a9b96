"""Sentence vectors: multilingual-e5-small, read from packaged weights and run with ONNX Runtime."""

from bot.encoder.session import Encoder, SentenceEncoder, load_encoder

__all__ = ["Encoder", "SentenceEncoder", "load_encoder"]
