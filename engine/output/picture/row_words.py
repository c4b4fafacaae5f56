"""The words in a picture: names, standing and articles of a row, and duties that have no box."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from engine.findings.scene import Card, CardRow, Scene
from engine.forms.style import LEADS, LOOKS
from engine.output.owing import mark, reference
from engine.output.prose import capital, listed
from engine.record.verdict import Status, Verdict
from engine.setting.graph import permanently_neutral
from treaties.support.grouping import grouped
from treaties.vocabulary.names import article_cited
from treaties.vocabulary.terms import Duty

NAMED = 3
"""The largest number of states of a row that are named; the others are counted."""


def shortly(names: Sequence[str]) -> str:
    """Return names joined with commas: all if there are four or fewer, otherwise three and the number of the others."""
    if len(names) <= NAMED + 1:
        return listed(names)
    return listed([*names[:NAMED], f"{len(names) - NAMED} more"])


def in_short(duty: Duty) -> str:
    """Return a duty in few words: its meaning as far as the first comma or semicolon."""
    return duty.meaning.partition(";")[0].partition(",")[0]


def standing_line(verdict: Verdict) -> str:
    """Return a verdict in a few words: its sign, status and duty.

    >>> standing_line(Verdict(Status.CONTESTED, Duty.ASSIST))
    '? contested: must help'
    """
    sign, lead = LOOKS[verdict.status].mark, LEADS.get(verdict.status, "")
    if verdict.duty:
        return f"{sign} {lead}{in_short(verdict.duty)}"
    return f"{sign} {str(verdict.status).replace('-', ' ')}"


def cited(card: Card, row: CardRow, scene: Scene) -> str:
    """Return the text below the names of a row: the instrument and the article, the beneficiaries unless they are
    obvious, and what was not checked.

    Args:
        card: the instrument with its rows.
        row: the row.
        scene: the picture, which supplies parties and names.
    """
    g = row.ground
    helped = {s for p in scene.parties if p.side == card.side for s in p.states}
    plainly = helped == {g.beneficiary} or permanently_neutral(g.clause)
    toward = (
        f"{'toward' if g.duty.forbids_help else 'for'} {_beneficiaries(row, scene)}"
    )
    parts = [
        f"{card.treaty.name}, {article_cited(g.article)}",
        "" if plainly else toward,
        *_besides(row),
        f"with {row.above} named elsewhere" if row.above else "",
        mark(g.clause),
    ]
    return " · ".join(filter(None, parts))


def _beneficiaries(row: CardRow, scene: Scene) -> str:
    return listed(scene.names[s] for s in row.beneficiaries)


def _besides(row: CardRow) -> Iterable[str]:
    """Lesser duties of the same states, each with its articles."""
    found = grouped((in_short(g.duty), article_cited(g.article)) for g in row.also)
    for duty, articles in found.items():
        yield f"also {duty}, {listed(dict.fromkeys(articles))}"


def told_lines(rows: Iterable[CardRow], scene: Scene) -> list[str]:
    """Return a line for each duty in rows that have no box, and for each status of it, bound states first: who owes it
    to whom, and for help under which instrument. A state that owes the same twice has one line.

    Args:
        rows: the rows.
        scene: the picture, which supplies parties and names.
    """
    firm = dict[tuple[Duty, str, str], Status]()
    for row in sorted(rows, key=lambda row: (_owed(row).rank, row.status.order)):
        for name in row.names:
            firm.setdefault((_owed(row), _bond(row, scene), name), row.status)
    lines = grouped(((k[0], status), k[1:]) for k, status in firm.items())
    texts = []
    for (duty, status), named in lines.items():
        lead = capital(f"{LEADS.get(status, '')}{in_short(duty)}")
        who = [f"{shortly(names)}{bond}" for bond, names in grouped(named).items()]
        texts.append(f"{lead}: {'; '.join(who)}.")
    return texts


def _owed(row: CardRow) -> Duty:
    return row.verdict.duty or row.ground.duty


def _bond(row: CardRow, scene: Scene) -> str:
    """Under which instrument help is owed, or toward whom a state must not help the other side."""
    g = row.ground
    if g.duty.drawn_in:
        return f" ({reference(g.clause)})"
    if g.duty.forbids_help and not permanently_neutral(g.clause):
        return f", toward {_beneficiaries(row, scene)}"
    return ""
