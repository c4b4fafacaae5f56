"""The error raised for a sentence that cannot be read. It contains whole questions, or commands with their arguments, to
use instead.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from treaties.vocabulary.errors import CasusError


class Call(NamedTuple):
    """A command that answers without an attack, and the equivalent tool call."""

    verb: str
    names: tuple[str, ...]
    options: dict[str, str]
    tool: str
    arguments: dict[str, Any]

    @property
    def words(self) -> tuple[str, ...]:
        """The words of the command line after the name of the program."""
        options = ((f"--{name}", value) for name, value in self.options.items())
        return (self.verb, *self.names, *(word for pair in options for word in pair))

    @property
    def command(self) -> str:
        """The command line, with words in quotes that have spaces."""
        quoted = (
            json.dumps(w, ensure_ascii=False) if " " in w else w for w in self.words
        )
        return " ".join(("casus", *quoted))


class AskedAgain(CasusError):
    """Raised for a sentence that is not one clear question; offers whole questions that it may mean, the likeliest
    first. Message and remedy are those of the error that the sentence itself raised.

    Attributes:
        questions: the questions, each clear by itself.
        left_out: for each question the words of the sentence that it leaves out.
        arguments: for each question the fields of a query that asks it.
        verbs: for each question the command that answers it if no query can; otherwise None.
    """

    def __init__(
        self,
        error: CasusError,
        questions: tuple[str, ...],
        left_out: tuple[tuple[str, ...], ...] = (),
        arguments: tuple[dict[str, Any], ...] = (),
        verbs: Sequence[Call | None] = (),
    ) -> None:
        self.questions = self.meant = questions
        self.left_out = left_out or ((),) * len(questions)
        self.arguments = arguments or tuple({"victim": q} for q in questions)
        self.verbs = tuple(verbs) or (None,) * len(questions)
        remedy = "" if str(error.remedy).startswith("ask it as") else error.remedy
        super().__init__(*error.message.split("\n"), remedy=remedy)

    def leaving_out(self, words: tuple[str, ...]) -> AskedAgain:
        """Return a copy of the error in which each question also leaves out the given words."""
        left = tuple((*words, *before) for before in self.left_out)
        error = CasusError(*self.message.split("\n"), remedy=self.remedy)
        return AskedAgain(error, self.questions, left, self.arguments, self.verbs)

    def offers(self) -> Iterator[str]:
        """Yield two lines for each question: how the sentence was understood, and the command that asks it."""
        rows = zip(self.readings(), self.questions, self.verbs, strict=True)
        for line, question, verb in rows:
            yield line
            asked = f"casus ask {json.dumps(question, ensure_ascii=False)}"
            yield verb.command if verb else asked

    def readings(self) -> Iterator[str]:
        """Yield a line for each question: how the sentence was understood, and which words the question leaves out."""
        for question, words in zip(self.questions, self.left_out, strict=True):
            left = f" Left out: *{', '.join(words)}*." if words else ""
            yield f"I read: {question}{left}"

    def calls(self) -> Iterator[str]:
        """Yield a line for each question: how the sentence was understood, and the arguments of a tool call that asks
        the question.
        """
        rows = zip(self.readings(), self.arguments, self.verbs, strict=True)
        for line, given, verb in rows:
            tool = f" Tool: `{verb.tool}`." if verb and verb.tool != "ask" else ""
            asked = json.dumps(verb.arguments if verb else given, ensure_ascii=False)
            yield f"{line}{tool} Arguments: {asked}"

    def to_dict(self) -> dict[str, Any]:
        """Return the error as a dictionary ready for JSON: the questions, the fields that ask them, and the words that
        each leaves out. A command that answers without an attack is given as a command line.
        """
        offered = zip(
            self.questions, self.arguments, self.left_out, self.verbs, strict=True
        )
        rows = [
            {"question": q, "arguments": given, "left_out": list(left)}
            | ({"command": verb.command} if verb else {})
            for q, given, left, verb in offered
        ]
        return super().to_dict() | {"offered": rows}
