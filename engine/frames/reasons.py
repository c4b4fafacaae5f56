"""The tables of what an answer turns on: supports, firebreaks, odds, pivots, and of a comparison of two answers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from engine.frames.answers import CODES, DAY, about, day, who
from engine.frames.table import FLAG, FLOAT, INT, TEXT, Table, table

if TYPE_CHECKING:
    from engine.reasoning.chances import Odds
    from engine.reasoning.comparison import Comparison
    from engine.reasoning.firebreak_sets import Firebreaks
    from engine.reasoning.inquiry import Inquiry
    from engine.reasoning.pivoting import Pivots
    from engine.reasoning.supports_list import Supports
    from engine.verdicts import Distance

Tables = Mapping[str, Callable[[], Table]]
ASKED = {**DAY, "state": TEXT, **CODES, "asked": TEXT}
"""The state asked about, and the duty (`help`: to fight, to assist or to act)."""
ANSWER = {"question": TEXT, "answer": TEXT, "nature": TEXT, "decider": TEXT}

SUPPORTS = {**ASKED, "support": INT, "events": INT, "judgements": INT, **ANSWER}
"""One row an answer of a support; supports are numbered from the nearest. Due on settled facts: one row, no question."""
FIREBREAKS = {**ASKED, "firebreak": INT, "alone": TEXT, "size": INT, **ANSWER}
"""One row an answer of a firebreak; `alone` is who can bring all of it about, missing where several must."""
ODDS = {
    **ASKED, "low": FLOAT, "high": FLOAT, "exact": FLAG, "method": TEXT, "question": TEXT, "prior_low": FLOAT,
    "prior_high": FLOAT, "birnbaum": FLOAT, "fussell_vesely": FLOAT,
}  # fmt: skip
"""One row a question that weighs, `low` to `high` the odds of the whole in each. Settled: one row, no question."""
PIVOTS = {
    **ASKED, "kind": TEXT, "id": TEXT, "what": TEXT, "answer": TEXT, "events": INT, "judgements": INT, "reached": FLAG,
    "events_then": INT, "judgements_then": INT, "shapley": FLOAT,
}  # fmt: skip
"""One row a thing taken away (`treaty`, `party`) or settled (`question`, one row for each answer): the distance now and
then; not `reached` is out of reach."""
COMPARISON = {
    "state": TEXT, "name": TEXT, **CODES, "year1": INT, "year2": INT, "change": TEXT, "status1": TEXT, "duty1": TEXT,
    "events1": INT, "judgements1": INT, "status2": TEXT, "duty2": TEXT, "events2": INT, "judgements2": INT,
    "gained": TEXT, "lost": TEXT,
}  # fmt: skip
"""One row a state that changed, from the first answer (1) to the second (2). `gained` and `lost` are ids of treaties."""


def supports_tables(found: Supports) -> Tables:
    """The table of supports."""
    i = found.inquiry

    def rows() -> Iterator[dict[str, Any]]:
        for n, mask in enumerate(found.masks, 1):
            d = i.distance(mask)
            head = {**_asked(i), "support": n, "events": d.events, "judgements": d.judgements}
            yield from _answers(i, head, i.in_order(mask), i.judges([mask]))

    return {"supports": lambda: table(SUPPORTS, rows(), **about(i.answer))}


def firebreaks_tables(found: Firebreaks) -> Tables:
    """The table of firebreaks: those of one decider first."""
    i = found.inquiry
    sets = [(name, m) for name, masks in found.alone for m in masks] + [(None, m) for m in found.together]

    def rows() -> Iterator[dict[str, Any]]:
        for n, (name, mask) in enumerate(sets, 1):
            head = {**_asked(i), "firebreak": n, "alone": name, "size": mask.bit_count()}
            yield from _answers(i, head, i.decode(mask), found.judges)

    return {"firebreaks": lambda: table(FIREBREAKS, rows(), **about(i.answer))}


def odds_tables(o: Odds) -> Tables:
    """The table of what weighs in the odds."""
    head = {**_asked(o.inquiry), "low": float(o.low), "high": float(o.high), "exact": o.exact, "method": o.method}
    rows = [
        {
            **head, "question": x.question, "prior_low": float(x.chance.low), "prior_high": float(x.chance.high),
            "birnbaum": float(x.birnbaum), "fussell_vesely": float(x.fussell_vesely),
        }
        for x in o.importance
    ]  # fmt: skip
    return {"odds": lambda: table(ODDS, rows or [head], **about(o.inquiry.answer))}


def pivots_tables(found: Pivots) -> Tables:
    """The table of pivots."""
    i = found.inquiry

    def rows() -> Iterator[dict[str, Any]]:
        for kind, group in (("treaty", found.treaties), ("party", found.parties)):
            for p in group:
                yield _pivot(found, kind, p.ident, p.name, None, p.without, p.shapley)
        for q in found.questions:
            for word, then in (("yes", q.if_yes), ("no", q.if_no)):
                yield _pivot(found, "question", q.ident, q.text, word, then, q.shapley)

    return {"pivots": lambda: table(PIVOTS, rows(), **about(i.answer))}


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


def _asked(i: Inquiry) -> dict[str, Any]:
    return {**day(i.answer), "state": i.state, **who(i.answer, i.state), "asked": i.duty}


def _answers(
    i: Inquiry, head: Mapping[str, Any], literals: Iterable[tuple[str, bool]], judges: dict[str, tuple[str, ...]]
) -> Iterator[dict[str, Any]]:
    held = [{**head, **{k: v for k, v in i.as_data(x, judges).items() if k in ANSWER}} for x in literals]
    yield from held or [dict(head)]


def _pivot(
    found: Pivots, kind: str, ident: str, what: str, answer: str | None, then: Distance | None, shapley: Any
) -> dict[str, Any]:
    now = found.distance
    return {
        **_asked(found.inquiry), "kind": kind, "id": ident, "what": what, "answer": answer,
        "events": now.events if now else None, "judgements": now.judgements if now else None,
        "reached": then is not None, "events_then": then.events if then else None,
        "judgements_then": then.judgements if then else None, "shapley": None if shapley is None else float(shapley),
    }  # fmt: skip
