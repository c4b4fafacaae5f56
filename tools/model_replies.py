"""What a language model wrote for the sentences of a file, and what would be sent to it next: for `tools.measured_reading`.

A file of replies has a JSON object a line: the `sentence`, and what the model wrote for it, `reply`; a second line for the
same sentence is what it wrote when it was asked once more. A file of prompts has the `sentence`, the `system` instructions
and the `prompt`, as `casus ask --reader llm` sends them.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from engine.interfaces.commands.model_reader import rewritten
from treaties.models.corpus import Corpus
from treaties.vocabulary.errors import CasusError

Replies = dict[str, list[str]]
MODEL = "measured"
"""The name of the model in messages."""


class Unwritten(CasusError):
    """Raised where a model would be asked for a reply that no file has; holds what would be sent."""

    def __init__(self, prompt: str, system: str) -> None:
        super().__init__("no reply of the model is at hand")
        self.prompt, self.system = prompt, system


def read_replies(path: Path) -> Replies:
    """Read a file of replies: for each sentence what the model wrote, in order."""
    found: Replies = defaultdict(list)
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.strip():
            row = json.loads(line)
            found[row["sentence"]].append(row["reply"])
    return dict(found)


def after_replies(text: str, replies: Sequence[str], corpus: Corpus) -> CasusError:
    """Return what `casus ask --reader llm` raises for a sentence if the model writes these replies.

    Args:
        text: the sentence.
        replies: what the model writes, in order.
        corpus: the law.

    Raises `Unwritten` where it would be asked for one more.
    """
    left = iter(replies)

    def write(prompt: str, system: str) -> str:
        reply = next(left, None)
        if reply is None:
            raise Unwritten(prompt, system)
        return reply

    return rewritten(text, write, MODEL, corpus)


def to_be_sent(
    sentences: Iterable[str], replies: Replies, corpus: Corpus
) -> Iterator[dict[str, str]]:
    """Yield what would be sent next for each sentence that lacks a reply.

    Args:
        sentences: the sentences.
        replies: what the model wrote so far.
        corpus: the law.
    """
    for text in sentences:
        try:
            after_replies(text, replies.get(text, []), corpus)
        except Unwritten as next_:
            yield {"sentence": text, "system": next_.system, "prompt": next_.prompt}
