"""Pledges of one state to another, or to all others, as a result and in words: the first help, then a line for each duty."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from engine.analysis.pledge_words import Wording, on_all, on_event, short_line
from engine.forms.result import DayText, Part, Result, Unwritten
from engine.forms.shown import Shown
from engine.output.prose import CAVEAT, capital, listed, number, para, word_count
from treaties.support.grouping import grouped
from treaties.vocabulary.days import in_words
from treaties.vocabulary.names import instrument_in_line
from treaties.vocabulary.terms import Duty

SHOWN = 4
"""The largest number of pledges of help to one state that the short text has."""
FIRST = 5
"""The largest number of groups of states that are named first among all whom a state must help."""
SAVED = 2
"""The largest number of pledges by which what is owed may exceed what is owed in return, to be called the same."""
WORDS = 32
"""The largest number of words of the first pledge with its conditions in one sentence."""
TREATIES = 3
"""The largest number of treaties named by which the same is owed in return."""


@dataclass(frozen=True)
class Pledge(Part):
    """One article by which a state is bound to others."""

    state: str
    toward: tuple[str, ...]
    """The ids of the beneficiaries."""
    duty: str
    treaty: str
    article: str
    label: str
    """The treaty and article as cited."""
    trigger: str
    conditions: tuple[str, ...]
    """Further conditions, in words."""
    since: str | None
    until: str | None
    """The first day on which it no longer binds."""
    binding: bool
    """Whether the pledge binds in international law."""
    warrant: str
    """How far the article is attested."""
    words: Unwritten[Wording] = field(repr=False)
    line: Unwritten[str] = field(repr=False)
    """The pledge in words, with its period and every condition."""

    @property
    def helps(self) -> bool:
        """Whether the pledge is a promise of help by a treaty."""
        return self.binding and Duty(self.duty).drawn_in


@dataclass(frozen=True)
class Pledges(Result, Shown):
    """The duties of a state toward another, or toward all others, on a day, and what it is owed in return. Pledges to
    one other state are sorted: help first, by treaties of few parties before those of many, the hardest first. Of
    pledges to all others those of the widest treaty come first.
    """

    on: DayText
    state: str
    toward: str | None
    owed: tuple[Pledge, ...]
    returned: tuple[Pledge, ...]
    """What the other state owes in return; empty if no other state is named."""
    lesser: dict[str, int] = field(default_factory=dict)
    """If no other state is named, lesser duties that are not listed, each with its number of beneficiaries."""
    names: Unwritten[dict[str, str]] = field(default_factory=dict, repr=False)
    call: Unwritten[str] = field(default="", repr=False)
    """The command that tells everything."""

    @property
    def verdict(self) -> str:
        """The first help that is owed, with its conditions; toward all others, how many states are helped."""
        return " ".join(self._opening())

    def text(self, *, all: bool = False) -> str:
        """Return the pledges as text.

        Args:
            all: whether to show every pledge, with its period and all of its conditions.
        """
        return "\n".join(self._whole() if all else self._lines())

    def _lines(self) -> Iterator[str]:
        """Write the short form."""
        yield self._title()
        yield ""
        yield from map(para, self._opening())
        rows = list(self._toward_one() if self.toward else self._toward_all())
        yield from rows
        yield ""
        legend = "° Article not read here. " * any("°" in row for row in rows)
        yield para(f"{legend}{CAVEAT} Days and every condition: `{self.call}`.")

    @property
    def _who(self) -> str:
        return self.names[self.state]

    @property
    def _whom(self) -> str:
        return self.names[self.toward] if self.toward else "others"

    def _title(self) -> str:
        return para(f"What {self._who} owes {self._whom} on {in_words(self.on)}.")

    def _opening(self) -> list[str]:
        """Write the first help, and on what it depends; or how many states are helped."""
        helping = [p for p in self.owed if p.helps]
        who = capital(self._who)
        if not helping:
            return [f"{who} owes {self._whom} no help by treaty."]
        if not self.toward:
            return [f"{who} owes help to {_counted(helping)}."]
        words = helping[0].words
        if _of_several_cases(helping):
            base = f"{who} {on_event(words)}"
            return [f"{base}, on conditions that differ by case {words.cited}."]
        whole = f"{who} {on_all(words)} {words.cited}."
        if word_count(whole) <= WORDS or not words.needs:
            return [whole]
        first = f"{who} {on_event(words)} {words.cited}."
        return [first, f"This holds only if {listed(words.needs)}."]

    def _toward_one(self) -> Iterator[str]:
        """Write all else that is owed to one state, and what it owes in return."""
        helping = [p for p in self.owed if p.helps]
        named = helping[0].words.treaty if helping else ""
        first = [] if _of_several_cases(helping) else helping[:1]
        left = [p for p in self.owed if p not in first]
        yield from _rows(left, SHOWN - len(first), named)
        yield ""
        yield from self._back()

    def _back(self) -> Iterator[str]:
        """Write what is owed in return: the same, perhaps save an article or two; or by which treaties the same, and
        what else.
        """
        head = f"In return {self._whom}"
        less = _not_returned(self.owed, self.returned)
        alike, differing = _compared(self.owed, self.returned)
        if less:
            cited = listed([instrument_in_line(p.words.cited[1:-1]) for p in less])
            yield para(f"{head} owes {self._who} the same, save under {cited}.")
        elif alike or not differing:
            yield para(f"{head} owes {self._who} {self._same(alike, differing)}.")
        if less or not differing:
            return
        if len(differing) == 1 and not alike:
            yield para(f"{head} {_in_full(differing[0])}.")
            return
        yield para("It also owes:" if alike else f"{head} owes {self._who}:")
        yield from _rows(differing, SHOWN, spaced=False)

    def _same(self, alike: Sequence[Pledge], differing: Sequence[Pledge]) -> str:
        """Write that nothing is owed in return, or the same, by all treaties or by some."""
        if not alike:
            return "nothing by treaty"
        owed = {p.treaty for p in self.owed if p.binding}
        whole = not differing and owed == {p.treaty for p in alike}
        names = _treaties(p.words.treaty for p in alike)
        return "the same" if whole else f"the same by {names}"

    def _toward_all(self) -> Iterator[str]:
        """Write whom a state must help, by duty, condition and rank, and how many states it owes less."""
        yield ""
        for head, pledges in self._by_duty().items():
            if pledges:
                yield para(f"{capital(head)}: {_items(pledges)}.", 2, 2)
        if self.lesser:
            each = [
                f"{Duty(d).modal} {Duty(d).verb.partition(',')[0]} ({number(n)})"
                for d, n in self.lesser.items()
            ]
            yield ""
            yield para(f"Lesser duties, with the number of states: {listed(each)}.")

    def _by_duty(self) -> dict[str, Sequence[Pledge]]:
        """Group pledges to all others: those without conditions by duty, those on conditions where they reach further
        states, and those below a treaty.
        """
        helping = [p for p in self.owed if p.helps]
        free = [p for p in helping if not p.words.needs]
        found = dict(
            sorted(grouped((p.words.deed, p) for p in free).items(), key=_hardness)
        )
        helped = {s for p in free for s in p.toward}
        more = [p for p in helping if not helped.issuperset(p.toward)]
        below = [p for p in self.owed if not p.binding]
        return {
            **found,
            "only on conditions": more,
            "in promises that are not treaties": below,
        }

    def _whole(self) -> Iterator[str]:
        """Write every pledge with its days and conditions."""
        yield self._title()
        yield from (para(p.line, 2, 2) for p in self.owed)
        if self.toward:
            yield ""
            yield para(f"What {self._whom} owes {self._who} in return.")
            yield from (para(p.line, 2, 2) for p in self.returned)


def _of_several_cases(helping: Sequence[Pledge]) -> bool:
    """Tell whether the first help is but one case of what its article promises: the same deed on the same event, each
    time on other conditions.
    """
    if not helping or not helping[0].words.needs:
        return False
    first, *others = [p.words for p in helping]
    same = (w for w in others if (w.deed, w.cited) == (first.deed, first.cited))
    return any(w.event.startswith(first.event) for w in same)


def _compared(
    owed: Sequence[Pledge], returned: Sequence[Pledge]
) -> tuple[list[Pledge], list[Pledge]]:
    """Divide what is owed in return: by treaties that ask the same of both, and by others. Of treaties without help the
    first are left out where there are others.
    """
    back = [p for p in returned if p.binding]
    ours, theirs = _by_treaty(p for p in owed if p.binding), _by_treaty(back)
    differing = [p for p in back if theirs[p.treaty] != ours.get(p.treaty)]
    alike = [p for p in back if p not in differing]
    return [p for p in alike if p.helps or not differing], differing


def _not_returned(owed: Sequence[Pledge], returned: Sequence[Pledge]) -> list[Pledge]:
    """List the one or two pledges that are all in which what is owed exceeds what is owed in return; none where they
    differ in more.
    """
    ours = {_asked(p): p for p in owed if p.binding}
    theirs = {_asked(p): p for p in returned if p.binding}
    less = [p for asks, p in ours.items() if asks not in theirs]
    if not theirs or len(less) > SAVED or not theirs.keys() < ours.keys():
        return []
    # An article that asks something in return too is not all of it saved.
    cited = {p.words.cited for p in theirs.values()}
    return [] if any(p.words.cited in cited for p in less) else less


def _asked(p: Pledge) -> tuple[object, ...]:
    """Say what a pledge asks, apart from who owes it to whom."""
    return p.treaty, p.article, p.duty, p.trigger, len(p.conditions)


def _by_treaty(pledges: Iterable[Pledge]) -> dict[str, set[object]]:
    """Say of each treaty what it asks of a state: the same of two that owe each other the same."""
    found: dict[str, set[object]] = {}
    for p in pledges:
        found.setdefault(p.treaty, set()).add(_asked(p))
    return found


def _hardness(group: tuple[str, Sequence[Pledge]]) -> int:
    """Say where pledges of one duty stand among others."""
    return Duty(group[1][0].duty).rank


def _counted(helping: Sequence[Pledge]) -> str:
    """Count the states that are helped and name the first: those whose help depends on nothing, if there are any."""
    settled = [p for p in helping if not p.words.needs]
    first = settled or helping
    states = {s for p in first for s in p.toward}
    named = list(dict.fromkeys(p.words.to for p in first))[:FIRST]
    left = states - {s for p in first if p.words.to in named for s in p.toward}
    whom = listed([*named, *[f"{number(len(left))} more"] * bool(left)])
    count = f"{number(len(states))} state{'s' * (len(states) > 1)}"
    return f"{count}{'' if settled else ', only on conditions'}: {whom}"


def _items(pledges: Sequence[Pledge]) -> str:
    """Name those who are helped, each with the articles."""
    each = grouped((f"{p.words.to}{p.words.against}", p.words.cited) for p in pledges)
    items = [
        f"{whom} ({'; '.join(dict.fromkeys(c[1:-1] for c in cited))})"
        for whom, cited in each.items()
    ]
    return "; ".join(items)


def _treaties(names: Iterable[str]) -> str:
    """Name the first of some treaties."""
    different = list(dict.fromkeys(names))
    more = ["others"] * (len(different) > TREATIES)
    return listed([*different[:TREATIES], *more])


def _rows(
    pledges: Sequence[Pledge], most: int, named: str = "", *, spaced: bool = True
) -> Iterator[str]:
    """Write pledges in a sentence for each treaty, those below a treaty apart.

    Args:
        pledges: the pledges of one state.
        most: the largest number of pledges of help.
        named: the treaty that the line before names; empty for none.
        spaced: whether an empty line comes first.
    """
    chosen = _chosen([p for p in pledges if p.binding], most)
    yield from [""] * (spaced and bool(chosen))
    # The treaty that is named already comes first.
    chosen.sort(key=lambda p: p.words.treaty != named)
    for treaty, same in grouped((p.words.treaty, p) for p in chosen).items():
        name = "the same treaty" if treaty == named else treaty
        asks = "; ".join(_of_treaty(p) for p in same)
        yield para(f"Under {name} it {asks}.", 2, 2)
    below = _chosen([p for p in pledges if not p.binding], SHOWN)
    if below:
        yield ""
        yield para("Promises that are not treaties:")
        yield from (para(f"{capital(_in_full(p))}.", 2, 2) for p in below)


def _in_full(pledge: Pledge) -> str:
    """Write a pledge with its treaty."""
    return short_line(pledge.words)


def _of_treaty(pledge: Pledge) -> str:
    """Write a pledge with its article alone; the treaty is named before."""
    words = pledge.words
    name = words.treaty.removeprefix("the ")
    article = words.cited[1:-1].removeprefix(name).removeprefix(", ")
    return short_line(words._replace(cited=f"({article})"))


def _chosen(pledges: Sequence[Pledge], most: int) -> list[Pledge]:
    """Choose the first pledges of help and the first of each lesser kind; two that read alike are one."""
    different = list({short_line(p.words): p for p in pledges}.values())
    helping = [p for p in different if Duty(p.duty).drawn_in]
    lesser = grouped((p.duty, p) for p in different if p not in helping)
    return [*helping[:most], *(same[0] for same in lesser.values())]
