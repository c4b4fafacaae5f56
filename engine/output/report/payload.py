"""The data of the page, as JSON: verdicts under each reading that changes something, articles and questions.

Every verdict is computed here by the engine; the page computes none. A literal is the number 2 x question + answer. The
verdict on a state consists of its status, duty, events, judgements and the nearest open answers.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from typing import TYPE_CHECKING, Any

from engine.findings.explanation import who_decides
from engine.findings.readings import most_disputed, moved_by, moving
from engine.forms.result import pick_attributes
from engine.forms.style import DUTY_LOOKS, LEADS, LOOKS
from engine.output.blocked_text import no_article
from engine.output.failures import failed_of
from engine.output.owing import mark
from engine.output.state_text import proof_tree
from engine.record.grounds import Ground
from engine.record.rows import StateVerdict
from engine.record.verdict import Status, Verdict
from engine.setting.graph import permanently_neutral
from treaties.models.edition import edition_line
from treaties.models.reading import Reading
from treaties.vocabulary.terms import Duty

if TYPE_CHECKING:
    from engine.findings.findings import Findings

_UNASKED = 2
"""The value for a reading under which the text does not ask a question; 1 is yes, 0 is no."""


STATUSES, DUTIES = list(Status), list(Duty)


class Payload:
    """The JSON data of one page."""

    def __init__(self, answer: Findings) -> None:
        self.answer = answer
        self.plain = answer.read_by(None)
        """The answer without a reading."""
        self._clauses: dict[str, tuple[int, dict[str, Any]]] = {}
        self._sources: dict[str, int] = {}
        self._questions: dict[str, int] = {}
        self.data = self._all(
            [r for r in self.plain.rows if r.grounds or r.status is Status.BELLIGERENT]
        )

    def _all(self, chosen: list[StateVerdict]) -> dict[str, Any]:
        a = self.answer
        states = [self._state(r) for r in chosen]
        carried = {r.state for r in chosen}
        changing = moving(a)
        readings = [r for r in a.readings if r.id in changing]
        views = self._views(readings, carried)
        return {
            "title": a.heading,
            "on": a.setting.on.isoformat(),
            "corpus": a.corpus.hash,
            "edition": edition_line(a.corpus),
            "asked": a.asked.id if a.asked else "",
            "cut": bool(a.completeness.truncated),
            "complete": a.completeness.rounds,
            "first": most_disputed(a),
            "given": self._given(),
            "views": views,
            "questions": [self._question(q) for q in self._questions],
            "readings": [self._reading(r) for r in readings],
            "heard": len(a.readings),
            "states": states,
            "out": [
                self._out(r) for r in a.rows if r.state not in carried and r.blocked
            ],
            "clauses": [data for _, data in self._clauses.values()],
            "sources": list(map(self._source_data, self._sources)),
            "duties": [
                {
                    "id": str(d),
                    "says": d.meaning,
                    "helps": d.drawn_in,
                    "width": DUTY_LOOKS[d].width,
                }
                for d in DUTIES
            ],
            "statuses": [_status(s) for s in STATUSES],
        }

    def _views(
        self, readings: Iterable[Reading], carried: set[str]
    ) -> dict[str, dict[str, Any]]:
        """Without a reading the verdict on each state; under each reading those that differ."""
        first = {r.state: self._view(r) for r in self.plain.rows if r.state in carried}
        found = {"": first}
        for reading in readings:
            read = self.answer.read_by(reading)
            views = (
                (s, self._view(read[s])) for s in moved_by(self.plain, reading, first)
            )
            found[reading.id] = {s: v for s, v in views if v != first[s]}
        return found

    def _view(self, row: StateVerdict) -> list[Any]:
        """A row: its verdict, the ground of it, the verdict on each ground, the same at once, and what it owes with its
        ground where that differs, as for a belligerent.
        """
        judged = [self._verdict(j.verdict) for j in row.judged]
        once = [self._verdict(j.at_once) for j in row.judged]
        top = [*self._verdict(row.verdict)]
        top[0] = STATUSES.index(row.status)
        owed: tuple[Any, int] = 0, 0
        if row.status is Status.BELLIGERENT:
            own = row.at_once.ground
            nothing = [STATUSES.index(Status.NOT_TRIGGERED), -1, 0, 0, []]
            owed = once[own] if own >= 0 else nothing, own
        return [top, row.verdict.ground, judged, 0 if once == judged else once, *owed]

    def _verdict(self, v: Verdict) -> list[Any]:
        near = self.answer.literals.decode(v.supports[0]) if v.supports else ()
        return [
            STATUSES.index(v.status),
            DUTIES.index(v.duty) if v.duty else -1,
            v.distance.events,
            v.distance.judgements,
            [
                2 * self._questions.setdefault(q, len(self._questions)) + a
                for q, a in near
            ],
        ]

    @cached_property
    def _rank(self) -> dict[str, int]:
        """The place of every state in the order in which states are listed."""
        return {
            s: i
            for i, s in enumerate(
                self.answer.display_order.sorted(r.state for r in self.answer.rows)
            )
        }

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
        q = self.answer.posed[ident]
        settled = next((s.answer for s in self.answer.supposed if s.settles(ident)), "")
        decider = who_decides(self.answer, q)
        return [
            q.id,
            q.text,
            str(q.nature),
            decider,
            str(q.presumed),
            q.why,
            settled,
        ]

    def _reading(self, r: Reading) -> dict[str, Any]:
        answers = {
            str(i): int(found == "yes")
            for q, i in self._questions.items()
            if (found := r.answer_to(q))
        } | {
            str(i): _UNASKED for q, i in self._questions.items() if r.leaves_unasked(q)
        }
        data = pick_attributes(("id", "name", "when", "who", "where", "gist"), r) | {
            "answers": answers
        }
        data["sources"] = [self._source(s) for s in r.sources]
        return data | {"treaties": list(r.treaties)}

    def _state(self, row: StateVerdict) -> dict[str, Any]:
        data: dict[str, Any] = {
            "id": row.state,
            "name": row.name,
            "belligerent": row.status is Status.BELLIGERENT,
        }
        data |= {
            "rank": self._rank[row.state],
            "link": no_article(row.link),
        }
        return data | {
            "grounds": [self._ground(g) for g in row.grounds],
            "blocked": self._blocked(row),
            "proof": self._proof(row),
        }

    def _proof(self, row: StateVerdict) -> list[str]:
        """The proof of its verdict without a reading, line by line; none where it has none."""
        if row.ground is None or not row.verdict.supports:
            return []
        fact = row.ground.proved(row.owing)
        found = self.plain.proof(fact, row.verdict.supports[0])
        return "\n".join(proof_tree(self.plain, found, {}, "", "")).splitlines()

    def _ground(self, g: Ground) -> dict[str, Any]:
        name = self.answer.setting.name
        data: dict[str, Any] = {
            "c": self._clause(g),
            "to": g.beneficiary,
            "beneficiary": name(g.beneficiary),
        }
        return data | {
            "adversaries": [name(s) for s in g.adversaries],
            "cut": g.truncated,
        }

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
    data |= pick_attributes(("duty", "gist", "phrase", "english"), o)
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
