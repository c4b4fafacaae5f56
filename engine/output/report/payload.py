"""What the page knows: labels, questions, readings, articles and the steps of the proofs, as JSON data.

The page settles questions and judges grounds by the same rules as `engine.verdicts.grounds` and `engine.labels.labels`;
it derives nothing that the engine has not derived, and it is given every support that the engine has, so that no
reading and no supposition can part the two. A literal is the number 2 x question + answer, a support a list of
literals, both in the order of the engine's.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import cached_property, reduce
from operator import or_
from typing import TYPE_CHECKING, Any

from engine.cascade.facts import Fact, Step
from engine.cascade.questions import FURTHER
from engine.output.blocked_text import no_article
from engine.output.failures import failed_of
from engine.output.owing import mark
from engine.output.result import taken
from engine.output.style import DUTY_LOOKS, LEADS, LOOKS
from engine.verdicts.broken import permanently_neutral
from engine.verdicts.explanation import describe, who_decides
from engine.verdicts.grounds import Ground
from engine.verdicts.rows import StateVerdict
from engine.verdicts.verdict import Status
from treaties.models.edition import edition_line
from treaties.models.reading import Reading
from treaties.vocabulary.terms import Duty

if TYPE_CHECKING:
    from engine.verdicts.solution import Solution

FOREMOST = 8
"""Duties of one state, the nearest, whose proofs are carried."""
PROVED = 2
"""Supports of one duty, the nearest, whose every step is carried; the page finds the proofs of most others among these.
"""


_UNASKED = 2
"""How the page is told that a reading holds a question not asked by the text, where 1 is yes and 0 is no."""


class Payload:
    """The data of one page. `data` is JSON data."""

    def __init__(self, answer: Solution) -> None:
        self.answer = answer
        self._clauses: dict[str, tuple[int, dict[str, Any]]] = {}
        self._sources: dict[str, int] = {}
        self._facts: dict[Fact, int] = {}
        self._steps: dict[Step, None] = {}
        self._lits: dict[tuple[str, bool], None] = {}
        chosen = [r for r in answer.rows if r.grounds or r.status is Status.BELLIGERENT]
        self._collect(chosen)
        # In the engine's order, so that of equally near supports the page takes the engine's.
        self.index = {
            q: i
            for i, q in enumerate(
                sorted(
                    {q for q, _ in self._lits},
                    key=answer.labels.literals.index.__getitem__,
                )
            )
        }
        self.data = self._all(chosen)

    def _collect(self, chosen: list[StateVerdict]) -> None:
        """Every answer that occurs in a support, and the steps by which the nearest were derived."""
        todo: list[tuple[Fact, int]] = []
        used = 0
        for i, g in ((i, g) for row in chosen for i, g in enumerate(row.grounds)):
            for fact, masks in (
                (g.fact, g.due),
                (Fact("arisen", g.fact.args), g.arisen),
            ):
                todo += (
                    [(fact, m) for m in self._nearest(masks)] if i < FOREMOST else []
                )
                used = reduce(or_, masks, used)
        self._lits.update(dict.fromkeys(self.answer.labels.literals.decode(used)))
        seen = set()
        while todo:
            fact, mask = todo.pop()
            if (fact, mask) in seen:
                continue
            seen.add((fact, mask))
            proof = self.answer.labels.proof(fact, mask)
            if proof is None:
                continue
            self._steps[proof.step] = None
            self._lits.update(dict.fromkeys(proof.step.literals))
            todo += zip(proof.step.body, proof.parents, strict=True)

    def _nearest(self, masks: Iterable[int]) -> list[int]:
        """The supports whose proof is carried: the nearest once presumptions are settled."""
        stance = self.answer.stances.under(None)
        return sorted(
            masks,
            key=lambda m: (bool(m & stance.false), (m & ~stance.true).bit_count(), m),
        )[:PROVED]

    def _all(self, chosen: list[StateVerdict]) -> dict[str, Any]:
        a = self.answer
        states = [self._state(r) for r in chosen]
        carried = {r.state for r in chosen}
        steps = [
            self._step(s)
            for s in sorted(
                self._steps, key=lambda s: (s.head, s.rule, s.body, s.literals)
            )
        ]
        return {
            "title": a.heading,
            "on": a.setting.on.isoformat(),
            "corpus": a.corpus.hash,
            "edition": edition_line(a.corpus),
            "asked": a.asked.id if a.asked else "",
            "cut": bool(a.labels.truncated),
            "complete": a.record.complete,
            "first": self._first(),
            "given": self._given(),
            "attacked": a.setting.attacked,
            "attacking": a.setting.attacking,
            "questions": [self._question(q) for q in self.index],
            "readings": [self._reading(r) for r in a.readings],
            "states": states,
            "out": [
                self._out(r) for r in a.rows if r.state not in carried and r.blocked
            ],
            "clauses": [data for _, data in self._clauses.values()],
            "sources": list(map(self._source_data, self._sources)),
            "facts": [describe(a, fact) for fact in self._facts],
            "steps": steps,
            "duties": [
                {
                    "id": str(d),
                    "says": d.meaning,
                    "helps": d.drawn_in,
                    "width": DUTY_LOOKS[d].width,
                }
                for d in Duty
            ],
            "statuses": [_status(s) for s in Status],
        }

    @cached_property
    def _rank(self) -> dict[str, int]:
        """The place of every state in the order in which states are listed."""
        return {
            s: i
            for i, s in enumerate(
                self.answer.display_order.sorted(r.state for r in self.answer.rows)
            )
        }

    def _first(self) -> str:
        """The state to open with: of those called to help at once, else of all that owe, the one whose duty is read in
        most ways.
        """
        rows = [
            r for r in self.answer.rows if r.status is not Status.BELLIGERENT and r.duty
        ]
        helping = [
            r for r in rows if (r.at_once.duty and r.at_once.duty.drawn_in)
        ] or rows
        ways = {
            r.state: len({(v.status, v.duty) for v in r.by_reading.values()})
            for r in helping
        }
        return min(
            ways,
            key=lambda s: (-ways[s], self._rank[s]),
            default=next((r.state for r in self.answer.rows), ""),
        )

    def _given(self) -> list[list[str]]:
        """The events, as words and as whether a war already running brings them."""
        name = self.answer.setting.name
        acts = []
        for e in self.answer.setting.events:
            by = " and ".join(name(s) for s in e.by) or self.answer.setting.unnamed
            on = " and ".join(name(s) for s in (e.against or e.for_))
            what = str(e.kind).replace("-", " ") + (
                f" {'against' if e.against else 'for'} {on}" if on else ""
            )
            acts.append([f"{by}: {what}", str(e.on or "") if e.background else ""])
        return acts

    def _question(self, ident: str) -> list[Any]:
        q = self.answer.stances.questions[ident]
        settled = next(
            (s.answer for s in self.answer.stances.supposed if s.settles(ident)), ""
        )
        decider, further = who_decides(self.answer, q), q.kind in FURTHER
        return [
            q.id,
            q.text,
            str(q.nature),
            decider,
            str(q.presumed),
            q.why,
            settled,
            further,
        ]

    @cached_property
    def _moving(self) -> set[str]:
        """The readings under which the verdict on some state differs from that without one, and the one asked for."""
        asked = self.answer.asked
        moving = {asked.id} if asked else set()
        for row in replace(self.answer, asked=None).rows if asked else self.answer.rows:
            for r, v in row.by_reading.items():
                same = row.status in (Status.BELLIGERENT, v.status)
                if not same or (v.duty, v.distance) != (row.duty, row.verdict.distance):
                    moving.add(r)
        return moving

    def _reading(self, r: Reading) -> dict[str, Any]:
        answers = {
            str(i): int(found == "yes")
            for q, i in self.index.items()
            if (found := r.answer_to(q))
        } | {str(i): _UNASKED for q, i in self.index.items() if r.leaves_unasked(q)}
        data = taken(("id", "name", "when", "who", "where", "gist"), r) | {
            "answers": answers
        }
        data["lowers"] = [[x.treaty, x.article, str(x.duty)] for x in r.lowers]
        data["sources"] = [self._source(s) for s in r.sources]
        return data | {"treaties": list(r.treaties), "moves": r.id in self._moving}

    def _state(self, row: StateVerdict) -> dict[str, Any]:
        data: dict[str, Any] = {
            "id": row.state,
            "name": row.name,
            "belligerent": row.status is Status.BELLIGERENT,
        }
        data |= {
            "rank": self._rank[row.state],
            "linked": row.link.answers,
            "link": no_article(row.link),
        }
        return data | {
            "grounds": [self._ground(g) for g in row.grounds],
            "blocked": self._blocked(row),
        }

    def _ground(self, g: Ground) -> dict[str, Any]:
        name = self.answer.setting.name
        data: dict[str, Any] = {
            "c": self._clause(g),
            "to": g.beneficiary,
            "beneficiary": name(g.beneficiary),
        }
        data |= {
            "adversaries": [name(s) for s in g.adversaries],
            "r": g.round,
            "due": self._supports(g.due),
        }
        data |= {
            "arisen": self._supports(g.arisen) if g.arisen != g.due else None,
            "f": self._fact(g.fact),
        }
        return data | {
            "fa": self._fact(Fact("arisen", g.fact.args)),
            "cut": g.truncated,
        }

    def _supports(self, masks: Iterable[int]) -> list[list[int]]:
        return [
            [self._lit(x) for x in self.answer.labels.literals.decode(m)] for m in masks
        ]

    def _lit(self, literal: tuple[str, bool]) -> int:
        return 2 * self.index[literal[0]] + literal[1]

    def _blocked(self, row: StateVerdict) -> list[list[str]]:
        return [list(x) for x in failed_of(self.answer, row)[:24]]

    def _out(self, row: StateVerdict) -> list[Any]:
        found = self._blocked(row)
        return [
            row.name,
            [[label, reason] for label, _, reason in found][:3],
            len(found),
        ]

    def _clause(self, ground: Ground) -> int:
        clause = ground.clause
        if clause.key not in self._clauses:
            sources = dict.fromkeys(
                [
                    clause.obligation.source or clause.treaty.sources[0],
                    *clause.treaty.sources,
                ]
            )
            data = _article(ground) | {"sources": [self._source(s) for s in sources]}
            self._clauses[clause.key] = len(self._clauses), data
        return self._clauses[clause.key][0]

    def _source(self, ident: str) -> int:
        return self._sources.setdefault(ident, len(self._sources))

    def _source_data(self, ident: str) -> dict[str, str]:
        s = self.answer.corpus.source(ident)
        return {
            "title": s.title,
            "url": s.address if s.address.startswith(("https://", "http://")) else "",
            "date": s.date,
        }

    def _fact(self, fact: Fact) -> int:
        return self._facts.setdefault(fact, len(self._facts))

    def _step(self, step: Step) -> list[Any]:
        kind = {"due": 1, "arisen": 2, "called": 3}.get(step.head.kind, 0)
        body = [self._fact(f) for f in step.body]
        return [
            self._fact(step.head),
            body,
            [self._lit(x) for x in step.literals],
            step.rule,
            kind,
        ]


def _status(status: Status) -> dict[str, str]:
    """A status with its words and its look."""
    look = {"mark": LOOKS[status].mark, "dash": LOOKS[status].dash}
    return {
        "id": str(status),
        "says": status.meaning,
        **look,
        "lead": LEADS.get(status, ""),
    }


def _article(ground: Ground) -> dict[str, Any]:
    """The article of a ground as it is cited."""
    clause = ground.clause
    t, o = clause.treaty, clause.obligation
    data: dict[str, Any] = {"k": clause.key, "label": clause.label}
    data |= {"t": t.id, "name": t.name, "title": t.title, "a": o.article}
    data |= taken(("duty", "gist", "phrase", "english"), o)
    data |= {
        "signed": str(t.signed),
        "since": str(t.since or ""),
        "note": o.note,
        "mark": mark(clause),
    }
    data |= {
        "binds": t.rank.binding,
        "neutral": permanently_neutral(clause),
        "rank": str(t.rank),
    }
    return data | {"weight": ground.clause.weight}
