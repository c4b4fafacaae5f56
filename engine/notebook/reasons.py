"""How supports, firebreaks, odds, pivots, comparisons and their kin show themselves."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from engine.explanation import who_decides
from engine.notebook.answers import CAVEAT
from engine.notebook.page import Grid, Lines, Page, joined, titled
from engine.picture.charts import Bar, Move, bars, grid, moves
from engine.text import standing
from engine.verdicts import Status, Verdict

if TYPE_CHECKING:
    from engine.reasoning.ambiguities import Ambiguity
    from engine.reasoning.chances import Odds
    from engine.reasoning.changes import Turnings
    from engine.reasoning.comparison import Comparison
    from engine.reasoning.conflicting import Conflicts
    from engine.reasoning.firebreak_sets import Firebreaks
    from engine.reasoning.inquiry import Inquiry
    from engine.reasoning.pivoting import Pivots
    from engine.reasoning.supports_list import Supports

MOST = 20
"""Columns or rows of a picture."""
EACH = "One column, one way: all its answers together. yes, no: the answer that it needs."


def supports_page(found: Supports) -> Page:
    """Supports: which answers make up which way in, and each in words."""
    from engine.reasoning.supports_list import in_steps, nothing

    i, masks = found.inquiry, found.masks[: found.shown]
    if not masks or masks == (0,):
        return Page(i.answer.title, parts=[Lines(list(nothing(i, complete=found.complete)) if not masks else [
            f"{i.claim} on settled facts: nothing is left to be decided."
        ])], note=CAVEAT)  # fmt: skip
    rows = [
        (str(n), in_steps(i.distance(m)), "\n".join(i.told(x, i.judges([m])) for x in i.in_order(m)) or "nothing open")
        for n, m in enumerate(masks, 1)
    ]
    left = len(found.masks) - len(masks)
    cut = "" if found.complete else f" The search was cut; ways with fewer than {found.sure} open answers are all here."
    title = f"{i.claim}: {'' if found.complete else 'at least '}{len(found.masks)} minimal {'way' if len(found.masks) == 1 else 'ways'} in"
    picture = _marks(i, title, [(str(n), m) for n, m in enumerate(masks, 1)])
    more = f"And {left} more ways." if left else ""
    return Page(
        titled(i.answer.title, title),
        picture,
        [Grid(("Way", "Away", "Answers"), rows)],
        f"{more}{cut} {CAVEAT}".strip(),
    )


def firebreaks_page(found: Firebreaks) -> Page:
    """Firebreaks: who alone can keep the state out, then the sets that need several."""
    i = found.inquiry
    title = f"What keeps {i.name} out"
    sets = [(f"{name} alone", m) for name, masks in found.alone for m in masks]
    sets += [("together", m) for m in found.together[: found.shown]]
    if not sets:
        words = "no open answer can keep it out" if i.settled else "nothing draws it in, whatever is answered"
        return Page(i.answer.title, parts=[Lines([f"{i.claim}: {words}."])], note=CAVEAT)
    rows = [(name, "\n".join(i.told_briefly(m, found.judges))) for name, m in sets]
    left = len(found) - len(sets)
    more = f"And {left} more sets. " if left else ""
    picture = _marks(i, title, [(f"{n}. {name}", m) for n, (name, m) in enumerate(sets, 1)], found.judges)
    return Page(titled(i.answer.title, title), picture, [Grid(("Who", "Answers"), rows)], more + CAVEAT)


def _marks(
    i: Inquiry, title: str, sets: Sequence[tuple[str, int]], judges: dict[str, tuple[str, ...]] | None = None
) -> str:
    """Questions down, sets of answers across."""
    sets = sets[:MOST]
    held = [dict(i.decode(m)) for _, m in sets]
    weight: dict[str, int] = {}
    for one in held:
        for q in one:
            weight[q] = weight.get(q, 0) + 1
    rows = []
    for q in sorted(weight, key=lambda q: (-weight[q], q))[:MOST]:
        verb = "decides" if i.question(q).is_event else "judges"
        label = f"{i.decider(q, judges or {})} {verb}: {i.question(q).text}"
        rows.append((label, [("yes" if one[q] else "no") if q in one else "" for one in held]))
    return grid(title, [name for name, _ in sets], rows, EACH)


def odds_page(o: Odds) -> Page:
    """Odds: the figure, and what weighs."""
    from engine.reasoning.odds_text import ASSUMED, SHOWN, number, prior

    i = o.inquiry
    span = number(o.low) if o.low == o.high else f"{number(o.low)} to {number(o.high)}"
    title = f"The odds that {i.claim}: {span}"
    top = o.importance[:SHOWN]
    rows = [
        (i.question(x.question).text, prior(x.chance), f"{x.birnbaum:+.4f}", f"{x.fussell_vesely:.1%}") for x in top
    ]
    shown = [Bar(i.question(x.question).text, float(x.birnbaum), f"{x.birnbaum:+.3f}") for x in top]
    picture = (
        bars(f"{title}: what weighs", shown, "Odds if yes less odds if no, one question at a time.") if top else ""
    )
    table = [Grid(("Question", "Your prior", "If yes less if no", "Share of the odds"), rows)] if rows else []
    yours = "The probabilities are yours, not the law's."
    return Page(titled(i.answer.title, title), picture, table, f"{ASSUMED}. {yours}")


def pivots_page(found: Pivots) -> Page:
    """Pivots: what it hangs on, by Shapley value, and where it would stand."""
    from engine.reasoning.pivoting import away, value

    i = found.inquiry
    title = f"{i.claim}: {away(found.distance)}"
    rows = [("treaty", p.name, found.then(p.without), value(p.shapley)) for p in found.treaties]
    rows += [("party", p.name, found.then(p.without), value(p.shapley)) for p in found.parties]
    rows += [
        ("question", q.text, f"yes: {away(q.if_yes)}; no: {away(q.if_no)}", value(q.shapley)) for q in found.questions
    ]
    picture = ""
    for group in (found.questions, found.parties, found.treaties):
        shown = [
            Bar(getattr(p, "name", "") or getattr(p, "text", ""), float(p.shapley), value(p.shapley))
            for p in group
            if p.shapley is not None
        ][:MOST]
        if len(shown) > 1:
            picture = bars(
                f"{title}: what it hangs on", shown, "Shapley values: the share of each in bringing it about."
            )
            break
    return Page(
        titled(i.answer.title, title),
        picture,
        [Grid(("Kind", "What", "Without it, or settled", "Shapley"), rows)],
        CAVEAT,
    )


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
        Move(joined(names, 3) if len(names) < 5 else f"{len(names)} states: {joined(names, 2)}", _place(a), _place(b))
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


def turnings_page(found: Turnings) -> Page:
    """What each question would change."""
    from engine.reasoning.changes import SHOWN
    from engine.reasoning.changes import Move as Turn

    def told(turns: Iterable[Turn]) -> str:
        return "\n".join(f"{m.name}: {standing(m.after)}" for m in list(turns)[:SHOWN])

    moving = [t for t in found.turnings if t.weight]
    rows = [(t.question.text, who_decides(found.answer, t.question), told(t.if_yes), told(t.if_no)) for t in moving]
    most = sorted(moving, key=lambda t: -t.weight)[:12]
    picture = bars(
        "Which question moves how many states", [Bar(t.question.text, t.weight, str(t.weight)) for t in most]
    )
    idle = len(found.turnings) - len(moving)
    note = f"{idle} more questions, settled alone, move nobody. " if idle else ""
    table = (
        Grid(("Question", "Decides", "If yes", "If no"), rows) if rows else Lines(["No single answer moves anybody."])
    )
    return Page(found.answer.title, picture if rows else "", [table], note + CAVEAT)


def ambiguity_page(found: Ambiguity) -> Page:
    """How the readings differ, and through what."""
    from engine.reasoning.ambiguities import SHOWN

    rows = [("term", t.ident, f"{t.carries:.1%}") for t in found.terms[:SHOWN]]
    rows += [("question", q.text, f"{q.carries:.1%}") for q in found.questions[:SHOWN]]
    rows += [("decider", name, f"{v:.1%}") for name, v in found.deciders[:SHOWN]]
    shown = [Bar(t.ident, t.carries, f"{t.carries:.0%}") for t in found.terms[:SHOWN]]
    picture = bars(f"{len(found.readings)} readings: which term carries their quarrel", shown) if shown else ""
    return Page(found.answer.title, picture, [Grid(("Kind", "What", "Share of the variation"), rows)], CAVEAT)


def conflicts_page(found: Conflicts) -> Page:
    """Duties that cannot all be kept."""
    rows = [(c.kind, found.told(c)) for c in found]
    return Page(found.title, parts=[Grid(("Kind", "Conflict"), rows) if rows else Lines(["None."])], note=CAVEAT)
