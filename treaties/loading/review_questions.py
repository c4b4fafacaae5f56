"""Hints for editors: points that are not faults but should be checked again."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta
from itertools import pairwise

from treaties.loading.toml_lines import Text
from treaties.models.bibliography import Bibliography
from treaties.models.conditions import Judgement, LeagueCouncilFinding, Request
from treaties.models.corpus import Corpus
from treaties.models.legs import every_leg
from treaties.models.parties import Party
from treaties.models.treaty import Obligation, Treaty
from treaties.models.warrant import warrant
from treaties.support.grouping import grouped
from treaties.support.mending import Loc
from treaties.vocabulary.errors import Problem
from treaties.vocabulary.precision import earliest
from treaties.vocabulary.terms import Rank, Trigger, Warrant

WINDOW = re.compile(
    r"\b(?:within|for|during|after)\s+(?:\w+\s+)?(?:\d+|two|three|four|five|six|ten|twelve)\s+(?:month|week|day)s?\b",
    re.I,
)
"""A period in running text, in days, weeks or months; a term of years is a treaty's duration and has its own fields."""
REQUEST = re.compile(
    r"\b(?:at|on|upon) (?:\w+(?:'s)? ){0,3}(?:request|demand)\b|\b(?:when|where|as soon as) (?:it is )?asked\b"
    r"|\bif (?:\w+ ){1,3}asks\b",
    re.I,
)
"""Words that suggest a duty depends on a request."""
SEARCHES = 3
"""The number of unsuccessful searches after which the words of a duty to help count as unavailable."""
COUNCIL = re.compile(r"\bLeague\b|\bCovenant\b")


def hints(
    corpus: Corpus, text_of: Callable[[str, str], Text | None]
) -> list[tuple[str, Problem]]:
    """Return the points of the corpus that an editor should check again, with their kinds. Files without a text are
    skipped.
    """
    found: list[tuple[str, Problem]] = []
    for t in corpus.treaties:
        if text := text_of("data", t.id):
            for kind, (_, look) in KINDS.items():
                found += [
                    (kind, text.problem(loc, message))
                    for loc, message in look(t, corpus)
                ]
    return found


def hints_on_sources(
    books: Iterable[tuple[Bibliography, Text]],
) -> list[tuple[str, Problem]]:
    """Return the points of the bibliography that an editor should check again: sources never opened, and texts without
    an address.
    """
    found = []
    for book, text in books:
        for i, s in enumerate(book.sources):
            if not s.seen:
                found.append(
                    (
                        "unopened",
                        text.problem(("sources", i), f"`{s.id}` was never opened"),
                    )
                )
            if s.kind == "text" and not s.address:
                found.append(
                    (
                        "no-address",
                        text.problem(
                            ("sources", i), f"the text `{s.id}` has no address"
                        ),
                    )
                )
    return found


def _dead(t: Treaty, corpus: Corpus) -> Iterator[tuple[Loc, str]]:
    if t.since is None:
        return
    for i, p in enumerate(t.parties):
        since, until = _span(t, p)
        alive = [
            s
            for s in corpus.states[p.state].spans
            if s[0] < until and (s[1] is None or s[1] > since)
        ]
        if not alive:
            yield (
                ("parties", i),
                f"`{p.state}` did not exist on any day on which it is bound: it owes nothing",
            )
            continue
        last = alive[-1][1]
        if alive[0][0] > since:
            yield (
                ("parties", i),
                f"`{p.state}` is bound from {since} and existed only from {alive[0][0]}",
            )
        for (_, gone), (back, _) in pairwise(alive):
            yield (
                ("parties", i),
                f"`{p.state}` is bound through the time from {gone} to {back}, when it did not exist",
            )
        if last and last < until:
            end = f"until {until}" if until < date.max else "without an end"
            yield (
                ("parties", i),
                f"`{p.state}` is bound {end} and existed only until {last - timedelta(days=1)}",
            )


def _span(t: Treaty, p: Party) -> tuple[date, date]:
    since = max(d for d in (t.since, p.since) if d)
    return since, min((d for d in (t.until, p.until) if d), default=date.max)


def _means(t: Treaty, _: Corpus) -> Iterator[tuple[Loc, str]]:
    """A guarantee in general words beside an article that says what is done when it is called."""
    weaker = grouped((o.trigger, o) for o in t.obligations if o.duty.lesser)
    for i, o in enumerate(t.obligations):
        if not o.duty.drawn_in or o.trigger in (Trigger.WAR, Trigger.THREAT):
            continue
        for other in weaker.get(o.trigger, ()):
            if other.article != o.article and _same_legs(o, other):
                own = f"Art. {other.article} names its own means (`{other.duty}`) for the same event"
                yield ("obligations", i), f"{own}: does Art. {o.article} go further?"
                break


def _same_legs(one: Obligation, other: Obligation) -> bool:
    return _meet(one.beneficiaries, other.beneficiaries) and _meet(
        one.obligors, other.obligors
    )


def _meet(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether two lists have a state in common; one that is left out names all parties."""
    return not (one and other) or not set(one).isdisjoint(other)


def _windows(t: Treaty, _: Corpus) -> Iterator[tuple[Loc, str]]:
    for i, o in enumerate(t.obligations):
        hit = WINDOW.search(f"{o.phrase} . {o.gist} . {o.note}")
        if hit and not (
            o.since or o.until or any(isinstance(c, Judgement) for c in o.conditions)
        ):
            message = f"a window stands in words (`{hit[0].lower()}`)"
            yield ("obligations", i), f"{message} and neither dated nor asked about"


def _requests(t: Treaty, _: Corpus) -> Iterator[tuple[Loc, str]]:
    for i, o in enumerate(t.obligations):
        hit = REQUEST.search(o.gist)
        if (
            hit
            and not o.duty.standing
            and not any(isinstance(c, Request | Judgement) for c in o.conditions)
        ):
            yield (
                ("obligations", i),
                f"a request stands in words (`{hit[0].lower()}`), and no condition waits for it",
            )


def _gates(t: Treaty, _: Corpus) -> Iterator[tuple[Loc, str]]:
    """The hint that one paragraph has a gate that its neighbour lacks, or that a gate stands in words alone."""
    gated = {_root(o.article) for o in t.obligations if _gate(o)}
    for i, o in enumerate(t.obligations):
        if not o.duty.drawn_in or _gate(o):
            continue
        if _root(o.article) in gated:
            other = f"another paragraph of Art. {_root(o.article)}"
            yield (
                ("obligations", i),
                f"{other} waits for the Council: does this one not?",
            )
        elif COUNCIL.search(o.gist) and not any(
            isinstance(c, Judgement) for c in o.conditions
        ):
            yield (
                ("obligations", i),
                "the Council is named in words, and no condition asks about it",
            )


def _gate(o: Obligation) -> bool:
    return any(isinstance(c, LeagueCouncilFinding) for c in o.conditions)


def _root(article: str) -> str:
    return re.split(r"[.(,;:]", article)[0].strip()


def _sources(t: Treaty, _: Corpus) -> Iterator[tuple[Loc, str]]:
    for i, o in enumerate(t.obligations):
        if not o.source:
            yield ("obligations", i), f"Art. {o.article} does not say where it was read"


def _unopened(t: Treaty, corpus: Corpus) -> Iterator[tuple[Loc, str]]:
    cited = corpus.known_sources(t.sources)
    if cited and not any(s.seen for s in cited):
        yield ("sources",), "none of its sources was opened"


def _no_text(t: Treaty, corpus: Corpus) -> Iterator[tuple[Loc, str]]:
    named = (*t.sources, *(o.source for o in t.obligations if o.source))
    cited = corpus.known_sources(named)
    if t.text_available and t.obligations and not any(s.address for s in cited):
        yield ("sources",), "no source of it has an address"


def _unsearched(t: Treaty, corpus: Corpus) -> Iterator[tuple[Loc, str]]:
    """A duty of help in force whose words are public and were neither seen nor looked for often enough."""
    today = corpus.current_to or date.max
    if t.since is None or not t.holds_on(today):
        return
    for i, o in enumerate(t.obligations):
        if not (o.duty.drawn_in and o.holds_on(today)):
            continue
        if warrant(t, o) is Warrant.NOT_SEEN and len(o.searches) < SEARCHES:
            listed = f"`searches` lists {len(o.searches)} of at least {SEARCHES}"
            yield (
                ("obligations", i),
                f"the words of Art. {o.article} were not seen, and {listed}",
            )


def _unlisted(t: Treaty, _: Corpus) -> Iterator[tuple[Loc, str]]:
    for i, p in enumerate(t.parties):
        if not p.verified and not p.unverifiable:
            yield ("parties", i), f"`{p.state}` was not found in a list of parties"


def _one_party(t: Treaty, _: Corpus) -> Iterator[tuple[Loc, str]]:
    if t.rank is Rank.POLITICAL and len(t.states) < 2:
        yield ("parties",), "a joint declaration of one state"


def _never(t: Treaty, corpus: Corpus) -> Iterator[tuple[Loc, str]]:
    """A duty that nobody ever owes: its obligors and those it is owed to are never bound together."""
    if t.since is None:
        return
    end = max(corpus.current_to or date.max, t.since + timedelta(days=1))
    for i, o in enumerate(t.obligations):
        if not any(since < end for _, (since, _) in every_leg(t, o)):
            yield ("obligations", i), f"nobody ever owes Art. {o.article} to anybody"


def _to_come(t: Treaty, _: Corpus) -> Iterator[tuple[Loc, str]]:
    """Days on which something is said to have been done and that are still to come, as in a draft or by a slip."""
    done: list[tuple[Loc, date | None]] = [
        (("signed",), t.signed),
        (("published",), t.published),
    ]
    done += [
        (("obligations", i, "published"), o.published)
        for i, o in enumerate(t.obligations)
    ]
    done += [(("invoked", i, "day"), x.day) for i, x in enumerate(t.invoked)]
    done += [
        (("sources", i, "read"), getattr(s, "read", None))
        for i, s in enumerate(t.cited)
    ]
    for loc, day in done:
        if day and earliest(day) > date.today():
            yield loc, f"`{loc[-1]}` is {day}, a day to come: is the year mistyped?"


KINDS: dict[str, tuple[str, Callable[[Treaty, Corpus], Iterator[tuple[Loc, str]]]]] = {
    "dead-state": ("states bound while they did not exist", _dead),
    "own-means": ("articles of help beside one that names the means", _means),
    "window": ("windows of time told in words", _windows),
    "request": ("requests in words", _requests),
    "gate": ("paragraphs beside one that waits for the Council", _gates),
    "no-source": ("articles that do not say where they were read", _sources),
    "unread": ("instruments none of whose sources was opened", _unopened),
    "no-text": ("instruments without a source that has an address", _no_text),
    "unsearched": ("unseen articles of help in force, hardly searched", _unsearched),
    "unlisted": ("parties not found in a list of parties", _unlisted),
    "one-party": ("joint declarations of one state", _one_party),
    "to-come": ("days still to come of what is said to be done", _to_come),
    "never-owed": ("duties that nobody ever owes", _never),
}
"""For each kind of hint, its description (for use with a number) and the function that finds it."""

ASKED = {kind: asks for kind, (asks, _) in KINDS.items()}
ASKED |= {"unopened": "sources never opened", "no-address": "texts without an address"}
"""What each kind of hint asks, by its name."""
