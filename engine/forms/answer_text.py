"""Plain-text forms of answers and explanations. Returns strings; prints nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from engine.cascade.facts import Blocked
from engine.forms.bottom_line import bottom_line
from engine.forms.prose import para, standing, words_of
from engine.verdicts.explanation import said, who_decides
from engine.verdicts.grounds import Ground
from engine.verdicts.rows import Row
from engine.verdicts.verdict import Status, Verdict
from treaties.edition import edition_line

if TYPE_CHECKING:
    from engine.verdicts.solution import Solution

NEAR = 6
"""Steps beyond which a state is only counted, not told."""


def tell(answer: Solution, understood: str = "") -> str:
    """The whole answer: at once, if it goes on, who is not drawn in and why, and what was taken as given.

    `understood` is the line that says what a question in words was understood to ask.
    """
    return "\n".join(_answer(answer, understood))


def _answer(answer: Solution, understood: str) -> Iterator[str]:
    yield para(answer.title)
    if understood:
        yield para(understood)
    if answer.asked:
        yield para(f"Read as {answer.asked.name}: {answer.asked.gist}")
    yield from _given(answer)
    yield ""
    for sentence in bottom_line(answer):
        yield para(sentence)
    helping = [r for r in answer.rows if r.status is not Status.PRINCIPAL]
    at_once = [r for r in helping if r.at_once.duty is not None]
    later = [r for r in helping if r.duty is not None and r not in at_once and r.status is not Status.RELEASED]
    later += [r for r in at_once if r.round > 1]
    out = [r for r in helping if r not in at_once and r.blocked]
    yield ""
    yield "AT ONCE, on the events as given" if at_once else "AT ONCE nobody is drawn in by the events as given"
    for group in _folded(at_once, at_once=True):
        yield from _block(answer, group, group[0].at_once, detail=True)
    if later:
        yield ""
        yield "IF IT GOES ON: further steps, each somebody's choice or judgement"
        near = [r for r in later if r.verdict.distance.total <= NEAR]
        for group in _folded(near, at_once=False):
            yield from _block(answer, group, group[0].verdict, detail=True)
        if len(near) < len(later):
            yield f"  and {len(later) - len(near)} more at {NEAR + 1} or more steps"
    if out:
        yield ""
        yield "NOT CALLED by the events as given, and why"
        yield from _not_called(answer, out)
    yield from _ending(answer)


def _given(answer: Solution) -> Iterator[str]:
    if answer.ahead:
        yield para(answer.ahead)
    background = [e for e in answer.setting.events if e.background]
    if background:
        told = "; ".join(
            f"{_names(answer, e.by)} {_verb(e.kind)} {_names(answer, e.against or e.for_)} ({e.on})" for e in background
        )
        yield para(f"Taken as given, a war already running: {told}. (`--no-background` leaves it out.)")
    for a in answer.stances.supposed:
        yield para(f"Supposed: {a.question} = {a.answer}")


def _names(answer: Solution, states: Iterable[str]) -> str:
    return " and ".join(answer.setting.name(s) for s in states) or "an unnamed state"


def _verb(kind: object) -> str:
    return {"armed-attack": "attacks", "performs": "fights for", "limited-force": "uses limited force against"}.get(
        str(kind), f"({kind})"
    )


def _folded(rows: list[Row], *, at_once: bool) -> list[list[Row]]:
    """Rows of one verdict under one article told together."""
    groups: dict[tuple[object, ...], list[Row]] = {}
    for r in rows:
        v = r.at_once if at_once else r.verdict
        ground = _ground(r, v)
        alone = not ground or len(ground.clause.treaty.states) < 3
        key = (v.status, v.duty, v.distance, r.round, ground.clause.key if ground else "", r.state if alone else "")
        groups.setdefault(key, []).append(r)
    return list(groups.values())


def _ground(row: Row, v: Verdict) -> Ground | None:
    if v is row.at_once:
        for g, gv in ((j.ground, j.verdict) for j in row.judged):
            if g.round <= 1 and gv.duty == v.duty and gv.status == v.status and gv.supports == v.supports:
                return g
    return row.grounds[row.verdict.ground] if row.grounds and row.verdict.ground >= 0 else None


def _block(answer: Solution, group: list[Row], v: Verdict, *, detail: bool) -> Iterator[str]:
    row = group[0]
    g = _ground(row, v)
    head = row.name if len(group) == 1 else f"{len(group)} states: " + ", ".join(sorted(r.name for r in group))
    yield para(f"{head} — {standing(v)}", 2, 4)
    if g:
        marks = "" if g.verified else " [unverified]"
        marks += "" if g.clause.treaty.text_available else " [text unavailable]"
        yield para(f"{g.clause.label}{marks}, toward {answer.setting.name(g.toward)}: {words_of(g)}", 6)
    alone = row.state if len(group) == 1 else None
    if v.supports and v.supports[0]:
        for literal in answer.labels.literals.decode(v.supports[0]):
            q, wanted, _ = said(answer, literal, g.treaty if g else "")
            kind = "event" if q.is_event else "judgement"
            yield para(f"{kind}: {q.text} needs {wanted} (decides: {who_decides(answer, q, alone)})", 6)
    if detail and not answer.asked:
        for verdict, names in reading_groups(answer, row):
            yield para(f"{standing(verdict)} — {', '.join(names)}", 6)


def reading_groups(answer: Solution, row: Row) -> list[tuple[Verdict, list[str]]]:
    """Who says what of this state: readings of its treaties and of the law at large, by verdict, nearest first."""
    mine = {g.treaty for g in row.grounds} | {b.treaty for b in row.blocked}
    groups: dict[tuple[object, ...], tuple[Verdict, list[str]]] = {}
    for r in answer.readings:
        if r.treaties and not mine & set(r.treaties):
            continue
        if not (r.answers or r.lowers):
            continue
        v = row.by_reading[r.id]
        when = f" ({r.when})" if r.when else ""
        groups.setdefault((v.status, v.duty, v.distance), (v, []))[1].append(f"{r.name}{when}")
    if len(groups) <= 1 and all(v.status == row.status and v.duty == row.duty for v, _ in groups.values()):
        return []
    return sorted(groups.values(), key=lambda x: (x[0].status.order, x[0].distance.total))


def _not_called(answer: Solution, rows: list[Row]) -> Iterator[str]:
    told: dict[tuple[str, str], list[str]] = {}
    for r in rows:
        reasons: dict[str, list[str]] = {}
        for b in _telling(answer, r.blocked):
            treaty = answer.corpus.treaty(b.treaty)
            reasons.setdefault(b.reason, []).append(f"{treaty.name}, Art. {r.articles[b.clause][1]}")
        for reason, articles in list(reasons.items())[:3]:
            told.setdefault((", ".join(dict.fromkeys(articles)), reason), []).append(r.name)
    for (where, reason), names in told.items():
        yield para(f"{', '.join(names)}: {reason} ({where})", 2, 4)


def _telling(answer: Solution, blocked: Iterable[Blocked]) -> list[Blocked]:
    """The blocked duties worth a line: those that would help, else the rest."""
    blocked = list(blocked)
    helping = [
        b
        for b in blocked
        if b.clause in answer.graph.clauses and answer.graph.clauses[b.clause].obligation.duty.drawn_in
    ]
    return helping or blocked


def _ending(answer: Solution) -> Iterator[str]:
    shaky = sorted(
        {g.clause.label for r in answer.rows for g in r.grounds if not g.verified and r.status is not Status.PRINCIPAL}
    )
    hidden = sorted(
        {g.clause.treaty.name for r in answer.rows for g in r.grounds if not g.clause.treaty.text_available}
    )
    yield ""
    if shaky:
        more = f" and {len(shaky) - 4} more" if len(shaky) > 4 else ""
        yield para(f"Unverified, check before relying on it: {'; '.join(shaky[:4])}{more}.")
    if hidden:
        yield para(f"Text unavailable, only public statements are encoded: {'; '.join(hidden)}.")
    if not answer.record.complete:
        yield "Later rounds were not looked at (--rounds)."
    if answer.labels.exact_below is not None:
        yield para(
            f"Ways of {answer.labels.exact_below} or more open answers may be missing; nearer ones are all here."
        )
    yield para(
        "Duties under law, not predictions of conduct. `casus why STATE` gives the proof, `casus questions` what it turns on."
    )
    yield para(f"{edition_line(answer.corpus)}.")
