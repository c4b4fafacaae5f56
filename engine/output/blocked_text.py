"""Sentences on what no article asks, and on what is not known of the law."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from engine.findings.calls import triggered_articles
from engine.findings.extent import DetailOptions
from engine.findings.findings import Findings
from engine.findings.pending import not_read, pending
from engine.findings.shown_articles import undated_treaties
from engine.output.breach_line import by_treaty
from engine.output.clause_words import in_full
from engine.output.prose import capital, cited, the
from engine.record.rows import TreatyLink
from treaties.support.grouping import grouped
from treaties.vocabulary.days import in_words

OTHERS = 3
"""The largest number of instruments named when no article applies to the events."""


def no_article(link: TreatyLink) -> str:
    """Return a sentence that names the instruments between a state and the attacked states if none of their articles
    applies to these events; empty if an article applies.

    >>> no_article(TreatyLink(answers=False))
    'no treaty in force that day links it to anybody attacked'
    """
    if link.answers:
        return ""
    if link.kind == "none":
        return "no treaty in force that day links it to anybody attacked"
    helps = any(c.obligation.duty.drawn_in for c in link.owes)
    parts = [f"no article {'for such events' if helps else 'of help'}"]
    parts += [f"in force: {cited(by_treaty(link.owes), OTHERS)}"] * bool(link.owes)
    parts += [f"owed to it, not by it: {cited(by_treaty(link.owed), OTHERS)}"] * bool(
        link.owed
    )
    return "; ".join(parts)


def not_known(solution: Findings, extent: DetailOptions) -> list[str]:
    """Return sentences on law that may be missing: unpublished texts, unchecked points, or a search that found nothing."""
    lines = [*_nothing_found(solution, extent), *pending_lines(solution)]
    if dated := dict.fromkeys(undated_treaties(solution, extent)):
        names = cited(dated, None if extent.all else OTHERS)
        lines.append(f"Dates to be checked before relying on them: {names}.")
    if extent.all:
        lines += _not_looked_for(solution)
    return lines


def _nothing_found(solution: Findings, extent: DetailOptions) -> Iterator[str]:
    """Say that no instrument binds anybody to help the attacked states, and what was read."""
    victims = the(solution.setting, *solution.setting.attacked)
    if not victims or any(
        c.helping and c.live for c in triggered_articles(solution).calls
    ):
        return
    known = len(solution.graph.parties)
    none = f"None of the {known} instruments known here and in force that day binds anybody to help {victims}."
    read = (*read_and_not_looked_for(solution), unread(solution, extent.only))
    yield " ".join(filter(None, (none, *read)))


def _not_looked_for(solution: Findings) -> Iterator[str]:
    """Where the search ended: by rounds, by acts, or by the number of open answers."""
    if not solution.completeness.rounds:
        yield "Later rounds were not looked at (`--rounds`)."
    if solution.completeness.further_off:
        end = "what is given (`--far 1`)"
        if solution.completeness.far:
            end = "the next act and two more judgements (`--far 2`)"
        yield f"Nothing was looked for beyond {end}."
    least = solution.completeness.exact_below
    if least is not None:
        yield f"What is {least} or more open answers away may be missing, nothing else."


NAMED = 3
"""The largest number of unread instruments named, and of duties that a signed treaty would add."""


def read_and_not_looked_for(solution: Findings) -> Iterator[str]:
    """Yield sentences that say how many pacts of the outside lists the corpus has, and which law no list covers;
    nothing if the corpus has no list.
    """
    corpus, day = solution.corpus, solution.setting.on
    counts = [(x.name, x.last, *found) for x in corpus.lists if (found := x.on(day))]
    if counts:
        text = "; ".join(
            f"{have} of the {of} defence pacts that {name} counts in {year}{', its last year' if day.year > last else ''}"
            for name, last, year, have, of in counts
        )
        yield f"Read, and none binds: {text}."
        if day.year > (last := max(x.last for x in corpus.lists)):
            to = (
                f"; the law was followed to {in_words(corpus.current_to)}"
                if corpus.current_to
                else ""
            )
            yield f"Not looked for on any list: what was made after {last}{to}."


def unread(
    solution: Findings, states: Iterable[str] = (), *, alliances: bool = False
) -> str:
    """Return a sentence naming instruments between an attacked state and another that exist but were not read; empty if
    there are none.

    Args:
        solution: the answer.
        states: the ids of the states whose instruments are named; by default all.
        alliances: name only instruments that a list of alliances includes.
    """
    found = not_read(solution, states)
    names = [f"{k.title} ({k.year})" for k in found if k.atop or k.cow or not alliances]
    return f"Not read, and perhaps in force: {cited(names, NAMED)}." if names else ""


def pending_lines(solution: Findings) -> tuple[str, ...]:
    """Return a line on the duties that pending instruments would add at once, and lines on instruments in force that
    may end.
    """
    found: list[tuple[str, str]] = []
    last = solution.corpus.current_to
    to = f" as of {in_words(last)}" if last else ""
    for p in pending(solution):
        if p.watched:
            names = the(solution.setting, *p.watched.by)
            by = f" by {names}" if names else ""
            head = capital(f"{p.watched.pending}{by}, and in force{to}")
            found.append((head, p.treaty.name))
        else:
            added = "; ".join(in_full(solution, c) for c in p.foremost[:NAMED])
            found.append(("Signed, not in force, would add", added))
    return tuple(f"{head}: {'; '.join(what)}." for head, what in grouped(found).items())
