"""References for an answer: instruments, readings, general law, data versions and the software."""

from engine.output.citing.cited import Cited, cite, cite_ids

__all__ = ["Cited", "cite", "cite_ids"]
