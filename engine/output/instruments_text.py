"""Sections on triggered articles, instrument by instrument, and on promises below a treaty."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain, count
from string import ascii_lowercase

from engine.findings.calls import TriggeredArticle
from engine.findings.extent import DetailOptions
from engine.findings.findings import Findings
from engine.findings.nearest import decisions_and_judgements
from engine.findings.shown_articles import shown_articles
from engine.output.document import Block, Role, Section
from engine.output.owing import (
    claim,
    decides,
    duty_in_words,
    heading,
    obligors_in_words,
)
from engine.output.prose import capital, crowd, listed, number, the
from engine.output.readings_text import read_otherwise
from engine.record.verdict import Status
from engine.setting.graph import Clause, permanently_neutral
from treaties.support.grouping import grouped
from treaties.vocabulary.days import in_words

FIRM = {
    s: Role(s.value)
    for s in (Status.BOUND, Status.CONTESTED, Status.CONDITIONAL, Status.RELEASED)
}
"""The role of a block by the status of the duty that it describes."""


def article_sections(solution: Findings, extent: DetailOptions) -> Iterator[Section]:
    """Yield the sections on articles triggered at once, one for each side, with the judgements on which they depend."""
    setting, shown = solution.setting, shown_articles(solution, extent)
    open_ = _open_judgements(solution, shown.everything)
    marks = dict(zip(open_, _marks(), strict=False))

    def section(
        calls: Iterable[TriggeredArticle], heading: str, gloss: str, unit: str
    ) -> Section:
        blocks = (_article(solution, c, marks, extent) for c in calls)
        return Section(tuple(blocks), heading, gloss, unit)

    asked = (*shown.helping, *shown.lesser)
    yield section(asked, "At once", ", by instrument", "article")
    gloss = ": bound to help neither side; a state's own law lifts no duty to help"
    yield section(shown.neutral, "Neutral", gloss, "article")
    attackers = "attackers" if len(setting.attacking) > 1 else "attacker"
    gloss = f", owed to the {attackers}"
    yield section(shown.attackers, "At once", gloss, "article")
    judged = (_judgement(claimed, marks[claimed], open_[claimed]) for claimed in open_)
    yield Section(tuple(judged), "Open", ", and who decides")
    helped = {s for c in shown.running_war for s in c.beneficiaries}
    toward = the(setting, *solution.display_order.sorted(helped))
    gloss = f", owed to {toward}"
    yield section(shown.running_war, "In the war already running", gloss, "article")
    gloss = ": said, but no duty under a treaty"
    yield section(shown.below, "Below a treaty", gloss, "instrument")


def _open_judgements(
    solution: Findings, calls: Iterable[TriggeredArticle]
) -> dict[str, list[str]]:
    """What must hold for some articles to bind, in words, each with those who decide it."""
    return grouped(
        (claim(solution, literal), decides(solution, literal[0], call.states))
        for call in calls
        for literal in decisions_and_judgements(solution, call.verdict)
    )


def _marks() -> Iterator[str]:
    """The marks by which articles refer to open judgements: letters, then numbers."""
    return (f"[{mark}]" for mark in chain(ascii_lowercase, count(26)))


def _judgement(claimed: str, mark: str, deciding: Iterable[str]) -> Block:
    """An open judgement behind its mark, with who decides it."""
    first, *others = set(deciding)
    decided = "each judges for itself" if others else first
    return Block(f"{mark} {capital(claimed)}; {decided}.", letter=mark)


def _article(
    solution: Findings,
    call: TriggeredArticle,
    marks: Mapping[str, str],
    extent: DetailOptions,
) -> Block:
    """An article: whom it binds to what, on which open judgements, and in which words."""
    setting, obligation = solution.setting, call.clause.obligation
    who = capital(obligors_in_words(solution, call, whole=extent.all))
    titled = [side for side in (setting.attacked, setting.attacking) if len(side) == 1]
    plain = call.beneficiaries in titled and not extent.all
    plain = plain or permanently_neutral(call.clause)
    toward = "" if plain else f", toward {the(setting, *call.beneficiaries)}"
    only = _only_if(solution, call, marks)
    details = (
        obligation.quotation or obligation.gist,
        read_otherwise(solution, call.judged),
        invoked(solution, call.clause),
    )
    return Block(
        f"{who} {duty_in_words(solution, call)}{toward}{only}.",
        heading(call.clause),
        FIRM.get(call.verdict.status, Role.NOTE),
        rank=1,
        details=tuple(Block(d, "", Role.QUIET, 2, weight=0) for d in details if d),
        clause=call.clause.key,
        proof=str(call.judged.ground.fact),
    )


def _only_if(
    solution: Findings, call: TriggeredArticle, marks: Mapping[str, str]
) -> str:
    """The marks of what must hold for an article to bind."""
    needed = decisions_and_judgements(solution, call.verdict)
    given = listed(dict.fromkeys(marks[claim(solution, x)] for x in needed))
    return f", only if {given}" if given else ""


def invoked(solution: Findings, clause: Clause) -> str:
    """Return a sentence on how often an article was invoked before the day of the question, and on the last invocation:
    by whom and against whom.
    """
    setting, article = solution.setting, clause.obligation.article
    acts = [
        x
        for x in clause.treaty.invoked
        if x.day <= setting.on and x.article in ("", article)
    ]
    if not acts:
        return ""
    last = max(acts, key=lambda x: x.day)
    times = f"{number(len(acts))} times, last " if acts[1:] else ""
    by = crowd(solution.display_order, last.by, "states")
    against = f", against {the(setting, *last.against)}" if last.against else ""
    return f"Invoked {times}on {in_words(last.day)}, by {by}{against}."
