"""A language model that rewrites a sentence as a question, which the user confirms.

The model is the one that the user has set up for the library `llm`. It never answers: its output is accepted only if it
is a question that the ordinary parser understands, and is then offered to the user.
"""

from __future__ import annotations

import json
import re
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import date
from typing import Any

from engine.question.as_fields import fields_of
from engine.question.offers import AskedAgain
from engine.question.reading.productions import word_classes
from engine.question.sentence import parse_question
from engine.question.tokens import cut
from engine.question.vocabulary import looks_like_question
from engine.question.ways import TURNING
from treaties.loading.corpus import cache_folder
from treaties.models.corpus import Corpus
from treaties.support.limits import QUESTION
from treaties.support.sibling_toml import sibling_toml
from treaties.vocabulary.days import SpokenDay, day_of, in_words
from treaties.vocabulary.errors import CONTROL, CasusError, needed

NAME = "llm"
SECONDS = 60
"""The time limit for the model, in seconds."""
MARK = "llm-told"
"""The file in the cache folder that records for which models the user was told what leaves the machine."""
NOTHING = "NONE"
TASK: str = sibling_toml(__file__)["task"]
"""The instructions for the model."""


def reworded(text: str | None, given: Any, corpus: Callable[[], Corpus]) -> str | None:
    """Rewrite a sentence with a language model if the options name one; otherwise return it unchanged.

    Args:
        text: the user's sentence.
        given: the options by name; `reader` and `on` are used.
        corpus: a function that loads the law.

    Raises `AskedAgain` with the question for the user to confirm, and `CasusError` if the model wrote none.
    """
    reader = given.get("reader")
    if not reader:
        return text
    if reader != NAME:
        remedy = f"write `--reader {NAME}`, or leave it out"
        raise CasusError(f"`{reader}` is no reader", remedy=remedy)
    if not text or not looks_like_question(text) or len(text) > QUESTION:
        remedy = "type one, or leave `--reader` out"
        raise CasusError(f"`--reader {NAME}` rewrites a whole question", remedy=remedy)
    model = _model()
    _tell(model.model_id)
    written = _one_line(_written(model, text), model.model_id)
    on = day_of(given["on"]) if given.get("on") else None
    raise _to_confirm(text, written, model.model_id, corpus(), on)


def _model() -> Any:
    """The model that the user has set up; raises `MissingExtra` without the library, `CasusError` without a model."""
    library = needed(NAME, NAME)
    try:
        return library.get_model()
    except Exception as error:
        why = _one(error)
        remedy = "`llm models default MODEL` sets one"
        raise CasusError(
            f"no model is set up for `llm`: {why}", remedy=remedy
        ) from None


def _tell(model: str) -> None:
    """Say, the first time that a model is used, what leaves the machine."""
    folder = cache_folder()
    mark = folder / MARK if folder else None
    known: list[str] = []
    with suppress(OSError):
        known = mark.read_text(encoding="utf-8").splitlines() if mark else []
    if model in known:
        return
    print(
        f"casus: your sentence and a page of instructions go to the model `{model}`, as `llm` is set up here.\n"
        "  A hosted model takes them off this machine. Nothing else is sent, and no answer comes from a model.",
        file=sys.stderr,
    )
    with suppress(OSError):
        if mark:
            mark.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            mark.write_text("\n".join([*known, model, ""]), encoding="utf-8")


def _written(model: Any, text: str) -> str:
    """What the model writes; raises `CasusError` where it fails, or takes too long."""
    done: list[str | Exception] = []

    def work() -> None:
        try:
            done.append(str(model.prompt(text, system=TASK).text()))
        except Exception as error:
            done.append(error)

    thread = threading.Thread(target=work, daemon=True)
    thread.start()
    thread.join(SECONDS)
    remedy = "ask without `--reader`"
    if not done:
        slow = f"the model `{model.model_id}` did not reply in {SECONDS} seconds"
        raise CasusError(slow, remedy=remedy)
    if isinstance(done[0], Exception):
        failed = f"the model `{model.model_id}` failed: {_one(done[0])}"
        raise CasusError(failed, remedy=remedy)
    return done[0]


def _one(error: Exception) -> str:
    """What an error of the library says, in one line."""
    return " ".join(str(error).split()) or type(error).__name__


def _one_line(written: str, model: str) -> str:
    """The one question that a model wrote; raises `CasusError` where it wrote anything else."""
    line = written.strip().strip("`\"'“”").strip()
    remedy = "ask without `--reader`"
    if not line:
        raise CasusError(f"the model `{model}` wrote nothing", remedy=remedy)
    if line.rstrip(".") == NOTHING:
        none = f"the model `{model}` finds no question about treaties in it"
        raise CasusError(none, remedy=remedy)
    plain = not CONTROL.search(line) and "\n" not in line and len(line) <= QUESTION
    if not plain or line.count("?") != 1 or not line.endswith("?"):
        wrote = f"the model `{model}` wrote `{line}`, which is not one question"
        raise CasusError(wrote, remedy=remedy)
    return line


def _to_confirm(
    text: str, written: str, model: str, corpus: Corpus, on: date | None
) -> CasusError:
    """The question that the model wrote as it is read, for the user to confirm; an error where it is not read."""
    try:
        meant = parse_question(written, corpus, on=on)
    except CasusError as error:
        wrote = f"the model `{model}` wrote `{written}`, which is not read"
        return CasusError(f"{wrote}: {error.message}", remedy="ask without `--reader`")
    if on:  # the option says it, and goes with the question
        meant = replace(meant, day=None)
    question = meant.question(corpus)
    before, after = _named(text, corpus), _named(question, corpus)
    left = tuple(words for key, words in before.items() if key not in after)
    added = [words for key, words in after.items() if key not in before]
    why = f"the model `{model}` rewrote the sentence"
    if added:
        why += f" and put in {', '.join(f'`{w}`' for w in added)}"
    fields = fields_of(meant, corpus)
    rewrote = CasusError(why, remedy="ask it if it is what you meant")
    return AskedAgain(rewrote, (question,), ((*left, *meant.not_read),), (fields,))


def _named(text: str, corpus: Corpus) -> dict[str, str]:
    """The states, places, treaties, days and denials of a sentence, each by what it means with its words."""
    found: dict[str, str] = {}
    with suppress(CasusError):
        for piece in cut(text, corpus):
            denies = piece.what == "HARM" and piece.value in TURNING
            if piece.what in ("NAME", "ADJECTIVE", "RULER"):
                found.setdefault(
                    _state(piece.text, str(piece.value), corpus), piece.text
                )
            elif piece.what in ("INSTRUMENT", "ARTICLE"):
                found.setdefault(str(piece.value) or piece.text.casefold(), piece.text)
            elif denies:
                found.setdefault(piece.text.casefold(), piece.text)
            elif isinstance(piece.value, SpokenDay):
                found.setdefault(in_words(piece.value.day), piece.text)
    words = re.findall(r"[^\W_]+", text.casefold())
    denied = (w for w in words if w in word_classes()["NOT"] | word_classes()["NO"])
    return {word: word for word in denied} | found


def _state(text: str, value: str, corpus: Corpus) -> str:
    """The id of the state that a word names or stands for; the word itself where it names none."""
    with suppress(CasusError):
        return corpus.states.resolve(value.split("/")[0] or text).id
    return json.dumps(text.casefold())
