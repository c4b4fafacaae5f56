"""How much a no is worth: what was read, what exists and was not, what nobody looked for; and what is about to change."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from engine.output.call_rows import in_a_row
from engine.output.prose import cited
from engine.verdicts.calls import called
from engine.verdicts.solution import Solution, solve
from treaties.change import binding
from treaties.models.watch import Pending
from treaties.vocabulary.days import in_words
from treaties.vocabulary.precision import earliest

NAMED = 3
"""Instruments that were not read and are named; the others are counted."""


def read_and_not_looked_for(solution: Solution) -> Iterator[str]:
    """How many pacts of the outside lists were read, and what no list reaches; nothing where there is no list."""
    corpus, day = solution.corpus, solution.setting.on
    counts = [(x.name, x.last, *found) for x in corpus.lists if (found := x.on(day))]
    if counts:
        said = "; ".join(
            f"{have} of the {of} defence pacts that {name} counts in {year}{', its last year' if day.year > last else ''}"
            for name, last, year, have, of in counts
        )
        yield f"Read, and none binds: {said}."
        if day.year > (last := max(x.last for x in corpus.lists)):
            to = f"; the law was followed to {in_words(corpus.current_to)}" if corpus.current_to else ""
            yield f"Not looked for on any list: what was made after {last}{to}."


def unread(solution: Solution, states: Iterable[str] = (), *, alliances: bool = False) -> str:
    """Instruments between a state attacked and another that exist and were not read; with `states` only those of one of them.

    With `alliances` only those that a list of alliances counts.
    """
    day, attacked = solution.setting.on, set(solution.setting.attacked)
    with_, against = set(states), set(solution.setting.attacking)
    found = [
        k
        for k in solution.corpus.known_of
        if k.year <= day.year and (k.until is None or k.until > day.year) and (k.atop or k.cow or not alliances)
        if attacked & set(k.states) and set(k.states) - attacked - against and (not with_ or with_ & set(k.states))
    ]
    names = [f"{k.title} ({k.year})" for k in sorted(found, key=lambda k: (-k.year, k.id))]
    return f"Not read, and perhaps in force: {cited(names, NAMED)}." if names else ""


def pending(solution: Solution) -> Iterator[str]:
    """What watched instruments would add at once if they were in force, and which of those that are called may end; each
    kind in one line."""
    groups: dict[str, list[str]] = {}
    corpus, setting = solution.corpus, solution.setting
    held = {t.id: t for t in corpus.treaties}
    to = f" as of {in_words(corpus.current_to)}" if corpus.current_to else ""
    for w in corpus.watched:
        treaty = held.get(w.treaty)
        if treaty is None or earliest(treaty.signed) > setting.on or not set(setting.attacked) & set(treaty.states):
            continue
        if w.pending in (Pending.DENOUNCED, Pending.EXPIRING):
            if set(setting.attacked) & set(treaty.parties_on(setting.on)):
                groups.setdefault(f"{w.pending.capitalize()}, and in force{to}", []).append(treaty.name)
            continue
        if treaty.since:
            continue
        alone = corpus.model_copy(update={"treaties": (binding(treaty),)})
        found = called(solve(alone, solution.scenario, rounds=1)).calls
        if added := [c for c in found if c.treaty.rank.binding and not c.duty.forbids_help]:
            groups.setdefault(f"Signed, not in force{to}, would add", []).append(in_a_row(solution, added[:NAMED]))
    return (f"{head}: {'; '.join(found)}." for head, found in groups.items())
