"""Two answers side by side: who appeared, who vanished, who moved nearer or farther, and through which treaties."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from engine.forms.answer_page import CAVEAT
from engine.forms.answer_tables import CODES, about, who
from engine.forms.charts import Shift, moves
from engine.forms.page import Grid, Lines, Page, Shown, joined
from engine.forms.prose import para, standing
from engine.forms.table import INT, TEXT, Framed, Table, table
from engine.turning.changes import as_data, same
from engine.turning.inquiry import Tables
from engine.verdicts.grounds import Ground
from engine.verdicts.rows import Row
from engine.verdicts.verdict import Status, Verdict
from treaties.keywords import keywords
from treaties.legs import legs_of
from treaties.model import Treaty

if TYPE_CHECKING:
    from engine.answer import Answer

KINDS = {
    "appeared": "APPEARED: out of reach before, within reach of being drawn in now",
    "nearer": "NEARER",
    "farther": "FARTHER",
    "changed": "ANOTHER DUTY TO HELP, as near as before",
    "vanished": "VANISHED: within reach of being drawn in before, out of reach now",
    "principal": "PRINCIPAL in one of the two only",
    "lesser": "LESSER DUTIES: to consult, to stay neutral",
}
"""The kinds of change, in the order in which they are told."""


@dataclass(frozen=True)
class Link:
    """A duty that one of the two answers has and the other has not.

    `in_force` says whether its article was in force in the other answer too, so that only the way there is new;
    `former` is an ended instrument by which the obligor had owed the same state help.
    """

    ground: Ground
    in_force: bool
    former: Treaty | None = None

    def to_dict(self) -> dict[str, Any]:
        """The JSON form."""
        g = self.ground
        former = {"treaty": self.former.id, "until": str(self.former.until)} if self.former else None
        return {
            "treaty": g.treaty, "article": g.article, "duty": str(g.duty), "toward": g.toward,
            "in_force_in_both": self.in_force, "former": former,
        }  # fmt: skip


@dataclass(frozen=True)
class Change:
    """What became of one state."""

    state: str
    name: str
    kind: str
    before: Verdict
    after: Verdict
    gained: tuple[Link, ...] = ()
    lost: tuple[Link, ...] = ()


@dataclass(frozen=True)
class Comparison(Framed, Shown):
    """The changes from a first answer to a second; empty where the two say the same."""

    first: Answer = field(repr=False)
    second: Answer = field(repr=False)
    changes: tuple[Change, ...]

    def __iter__(self) -> Iterator[Change]:
        return iter(self.changes)

    def __len__(self) -> int:
        return len(self.changes)

    def __getitem__(self, state: str | int) -> Change:
        ident = self.second.corpus.states.resolve(state, self.second.setting.on).id
        found = next((c for c in self.changes if c.state == ident), None)
        if found is None:
            raise KeyError(f"nothing changed for `{state}`")
        return found

    def of_kind(self, kind: str) -> tuple[Change, ...]:
        """The changes of one kind (see `KINDS`)."""
        return tuple(c for c in self.changes if c.kind == kind)

    def __str__(self) -> str:
        return "\n".join(self._lines())

    def _lines(self) -> Iterator[str]:
        yield para(f"First:  {_title(self.first)}", 0, 8)
        yield para(f"Second: {_title(self.second)}", 0, 8)
        yield ""
        if not self.changes:
            yield "Nothing changed."
            return
        for kind, head in KINDS.items():
            group = self.of_kind(kind)
            if group:
                yield head
            for c in group:
                yield para(f"{c.name} — {standing(c.after)}; before: {standing(c.before)}", 2, 4)
                for sign, links in (("+", c.gained), ("-", c.lost)):
                    yield from (para(f"{sign} {self.told_link(x, gained=sign == '+')}", 6) for x in links[:4])
                    if len(links) > 4:
                        yield f"      {sign} and {len(links) - 4} more"

    @property
    def titles(self) -> tuple[str, str]:
        """The two questions in words, with day and reading."""
        return _title(self.first), _title(self.second)

    def told_link(self, link: Link, *, gained: bool) -> str:
        """A duty gained or lost, in a line."""
        g = link.ground
        o, t = g.clause.obligation, g.clause.treaty
        text = f"{g.clause.label} ({g.duty}), toward {(self.second if gained else self.first).setting.name(g.toward)}"
        if link.in_force:
            return f"{text}; in force in both, what differs is the way there"
        if not gained:
            until = min((d for d in (o.until, t.until) if d), default=None)
            return f"{text}; in force until {until}" if until else text
        bound = (p.since for p in t.parties if p.state in (g.obligor, g.toward))
        text += f"; in force since {max(d for d in (o.since, t.since, *bound) if d)}"
        if link.former:
            text += f"; such a link had been missing since {link.former.until}, when {link.former.name} ended"
        return text

    def to_dict(self) -> dict[str, Any]:
        """The JSON form."""

        def side(a: Answer) -> dict[str, Any]:
            return {
                "on": a.setting.on.isoformat(), "title": a.title, "reading": a.asked.id if a.asked else None,
                "corpus": a.corpus.hash,
            }  # fmt: skip

        return {
            "schema": 1,
            "first": side(self.first),
            "second": side(self.second),
            "changes": [
                {
                    "state": c.state,
                    "name": c.name,
                    "kind": c.kind,
                    "before": as_data(c.before),
                    "after": as_data(c.after),
                    "gained": [x.to_dict() for x in c.gained],
                    "lost": [x.to_dict() for x in c.lost],
                }
                for c in self.changes
            ],
        }

    def _page(self) -> Page:
        return comparison_page(self)

    def _tables(self) -> Mapping[str, Callable[[], Table]]:
        return comparison_tables(self)


@keywords
def compare(first: Answer, second: Answer) -> Comparison:
    """What changed from one answer to another: two days, scenarios, readings or states of the law.

    >>> from engine import ask
    >>> then, now = (ask("Russia", by="Ukraine", on=f"{y}-06-01", background=False) for y in (2023, 2025))
    >>> compare(then, now)["China"].kind, compare(then, then).changes
    ('appeared', ())
    """
    rows = {r.state: r for r in first.rows}
    states = list(dict.fromkeys([*(r.state for r in second.rows), *rows]))
    found = []
    for state in states:
        before, after = (next((r for r in a.rows if r.state == state), None) for a in (first, second))
        change = _change(first, second, state, before, after)
        if change:
            found.append(change)
    order = list(KINDS)
    return Comparison(first, second, tuple(sorted(found, key=lambda c: order.index(c.kind))))


_ABSENT = Verdict(Status.NO_TREATY)


def _change(first: Answer, second: Answer, state: str, before: Row | None, after: Row | None) -> Change | None:
    one = before.verdict if before else _ABSENT
    two = after.verdict if after else _ABSENT
    if same(one, two) or (one.duty is None and two.duty is None and Status.PRINCIPAL not in (one.status, two.status)):
        return None
    near, far = _nearness(two), _nearness(one)
    helps = [v.duty is not None and v.duty.drawn_in and v.status is not Status.RELEASED for v in (one, two)]
    if (one.status is Status.PRINCIPAL) != (two.status is Status.PRINCIPAL):
        kind = "principal"
    elif not helps[0] and not helps[1]:
        kind = "lesser"
    elif helps[0] != helps[1]:
        kind = "appeared" if helps[1] else "vanished"
    else:
        kind = "changed" if near == far else "nearer" if near < far else "farther"
    gained = _links(before, after, first, second)
    lost = tuple(Link(x.ground, x.in_force) for x in _links(after, before, second, first))
    return Change(state, second.setting.name(state), kind, one, two, gained, lost)


def _nearness(v: Verdict) -> tuple[int, int, int]:
    return v.status.order, v.distance.total, v.distance.judgements


def _links(old: Row | None, new: Row | None, before: Answer, after: Answer) -> tuple[Link, ...]:
    """The duties that the new row has and the old one has not, nearest first."""
    had = {(g.clause.key, g.toward) for g, v in ((j.ground, j.verdict) for j in old.judged) if v.duty} if old else set()
    found = []
    for g, v in ((j.ground, j.verdict) for j in new.judged) if new else ():
        if v.duty is None or (g.clause.key, g.toward) in had:
            continue
        in_force = g.clause.key in before.graph.clauses and g.obligor in before.graph.parties[g.treaty]
        former = None if in_force or not g.duty.drawn_in else _former(after, g, before.setting.on)
        found.append(Link(g, in_force, former))
    return tuple(sorted(found, key=lambda x: (not x.ground.duty.drawn_in, x.in_force)))


def _former(answer: Answer, ground: Ground, on: date) -> Treaty | None:
    """The last instrument, ended by that day, by which the obligor owed the same state help."""
    ended = []
    for t in answer.corpus.treaties:
        if t.until is None or t.until > on:
            continue
        legs = (leg for o in t.obligations if o.duty.drawn_in for leg, _ in legs_of(t, o, ground.obligor))
        if any((leg.obligor, leg.beneficiary) == (ground.obligor, ground.toward) for leg in legs):
            ended.append(t)
    return max(ended, key=lambda t: (t.until or on, t.id), default=None)


def _title(answer: Answer) -> str:
    asked = f", read as {answer.asked.name}" if answer.asked else ""
    return f"{answer.title} [{answer.setting.on}{asked}]"


COMPARISON = {
    "state": TEXT, "name": TEXT, **CODES, "year1": INT, "year2": INT, "change": TEXT, "status1": TEXT, "duty1": TEXT,
    "events1": INT, "judgements1": INT, "status2": TEXT, "duty2": TEXT, "events2": INT, "judgements2": INT,
    "gained": TEXT, "lost": TEXT,
}  # fmt: skip
"""One row a state that changed, from the first answer (1) to the second (2). `gained` and `lost` are ids of treaties."""


def comparison_tables(found: Comparison) -> Tables:
    """The table of changes."""
    first, second = found.first, found.second

    def rows() -> Iterator[dict[str, Any]]:
        for c in found:
            sides = (
                {
                    f"status{n}": str(v.status), f"duty{n}": str(v.duty) if v.duty else None,
                    f"events{n}": v.distance.events, f"judgements{n}": v.distance.judgements,
                }
                for n, v in ((1, c.before), (2, c.after))
            )  # fmt: skip
            links = {
                word: " ".join(dict.fromkeys(x.ground.treaty for x in found)) or None
                for word, found in (("gained", c.gained), ("lost", c.lost))
            }
            yield {
                "state": c.state, "name": c.name, **who(second, c.state), "year1": first.setting.on.year,
                "year2": second.setting.on.year, "change": c.kind, **next(sides), **next(sides), **links,
            }  # fmt: skip

    return {"changes": lambda: table(COMPARISON, rows(), **about(second))}


def comparison_page(found: Comparison) -> Page:
    """A comparison: where each state stood and where it stands, and through which treaties."""
    groups: dict[tuple[str, ...], list[str]] = {}
    drawn: dict[tuple[str, ...], tuple[list[str], Verdict, Verdict]] = {}
    for c in found:
        links = [f"+ {found.told_link(x, gained=True)}" for x in c.gained[:4]]
        links += [f"− {found.told_link(x, gained=False)}" for x in c.lost[:4]]
        links += [f"and {n} more"] if (n := max(0, len(c.gained) - 4) + max(0, len(c.lost) - 4)) else []
        cells = (c.kind, standing(c.before), standing(c.after), "\n".join(links))
        groups.setdefault(cells, []).append(c.name)
        if c.kind != "lesser" and not c.before.status is c.after.status is Status.PRINCIPAL:
            drawn.setdefault(cells[:3], ([], c.before, c.after))[0].append(c.name)
    rows = [(joined(names), *cells) for cells, names in groups.items()]
    title = f"{found.titles[0]} against {found.titles[1]}"
    shown = [
        Shift(joined(names, 3) if len(names) < 5 else f"{len(names)} states: {joined(names, 2)}", _place(a), _place(b))
        for names, a, b in drawn.values()
    ]
    when = (str(found.first.setting.on), str(found.second.setting.on))
    words = when if when[0] != when[1] else ("first", "second")
    picture = (
        moves(f"From {words[0]} to {words[1]}: how near to being drawn in", shown[:25], words=words) if shown else ""
    )
    parts = [Grid(("State", "Change", "First", "Second", "Links"), rows)] if rows else [Lines(["Nothing changed."])]
    return Page(title, picture, parts, CAVEAT)


def _place(v: Verdict) -> tuple[Status, int | None]:
    helping = v.status is Status.PRINCIPAL or (
        v.duty is not None and v.duty.drawn_in and v.status is not Status.RELEASED
    )
    return v.status, v.distance.total if helping else None
