"""Text of documented cases: a table of all, and single cases compared with their keys."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from engine.catalogue.columns import table
from engine.output.prose import far, para
from treaties.models.case import Case, Invocation
from treaties.models.corpus import Corpus
from treaties.models.expected import EVERY_PARTY, Expected
from treaties.models.scenario import Conduct, Event, Spot
from treaties.support.grouping import grouped
from treaties.vocabulary.names import article_cited
from validation.cases.findings import (
    BASELINE,
    CaseRun,
    Counted,
    Finding,
    Line,
    honoured,
    score,
)


def order(cases: Iterable[Case]) -> list[Case]:
    """Return cases in order of their codes, documented ones before scenarios."""
    groups = "NJWG"
    return sorted(
        cases, key=lambda c: (groups.find(c.code[0]), int(c.series[1:]), c.code)
    )


def overview(outcomes: Sequence[CaseRun]) -> str:
    """Return one line for each case, followed by the scores."""
    rows = [
        {
            "case": o.case.code,
            "date": o.case.date.isoformat(),
            "right": f"{sum(line.right for line in o.lines)}/{len(o.lines)}",
            "title": o.case.title + ("" if o.case.verified else " [unverified]"),
        }
        for o in outcomes
    ]
    return "\n".join([table(rows), "", tell_score(outcomes)])


def tell_score(outcomes: Sequence[CaseRun]) -> str:
    """Return the expectations met, by kind and by group, beside the baseline, as text."""
    lines = ["Expectations met, by kind of answer", table(_scored(score(outcomes)))]
    groups = []
    for group in dict.fromkeys(o.case.group for o in outcomes):
        whole = score([o for o in outcomes if o.case.group == group])[-1]
        groups.append(replace(whole, kind=group))
    if len(groups) > 1:
        lines += ["", "By group of cases", table(_scored(groups))]
    acts = honoured(outcomes)
    lines += [
        "",
        para(
            f"Baseline: {BASELINE}: whoever owes a victim help in arms on paper fights, everybody else does not. It has "
            "no doubts, so it never meets a contested answer."
        ),
        para(
            f"Conduct, which decides nothing here: {acts.honoured} of {acts.duties} told acts under a duty met it. "
            "Where the engine differs from the key, docs/disagreements.md has the argument."
        ),
    ]
    return "\n".join(lines)


def _scored(rows: Iterable[Counted]) -> list[dict[str, str]]:
    return [
        {"kind": r.kind, "lines": str(r.lines)}
        | {k: _share(getattr(r, k), r.lines) for k in ("engine", "baseline")}
        for r in rows
    ]


def _share(right: int, of: int) -> str:
    return f"{right} ({100 * right / of:.0f} %)" if of else "-"


def tell(outcome: CaseRun, corpus: Corpus) -> str:
    """Return one case as text: the events, the duties expected and derived, invocation and conduct."""
    return "\n".join(_tell(outcome, corpus))


def _tell(outcome: CaseRun, law: Corpus) -> Iterator[str]:
    case = outcome.case
    mark = "" if case.verified else " [facts unverified]"
    yield para(f"{case.code}  {case.title}, {case.date}{mark}")
    if case.gist:
        yield para(case.gist, 2, 0)
    yield from _section("EVENTS", _given(law, case))
    yield from _section("DUTY", (p for x in outcome.lines for p in _line(law, case, x)))
    claims = [para(claim_line(law, case, i), 2, 12) for i in case.invocation]
    yield from _section("INVOCATION", claims or ["  none told"])
    acts = [para(act_line(law, case, c, outcome), 2, 12) for c in case.conduct]
    yield from _section("CONDUCT", acts or ["  none told"])
    for x in case.coded:
        same = "the same answer" if x.agrees else "another answer"
        yield para(
            f"coded by {law.source(x.by).title}: {x.code}; {same}: {x.why}", 2, 4
        )
    yield ""
    yield para("Sources: " + "; ".join(law.source(s).title for s in case.sources), 0, 2)
    for note in case.notes:
        yield para("Note: " + note, 0, 2)


def _section(heading: str, lines: Iterable[str]) -> Iterator[str]:
    yield ""
    yield heading
    yield from lines


def _given(law: Corpus, case: Case) -> Iterator[str]:
    """The events and answers that a case gives."""
    for e in case.scenario.events:
        yield para(f"{e.on or case.date}  {event_line(law, case, e)}", 2, 12)
    for a in case.scenario.answers:
        why = f" ({a.why})" if a.why else ""
        yield para(f"given: {a.question} = {a.answer}{why}", 2, 12)


def event_line(law: Corpus, case: Case, e: Event) -> str:
    """Return an event of a case in one line.

    Args:
        law: the corpus, which supplies names.
        case: the case.
        e: the event.
    """
    parts = [str(e.kind)]
    for word, names in (
        ("by", e.by),
        ("against", e.against),
        ("to", e.to),
        ("for", e.for_),
    ):
        if names:
            parts.append(f"{word} {_names(law, names, case.date)}")
    if isinstance(e.at, Spot):
        parts.append(f"at {e.at.kind} of {e.at.of or e.at.place}")
    elif e.at:
        parts.append(f"at {e.at}")
    if not e.attributed:
        parts.append("(author not established)")
    return " ".join(parts)


def _line(law: Corpus, case: Case, line: Line) -> Iterator[str]:
    e = line.expected
    yield para(f"{'=' if line.right else '≠'} {asked_of(law, case, e)}", 2, 4)
    yield para(f"expected: {expected(e)} (consensus {e.consensus}): {e.why}", 6, 4)
    found = grouped((derived(f), f.state) for f in line.findings)
    for what, states in found.items():
        many = f" ({len(states)} states)" if len(states) > 1 else ""
        yield para(f"derived:  {what}{many}", 6, 4)
    for f in line.findings:
        if f.faults:
            who = law.states[f.state].name_on(case.date)
            yield para(f"differs:  {who}: {'; '.join(f.faults)}", 6, 4)


def asked_of(law: Corpus, case: Case, e: Expected) -> str:
    """Return what an expectation is about, in words: whose duty, under which article, when, and under which reading.

    Args:
        law: the corpus, which supplies names.
        case: the case.
        e: the expectation.
    """
    every = EVERY_PARTY in e.state
    text = "every other party" if every else _names(law, e.state, case.date)
    if e.treaty:
        text += f" under {law.treaty(e.treaty).name}"
        if e.article != "*":
            text += f", {article_cited(e.article)}"
    if not e.at_once:
        text += ", if it goes on"
    if e.reading:
        text += f", read as {law.reading(e.reading).name}"
    return text


def expected(e: Expected) -> str:
    """Return the verdict that an expectation names, in words."""
    text = " or ".join(e.status) + (
        f": {e.duty}" if e.duty and e.kind not in ("not called", "no treaty") else ""
    )
    if e.contested_by:
        text += f" by {', '.join(e.contested_by)}"
    if e.failed:
        text += f", because of {', '.join(e.failed)}"
    return text


def derived(f: Finding) -> str:
    """Return the verdict derived for a state, in words."""
    v = f.verdict
    text = f"{v.status}" + (f": {v.duty}" if v.duty else "")
    if v.duty and v.distance.total and str(v.status) != "bound":
        text += f", {far(v)} away"
    if f.questions:
        text += f" by {', '.join(f.questions)}"
    if f.ground and v.duty:
        text += f" [{f.ground}]"
    if f.failed:
        text += f": {f.failed[0].condition}, {f.failed[0].reason}"
    return text


def claim_line(law: Corpus, case: Case, i: Invocation) -> str:
    """Return an invocation in one line, with its day and article.

    Args:
        law: the corpus, which supplies names.
        case: the case.
        i: the invocation.
    """
    under = (
        f" ({law.treaty(i.treaty).name}{f', {article_cited(i.article)}' if i.article else ''})"
        if i.treaty
        else ""
    )
    no = "" if i.claimed else "not claimed: "
    return (
        f"{i.on or '          '}  {_names(law, i.by, case.date)}: {no}{i.what}{under}"
    )


def act_line(law: Corpus, case: Case, c: Conduct, outcome: CaseRun) -> str:
    """Return an act of a case in one line, which says whether it performed a duty.

    Args:
        law: the corpus, which supplies names.
        case: the case.
        c: the act.
        outcome: the results of the case.
    """
    word = {True: " [duty met]", False: " [duty not met]", None: ""}[c.honoured]
    days = late(c, outcome)
    delay = f" [{days} days after the duty arose]" if days else ""
    return (
        f"{c.on or '          '}  {_names(law, c.by, case.date)}: {c.what}{word}{delay}"
    )


def late(conduct: Conduct, outcome: CaseRun) -> int:
    """Return the number of days from a case in which help was due at once to the act that performed it; 0 if there was
    no such act or duty.
    """
    due = {
        f.state
        for line in outcome.lines
        for f in line.findings
        if f.verdict.duty
        and f.verdict.duty.drawn_in
        and str(f.verdict.status) == "bound"
    }
    if not conduct.honoured or conduct.on is None or not due & set(conduct.by):
        return 0
    return max(0, (conduct.on - outcome.case.date).days)


def _names(law: Corpus, states: Iterable[str], on: date) -> str:
    return ", ".join(
        law.states[s].name_on(on) if s in law.states else s for s in states
    )
