"""A language model that rewrites a sentence as a question, which the user confirms.

The model is the one that the user has set up for the library `llm`. It never answers: its output is accepted only if it
is a question that the ordinary parser understands, and is then offered to the user.
"""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import date
from typing import Any

from engine.analysis.claim_words import ClaimVerdict
from engine.analysis.claims import claims
from engine.interfaces.commands.model_guard import (
    compared,
    lines_compared,
    naming_words,
    unknown_names,
)
from engine.interfaces.commands.model_names import treaties_near
from engine.question.as_fields import fields_of
from engine.question.composing.law_alone import LawAsked
from engine.question.offers import AskedAgain, Call
from engine.question.out_of_scope import says_of
from engine.question.sentence import parse_question
from engine.question.understood import Understood
from engine.question.vocabulary import looks_like_question
from engine.world import World
from treaties.loading.corpus import cache_folder
from treaties.models.corpus import Corpus
from treaties.support.limits import QUESTION
from treaties.support.sibling_toml import sibling_toml
from treaties.vocabulary.days import day_of
from treaties.vocabulary.errors import CONTROL, CasusError, needed

NAME = "llm"
SECONDS = 60
"""The time limit for the model, in seconds."""
MARK = "llm-told"
"""The file in the cache folder that records for which models the user was told what leaves the machine."""
NOTHING = "NONE"
UNCLEAR = "unclear"
ASK_IT = "ask it if it is what you meant"
CLAIM_IT = "claim it if it is what you meant"
LINES = 3
"""The largest number of questions that a model may write for one sentence."""
_TEXTS = sibling_toml(__file__)
TASK: str = _TEXTS["task"]
"""The instructions for the model."""
CLAIM: str = _TEXTS["claim"]
"""The instructions for the model, where the sentence is a claim."""


def reworded(text: str | None, given: Any, corpus: Callable[[], Corpus]) -> str | None:
    """Return a sentence unchanged if the options name no language model; otherwise have the model rewrite the sentence, for the user to confirm.

    Args:
        text: the user's sentence.
        given: the options by name; `reader` and `on` are used.
        corpus: a function that loads the law.

    Raises `AskedAgain` with the question for the user to confirm, and `CasusError` if the model wrote no question.
    """
    reader = given.get("reader")
    if not reader:
        return text
    reader_named(reader)
    if not text or not looks_like_question(text) or len(text) > QUESTION:
        remedy = "type one, or leave `--reader` out"
        raise CasusError(f"`--reader {NAME}` rewrites a whole question", remedy=remedy)
    model = _model()
    _tell(model.model_id)
    on = day_of(given["on"]) if given.get("on") else None
    raise rewritten(
        text, lambda *sent: _written(model, *sent), model.model_id, corpus(), on
    )


def reader_named(reader: str) -> None:
    """Check the name of a reader. Raises `CasusError` for an unknown reader."""
    if reader != NAME:
        remedy = f"write `--reader {NAME}`, or leave it out"
        raise CasusError(f"`{reader}` is no reader", remedy=remedy)


def rewritten(
    text: str,
    write: Callable[[str, str], str],
    model: str,
    corpus: Corpus,
    on: date | None = None,
) -> CasusError:
    """Return an error that offers the user the questions that a model wrote for a sentence; if the engine understands none of them, an error that says so. A question that is not understood, or that leaves out or adds something, is written once more, with the reason beside the sentence.

    Args:
        text: the user's sentence.
        write: sends a sentence and instructions to the model, and returns what it writes.
        model: the name of the model.
        corpus: the law.
        on: a day given in addition to the sentence.
    """
    system = instructions(text, corpus)

    def once(sent: str) -> CasusError:
        written = write(sent, system)
        try:
            lines = _lines(written, model)
        except CasusError as error:
            return error
        return _to_confirm(text, lines, model, corpus, on)

    first = once(text)
    if isinstance(first, NotRead):
        return once(asked_once_more(text, first, corpus))
    if not isinstance(first, Rewritten) or not first.changes:
        return first
    second = once(asked_to_keep(text, first))
    kept = isinstance(second, Rewritten) and len(second.changes) <= len(first.changes)
    return second if kept else first


def claim_reworded(text: str, on: date | None, world: World) -> AskedAgain:
    """Have a language model rewrite a claim, and return the result for the user to confirm. A claim that is not understood is written once more, with the reason beside the sentence.

    Args:
        text: what the user claims.
        on: the day of a claim that names none.
        world: the law and the readings.

    Raises `CasusError` if the model wrote no claim that is understood.
    """
    if len(text) > QUESTION:
        line = f"a claim of {len(text)} characters is too long for `--reader {NAME}`"
        raise CasusError(line, remedy="give one sentence")
    model = _model()
    _tell(model.model_id)
    return rewritten_claim(
        text, lambda *sent: _written(model, *sent), model.model_id, world, on
    )


def rewritten_claim(
    text: str,
    write: Callable[[str, str], str],
    model: str,
    world: World,
    on: date | None = None,
) -> AskedAgain:
    """Return a claim as a model wrote it, for the user to confirm. Raises `CasusError` if the model wrote no claim that is understood.

    Args:
        text: what the user claims.
        write: sends a sentence and instructions to the model, and returns what it writes.
        model: the name of the model.
        world: the law and the readings.
        on: a day of a claim that names none.
    """
    system = instructions(text, world.corpus, CLAIM)
    sent = text
    for _ in range(2):
        line = write(sent, system).strip().strip("`\"'“”").strip()
        if line.rstrip(".") == NOTHING or not line:
            none = f"the model `{model}` finds no claim about treaties in it"
            raise CasusError(none, remedy="claim without `--reader`")
        plain = not CONTROL.search(line) and "\n" not in line and len(line) <= QUESTION
        if not plain or not line.endswith("."):
            wrote = f"the model `{model}` wrote `{line}`, which is not one claim"
            raise CasusError(wrote, remedy="claim without `--reader`")
        why = _not_claimed(line, world, on)
        if not why:
            return _claim_to_confirm(text, line, model, world.corpus, on)
        found = NotRead(line, model, why)
        sent = asked_once_more(text, found, world.corpus)
    raise found


def _not_claimed(line: str, world: World, on: date | None) -> CasusError | None:
    """Why a line is not understood as one claim; None where it is."""
    found = claims(world, line, on=on).claims
    if len(found) != 1:
        return CasusError("it is not one claim")
    lost = (ClaimVerdict.NOT_UNDERSTOOD, ClaimVerdict.NOT_TREATY_LAW)
    return CasusError(found[0].why) if found[0].verdict in lost else None


def _claim_to_confirm(
    text: str, line: str, model: str, corpus: Corpus, on: date | None
) -> AskedAgain:
    """The claim that a model wrote, with the command that judges it; raises `CasusError` where it turns an attack round.

    Args:
        text: what the user claims.
        line: the claim of the model.
        model: the name of the model.
        corpus: the law.
        on: the day of a claim that names none.
    """
    changes = lines_compared(text, line, corpus)
    if changes.turned:
        raise _turned(changes.turned[0], model)
    day = {"on": str(on)} if on else {}
    call = Call("claim", (line,), day, "claim", {"text": line} | day)
    why = _why(model, list(changes.put_in), 1, CLAIM_IT)
    return AskedAgain(why, (line,), (changes.left_out,), (call.arguments,), (call,))


def _turned(words: str, model: str) -> CasusError:
    line = f"the model `{model}` turned round who attacks whom (`{words}`)"
    return CasusError(line, remedy="ask without `--reader`")


def instructions(text: str, corpus: Corpus, task: str = TASK) -> str:
    """Return the instructions for the model, with the names of treaties that the sentence may mean.

    Args:
        text: the user's sentence.
        corpus: the law.
        task: the instructions without the names of treaties.
    """
    names = "\n".join(treaties_near(text, corpus))
    return task + (_TEXTS["named"].format(names=names) if names else "")


def asked_once_more(text: str, error: NotRead, corpus: Corpus) -> str:
    """Return the text that is sent to the model after it wrote a question that is not understood: the sentence, the question, and the reason.

    Args:
        text: the user's sentence.
        error: the error, with the question that is not understood.
        corpus: the law, which knows the names.
    """
    names = ", ".join(f"`{name}`" for name in unknown_names(error.line, corpus))
    unknown = _TEXTS["unknown"].format(names=names) if names else ""
    again = _TEXTS["again"].format(line=error.line, why=error.why, unknown=unknown)
    return f"{text}\n{again}"


def asked_to_keep(text: str, found: Rewritten) -> str:
    """Return the text that is sent to the model after its question left out or added something: the sentence, the question, and the differences."""
    says = {"It leaves out: {}.": found.lost, "It puts in: {}.": found.put_in}
    changes = (
        form.format(", ".join(f"`{word}`" for word in words))
        for form, words in says.items()
        if words
    )
    keep = _TEXTS["keep"].format(lines="\n".join(found.lines), says=" ".join(changes))
    return f"{text}\n{keep}"


class Rewritten(AskedAgain):
    """Raised with the questions that a model wrote, for the user to confirm."""

    lines: tuple[str, ...] = ()
    """The questions as the model wrote them."""
    put_in: tuple[str, ...] = ()
    """What the questions name and the sentence does not."""
    lost: tuple[str, ...] = ()
    """What the sentence names and none of the questions has: states, places, treaties, days."""

    @property
    def changes(self) -> tuple[str, ...]:
        """All words that the questions leave out or add."""
        return (*self.lost, *self.put_in)


class NotRead(CasusError):
    """Raised for a question by a model that the ordinary parser does not understand."""

    def __init__(self, line: str, model: str, error: CasusError) -> None:
        wrote = f"the model `{model}` wrote `{line}`, which is not read"
        super().__init__(f"{wrote}: {error.message}", remedy="ask without `--reader`")
        self.line, self.why = line, str(error)


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


def _written(model: Any, text: str, system: str) -> str:
    """What the model writes; raises `CasusError` where it fails, or takes too long."""
    done: list[str | Exception] = []

    def work() -> None:
        try:
            done.append(str(model.prompt(text, system=system).text()))
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


def _lines(written: str, model: str) -> list[str]:
    """The questions that a model wrote, each a line; raises `CasusError` where it wrote anything else."""
    whole = written.strip().strip("`\"'“”").strip()
    remedy = "ask without `--reader`"
    if not whole:
        raise CasusError(f"the model `{model}` wrote nothing", remedy=remedy)
    none, _, kind = whole.partition(":")
    if none.rstrip(".") == NOTHING:
        raise _none(kind.strip(" ."), model)
    lines = [line.strip() for line in whole.splitlines() if line.strip()]
    plain = len(lines) <= LINES and all(map(_is_question, lines))
    if not plain:
        wrote = f"the model `{model}` wrote `{whole}`, which is not one question"
        raise CasusError(wrote, remedy=remedy)
    return list(dict.fromkeys(lines))


def _is_question(line: str) -> bool:
    """Whether a line is one question without signs that steer a terminal."""
    plain = not CONTROL.search(line) and len(line) <= QUESTION
    return plain and line.count("?") == 1 and line.endswith("?")


def _none(kind: str, model: str) -> CasusError:
    """The error for a sentence that is no question, by the kind that the model gives; its own words are not shown."""
    says = _TEXTS["unclear"] if kind == UNCLEAR else says_of(kind)
    line = f"the model `{model}` finds no question about treaties in it"
    line += f": {says}" if says else ""
    return CasusError(line, remedy="ask without `--reader`")


def _to_confirm(
    text: str, lines: list[str], model: str, corpus: Corpus, on: date | None
) -> CasusError:
    """The questions that the model wrote as they are read, for the user to confirm; an error where one is not read."""
    found: dict[str, Understood] = {}
    for line in lines:
        try:
            meant = parse_question(line, corpus, on=on)
        except LawAsked as asked:
            return _law_handed_on(text, line, asked, model, corpus)
        except CasusError as error:
            several = len(lines) > 1
            return (
                _not_questions(lines, model) if several else NotRead(line, model, error)
            )
        if on:  # the option says it, and goes with the question
            meant = replace(meant, day=None)
        found.setdefault(_read_again(meant, line, corpus, on), meant)
    found |= _no_attacker_put_in(text, found, corpus, on)
    return _offered(text, lines, found, model, corpus)


def _offered(
    text: str,
    lines: list[str],
    found: dict[str, Understood],
    model: str,
    corpus: Corpus,
) -> CasusError:
    """The questions of a model with what they leave out and put in; an error where one turns an attack round.

    Args:
        text: the user's sentence.
        lines: what the model wrote.
        found: its questions in plain form, as they are read.
        model: the name of the model.
        corpus: the law.
    """
    changes = [compared(text, meant, corpus) for meant in found.values()]
    if turned := [words for one in changes for words in one.turned]:
        return _turned(turned[0], model)
    pairs = zip(changes, found.values(), strict=True)
    left = tuple((*one.left_out, *meant.not_read) for one, meant in pairs)
    fields = tuple(fields_of(meant, corpus) for meant in found.values())
    put_in = [words for one in changes for words in one.put_in]
    offer = Rewritten(_why(model, put_in, len(found)), tuple(found), left, fields)
    offer.lines = tuple(lines)
    offer.lost = _lost_by_all(left, naming_words(text, corpus))
    offer.put_in = tuple(w for w in dict.fromkeys(put_in) if w != "today")
    return offer


def _lost_by_all(left: Sequence[tuple[str, ...]], names: set[str]) -> tuple[str, ...]:
    """Those of some words that every question leaves out."""
    lost = names.intersection(*left)
    return tuple(word for word in left[0] if word in lost)


def _no_attacker_put_in(
    text: str, found: dict[str, Understood], corpus: Corpus, on: date | None
) -> dict[str, Understood]:
    """The question of a model without its attackers, if the sentence names none of them; empty if it names one.

    Args:
        text: the user's sentence.
        found: the questions of the model.
        corpus: the law.
        on: a day given in addition.
    """
    if len(found) > 1:
        return {}
    (meant,) = found.values()
    by = {corpus.states[i].name for act in meant.acts for i in act.by}
    if not by or by - set(compared(text, meant, corpus).put_in):
        return {}
    acts = tuple(replace(act, by=()) for act in meant.acts)
    question = replace(meant, acts=acts).question(corpus)
    with suppress(CasusError):
        return {question: parse_question(question, corpus, on=on)}
    return {}


def _read_again(meant: Understood, line: str, corpus: Corpus, on: date | None) -> str:
    """A question in plain form, if it is read as it was meant; else the line of the model.

    Args:
        meant: what was understood.
        line: the question of the model.
        corpus: the law.
        on: a day given in addition.
    """
    question = meant.question(corpus)
    with suppress(CasusError):
        again = parse_question(question, corpus, on=on)
        if (again.acts, again.topic) == (meant.acts, meant.topic):
            return question
    return line


def _why(model: str, put_in: list[str], count: int, remedy: str = ASK_IT) -> CasusError:
    """The line above the questions of a model: that they are its own, and what they add to the sentence.

    Args:
        model: the name of the model.
        put_in: what the questions name and the sentence does not.
        count: the number of questions.
        remedy: what the user does with one question.
    """
    why = f"the model `{model}` rewrote the sentence"
    why += f" in {count} ways" if count > 1 else ""
    if put_in:
        why += f" and put in {', '.join(f'`{w}`' for w in dict.fromkeys(put_in))}"
    return CasusError(why, remedy="ask the one you mean" if count > 1 else remedy)


def _not_questions(lines: list[str], model: str) -> CasusError:
    wrote = f"the model `{model}` wrote `{' '.join(lines)}`, which is not one question"
    return CasusError(wrote, remedy="ask without `--reader`")


def _law_handed_on(
    text: str, line: str, asked: LawAsked, model: str, corpus: Corpus
) -> AskedAgain:
    """The commands that answer a question about a treaty alone, which the model wrote.

    Args:
        text: the user's sentence.
        line: the question of the model.
        asked: the commands that answer it.
        model: the name of the model.
        corpus: the law.
    """
    changes = lines_compared(text, line, corpus)
    why = _why(model, list(changes.put_in), len(asked.questions))
    left = (changes.left_out,) * len(asked.questions)
    return AskedAgain(why, asked.questions, left, asked.arguments, asked.verbs)
