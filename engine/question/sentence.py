"""Questions in the user's own words: cut into pieces, read, and put together as a value.

What stands between the islands is not read where it is harmless (`ordinary.toml`), and said; where it may change the
meaning (a table of `groups.toml`), or is near a name, the sentence is asked back.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import islice

from engine.question import accounted
from engine.question.again import AskedAgain, asked_again
from engine.question.asking import ASK, Asking, joined
from engine.question.misspelt import Mend, mends
from engine.question.reading.lattice import undated
from engine.question.reading.reader import NotSpanned, Sense, senses
from engine.question.spans import in_which_year
from engine.question.tokens import LONGEST_NAME, Piece, cut, stands_for
from engine.question.understood import Understood
from engine.question.vocabulary import (
    bare,
    islands,
    phrases,
    slot,
    word_set,
    words,
    written_as,
)
from treaties.models.corpus import Corpus
from treaties.models.groups import NoState
from treaties.models.states import NotThen
from treaties.support.limits import QUESTION
from treaties.vocabulary.days import SpokenDay, Undated
from treaties.vocabulary.errors import CasusError
from treaties.vocabulary.names import listed

MOST = 8
"""Words not understood that are named."""


def looks_like_question(text: str) -> bool:
    """Tell whether a text is a sentence and no name of a state.

    >>> looks_like_question("If Estonia is attacked, who is drawn in?"), looks_like_question("North Korea")
    (True, False)
    """
    if "?" in text or (len(text) > QUESTION and " " in text):
        return True
    words, known = re.findall(r"[^\W_]+", text.casefold()), phrases()
    ends = (
        (i, j)
        for i in range(len(words))
        for j in range(i + 1, min(i + LONGEST_NAME, len(words)) + 1)
    )
    marks = [
        known[key][0] for i, j in ends if (key := bare(" ".join(words[i:j]))) in known
    ]
    return len(words) > 1 and any(
        w in word_set("telling") or w.startswith(("VERB", "THREAT")) for w in marks
    )


def parse_question(
    text: str, corpus: Corpus, today: date | None = None, *, on: date | None = None
) -> Understood:
    """Read a question from a sentence.

    Args:
        text: the sentence.
        corpus: the law, whose states, places and groups it may name.
        today: the day that `today` means; that of the clock where left out.
        on: a day that was given apart from the sentence, which then must not name one.

    Raises `CasusError` naming every word that was not understood.

    >>> from treaties.loading.corpus import load_corpus
    >>> law = load_corpus()
    >>> asked = parse_question("Must China help if Guam is attacked by North Korea in 2026?", law)
    >>> print(asked.wording(law))
    understood as: the United States attacked by North Korea at Guam, on 1 January 2026 (for `2026`); asked about
    China
    """
    if len(text) > QUESTION:
        raise CasusError(
            f"a question of {len(text)} characters is too long", remedy=ASK
        )
    try:
        return _parsed(text, corpus, today, on)
    except (NotThen, NoState) as error:
        raise error from None
    except CasusError as error:
        raise asked_again(
            error, text, corpus, lambda t: _parsed(t, corpus, today, on)
        ) from None


def _parsed(
    text: str, corpus: Corpus, today: date | None, on: date | None
) -> Understood:
    every = cut(text, corpus, today)
    named = [p.value.day.year for p in every if isinstance(p.value, SpokenDay)]
    if time := next(
        (p for p in every if p.what == "TIME" and int(str(p.value)[:4]) not in named),
        None,
    ):
        words = f"{written_as('beside').search(text[: time.start])[0]}{time.text}"  # type: ignore[index]
        raise Undated(
            f"`{words}` is no day",
            remedy=ASK,
            words=words,
            days=(date.fromisoformat(str(time.value)),),
        )
    if found := _read_whole(text, every, corpus, today, on):
        return found
    every = _rewritten(_twins(_without_commas(every), corpus))
    day = _day(every, on)
    pieces = [p for p in every if p.what not in word_set("dropped")]
    code = _code(pieces)
    sentence = Asking(
        text, pieces, code, corpus, day.day if day else today or date.today()
    )
    strange = list(islice(_strange(pieces, text, corpus), MOST))
    if near := [found for found in strange if found[1]]:
        raise _unknown(near)
    sentence.requests()
    _harmless(sentence)
    try:
        found = _read(sentence, day)
    except CasusError:
        unknown = (
            strange
            if sentence.taken
            else [(p.text, "") for p in pieces if p.what == "UNKNOWN"]
        )
        if len(unknown) > 1 or (unknown and not sentence.taken):
            raise _unknown(unknown) from None
        raise
    if strange:
        raise _unknown(strange)
    accounted.check(every, corpus)
    if day is None and _told_as_past(sentence):
        raise in_which_year(found, corpus)
    left = [
        p
        for n, p in enumerate(pieces)
        if p.what == "UNKNOWN" and n not in sentence.taken
    ]
    skipped = [
        p
        for p in every
        if p in left or (p.what in word_set("skipped") and p.text[:1].isalnum())
    ]
    presumed = tuple(p.text.casefold() for p in every if p.what == "PRESUMED")
    return replace(found, not_read=_together(text, skipped), presumed=presumed)


def _without_commas(pieces: list[Piece]) -> list[Piece]:
    """The pieces without the commas round what is presumed: `Russia, unprovoked, attacks`."""
    gone: set[int] = set()
    for n, piece in enumerate(pieces):
        round_it = [m for m in (n - 1, n + 1) if 0 <= m < len(pieces)]
        if piece.what == "PRESUMED" and all(
            pieces[m].what == "COMMA" for m in round_it
        ):
            gone |= set(round_it) if len(round_it) == 2 else set()
    return [p for n, p in enumerate(pieces) if n not in gone]


def _read_whole(
    text: str, every: list[Piece], corpus: Corpus, today: date | None, on: date | None
) -> Understood | None:
    """What a sentence says where its readings take up every word and are one; None where none does."""
    pieces = undated(_twins(every, corpus))
    try:
        found = senses(text, pieces, corpus, today or date.today(), _day(pieces, on))
    except NotSpanned:
        return None
    kept = [p for p in pieces if p.what not in {*word_set("dropped"), "RULER"}]
    if any(near for _, near in _strange(kept, text, corpus)):
        return None
    if len(found) > 1:
        raise _several(found, corpus)
    return found[0].understood


def _several(found: list[Sense], corpus: Corpus) -> AskedAgain:
    """The error for a sentence that may be several questions, with each of them."""
    questions = tuple(dict.fromkeys(r.understood.question(corpus) for r in found))
    either = "`or` asks two questions at once"
    remedy = "ask one of them, or say `and` where both happen"
    several = f"it may be read as {len(found)} questions"
    if any(r.either for r in found):
        return AskedAgain(CasusError(either, remedy=remedy), questions)
    return AskedAgain(CasusError(several, remedy="ask the one you mean"), questions)


def pieces_of(text: str, corpus: Corpus, today: date) -> list[Piece]:
    """Cut a sentence into its pieces, with the other half of a state that is named as a name.

    Args:
        text: the sentence.
        corpus: the law, whose names are pieces.
        today: the day that `today` means.
    """
    return _twins(cut(text, corpus, today), corpus)


def _code(pieces: list[Piece]) -> str:
    letters = words("grammar")["letters"]
    return "".join(letters[p.what] for p in pieces)


def _wary(pieces: list[Piece]) -> str:
    """The code in which a name that is not known has a letter of its own, and a figure that of what may change the
    meaning.
    """
    letters = list(_code(pieces))
    for n, piece in enumerate(pieces):
        if (
            piece.what == "UNKNOWN"
            and piece.start
            and re.search(r"\d|(?:^|\s)[A-Z]", piece.text)
        ):
            letters[n] = "!" if re.search(r"\d", piece.text) else "<"
    return "".join(letters)


def _rewritten(pieces: list[Piece]) -> list[Piece]:
    """The pieces as the first patterns of the grammar have them: each group of a pattern is named by what its pieces
    become.
    """
    found = list(pieces)
    for form in islands("first", "".join(words("grammar")["letters"].values())):
        groups = (
            (name, m.span(name))
            for m in form.finditer(_wary(found))
            for name in form.groupindex
        )
        for n, name in ((n, group) for group, span in groups for n in range(*span)):
            piece, what = found[n], name.rstrip("0123456789")
            sign = piece.what == "UNKNOWN" and not piece.text[0].isalnum()
            kept = (
                sign or piece.what in ("DAY", "STOP") or piece.value in word_set("kept")
            )
            kept = (
                kept
                if what == "CONTEXT"
                else what == "YEAR" and not piece.text.isdigit()
            )
            found[n] = piece if kept else piece._replace(what=what)
    return found


def _twins(pieces: list[Piece], corpus: Corpus) -> list[Piece]:
    """The pieces with the other half of a state that is named as a name: `the North` beside South Korea."""
    found = list(pieces)
    ids = {
        i
        for p in pieces
        if p.what in ("NAME", "ADJECTIVE")
        for i in stands_for(p)
        if i[:6] in ("north-", "south-")
    }
    for n, piece in enumerate(pieces):
        twins = (
            {f"{piece.text.casefold()}-{i[6:]}" for i in ids}
            if piece.what == "UNKNOWN"
            else set()
        )
        if (meant := next((t for t in twins if t in corpus.states), "")) and pieces[
            n - 1
        ].what == "THE":
            found[n] = piece._replace(what="NAME", value=meant)
    return found


def _told_as_past(sentence: Asking) -> bool:
    """Whether it is asked what states had to do: `who had to help`, `was Italy bound`, `would it have had to help`."""
    words = [p.text.casefold() for p in sentence.pieces]
    if re.search(r"\b(would|ll|d) (\S+ )*?have had\b", " ".join(words)):
        return True
    if {"would", "could", "might", "d"} & set(words):
        return False
    past, code = word_set("past"), sentence.code
    return any(
        word in past
        and (code[max(n - 1, 0) : n] in ("", *",;Wqw&iE_") or code[n : n + 2] == "mo")
        for n, word in enumerate(words)
    )


def _together(text: str, pieces: list[Piece]) -> tuple[str, ...]:
    """The words of some pieces, those that stand beside each other in one."""
    found: list[Piece] = []
    for piece in pieces:
        beside = found and re.fullmatch(
            r"\s+(?:(?:the|an?)\s+)?", text[found[-1].end : piece.start]
        )
        found.append(piece._replace(start=found.pop().start) if beside else piece)
    return tuple(text[p.start : p.end] for p in found)


def _read(sentence: Asking, day: SpokenDay | None) -> Understood:
    """What the sentence says and asks; raises `CasusError` where that is not one thing."""
    if found := re.search("[MU](?P<who>[NJ])", sentence.code):
        sentence.speaker = sentence.parties(range(*found.span("who")), "asked")
        sentence.taken.update(range(*found.span()))
    acts = sentence.acts()
    asks = sentence.asks(acts[0].victim if acts else ())
    whole = joined(acts, asks, sentence)
    sentence.not_read(whole, asks)
    taken = {i for a in whole for i in (*a.victim, *a.by)}
    about = tuple(a for a in asks.about if a not in taken) if asks.group else asks.about
    if both := set(about) & taken:
        sentence.differ(
            both, "attacks or is attacked here itself", "ask about another state"
        )
    return replace(
        asks, acts=whole, day=day, about=about, given=sentence.given(whole[0].victim)
    )


def _day(pieces: list[Piece], on: date | None) -> SpokenDay | None:
    days = list(
        dict.fromkeys(
            p.value
            for p in pieces
            if p.what == "DAY" and isinstance(p.value, SpokenDay)
        )
    )
    if len({d.day for d in days}) > 1:
        raise CasusError(
            f"the sentence says {listed(f'`{d.words}`' for d in days)}",
            remedy="say one day",
        )
    if days and on:
        raise CasusError("the sentence already says `on`", remedy="say it once")
    return days[0] if days else SpokenDay(on, on.isoformat()) if on else None


def _harmless(sentence: Asking) -> None:
    """Raises `CasusError` for a word that may change the meaning of the rest."""
    pieces, code, other = sentence.pieces, sentence.code, words("grammar")["other"]
    spans = (
        slot(f, "ok") or range(*f.span())
        for form in islands("harmless", code)
        for f in form.finditer(code)
    )
    harmless = {n for span in spans for n in span}
    for n, piece in enumerate(pieces):
        if (
            piece.what in other
            and n not in harmless
            and not (piece.what == "MAY" and "d" in code)
        ):
            raise CasusError(
                f"`{piece.text}` {other[piece.what][0]}",
                remedy=other[piece.what][1] or ASK,
            )
    topic = {
        n for n in harmless if pieces[n].value == "compares"
    }  # `Congo v Rwanda: …`
    if found := next(
        (
            p
            for n, p in enumerate(pieces)
            if p.what == "HARM" and n not in sentence.taken | topic
        ),
        None,
    ):
        why = next(
            c.why for c in sentence.corpus.groups.asked_back if c.name == found.value
        )
        word = "not" if found.text.casefold() == "t" else found.text.removeprefix("s ")
        raise CasusError(f"`{word}` {why}", remedy=ASK)


def _strange(
    pieces: list[Piece], text: str, corpus: Corpus
) -> Iterator[tuple[str, str]]:
    """The unknown words that may mean something: near a name or a word that is known, in capitals, figures or signs."""
    found, listed_before = mends(text, pieces, corpus), list[Mend]()
    for piece in pieces:
        if piece.what == "RULER":
            yield piece.text, f"`{piece.value}`"
        elif piece.what == "UNKNOWN":
            within = [m for m in found if m.start < piece.end and piece.start < m.end]
            near = [m for m in within if m.tells]
            new = [m for m in near if m not in listed_before]
            yield from ((text[m.start : m.end], f"`{m.right}`") for m in new)
            listed_before += new
            opens = (
                not re.search(r"[\w,]$", text[: piece.start].rstrip(" \"'“("))
                or text.isupper()
            )
            named = [
                w
                for n, w in enumerate(piece.text.split())
                if not w.isalpha() or not (w.islower() or n < opens)
            ]
            if named and not near:
                yield piece.text, ""


def _unknown(words: list[tuple[str, str]]) -> CasusError:
    """The error for words that are not understood, each with what it may have been."""
    text = listed(
        f"`{w}`" + (f" ({near}?)" if near and not all(n for _, n in words) else "")
        for w, near in words
    )
    verb = "is" if len(words) == 1 else "are"
    meant = listed(near for _, near in words) if all(near for _, near in words) else ""
    return CasusError(
        f"{text} {verb} not understood",
        remedy=f"did you mean {meant}?" if meant else ASK,
    )
