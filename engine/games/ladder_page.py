"""HTML page of the ladder: states and moves in a table, then two lines for each move; without scripts, for printing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from engine.forms.html_page import plain_page, style
from engine.forms.svg import esc, tag
from engine.games.game import Game, PlayedMove
from engine.games.game_text import happened
from engine.games.ladder import Bound, Rung
from engine.output.prose import CAVEAT
from engine.record.verdict import Status
from treaties.models.edition import edition_line

CSS = (Path(__file__).parent / "game.css").read_text(encoding="utf-8")
POLICY = "style-src 'unsafe-inline'; img-src data:"
"""The content policy of a page without scripts."""
MISTAKE = "A mistake? <code>casus new mistake</code> writes a report to send."
LOOK = {
    Bound.ATTACKED: Status.BELLIGERENT,
    Bound.ATTACKS: Status.BELLIGERENT,
    Bound.AT_WAR: Status.BELLIGERENT,
    Bound.FORCE: Status.BELLIGERENT,
    Bound.HIT: Status.BELLIGERENT,
    Bound.FIGHT: Status.BOUND,
    Bound.ASSIST: Status.BOUND,
    Bound.ACT: Status.BOUND,
    Bound.MOBILISE: Status.BOUND,
    Bound.IF: Status.CONTESTED,
    Bound.HIDDEN: Status.CONTESTED,
    Bound.MAY: Status.CONDITIONAL,
}
"""The style of a cell; refusals and duties less than help have no colour."""
MEANS = {
    Bound.FORCE: "it uses force that may fall short of an attack",
    Bound.HIT: "such force, or force by an unknown hand, is used against it",
    Bound.FIGHT: "help in arms is owed",
    Bound.ASSIST: "help is owed, its kind left open",
    Bound.ACT: "it must act, and chooses how",
    Bound.MOBILISE: "it must mobilise",
    Bound.IF: "help is owed if an act or a judgement comes",
    Bound.HIDDEN: "what it owes is not published",
    Bound.MAY: "it may help and need not",
    Bound.REFUSES: "it refuses what it owes",
    Bound.CONSULT: "talks alone are owed",
    Bound.NEUTRAL: "it must not help one side",
}
"""The meanings of the words in cells."""


def ladder_page(game: Game) -> str:
    """Return the ladder of a game (what each state is bound to after each move) as a self-contained HTML page."""
    scenario = game.scenario
    gist = tag("p", esc(scenario.gist), class_="sub") if scenario.gist else ""
    body = tag("header", tag("h1", esc(scenario.title)), gist)
    ladder = tag(
        "section",
        tag("h2", "The ladder: what each state is bound to after each move"),
        tag(
            "div",
            _table(game),
            class_="scroll",
            tabindex=0,
            role="region",
            aria_label="The ladder",
        ),
        _key(game),
        class_="ladder",
    )
    moves = tag(
        "section",
        tag("h2", "Move by move"),
        tag("ol", *map(_move, game.moves), class_="told"),
        class_="moves",
    )
    body += tag("main", ladder, moves, class_="game")
    note = f"{CAVEAT} What a state did is never derived from what it owed. {edition_line(game.corpus)}."
    body += tag("footer", tag("p", esc(note), f" {MISTAKE}"))
    head = f"<style>{style()}\n{CSS}</style>"
    return plain_page(scenario.title, POLICY, body, head)


def _table(game: Game) -> str:
    heads = [tag("th", tag("span", "State"), scope="col")]
    for move in game.moves:
        day = move.made.move.day
        heads.append(
            tag(
                "th",
                tag("b", esc(move.number)),
                esc(f"{day.day} {day:%b}"),
                scope="col",
                title=move.made.move.title,
            )
        )
    rows = (tag("tr", *_row(rung)) for rung in game.rungs)
    head = tag("thead", tag("tr", *heads))
    return tag("table", head, tag("tbody", *rows), class_="rungs")


def _row(rung: Rung) -> Iterator[str]:
    yield tag("th", esc(rung.name), scope="row")
    before = Bound.NOTHING
    for cell in rung.cells:
        yield tag("td", esc(cell.value) or " ", class_=_classes(cell, before))
        before = cell


def _classes(cell: Bound, before: Bound) -> str | None:
    look = LOOK.get(cell)
    names = [f"s-{look}"] if look else []
    names += ["refuses"] if cell is Bound.REFUSES else []
    names += ["new"] if look and cell is not before else []
    return " ".join(names) or None


def _key(game: Game) -> str:
    used = {c for r in game.rungs for c in r.cells}
    items = [
        tag("li", tag("b", esc(b.value)), f": {esc(text)}")
        for b, text in MEANS.items()
        if b in used
    ]
    return tag("ul", *items, class_="key") if items else ""


def _move(move: PlayedMove) -> str:
    made = move.made.move
    day = f"{made.day.day} {made.day:%B %Y}"
    head = tag("h3", f"{move.number}. {esc(made.title)} ", tag("span", esc(day)))
    lines = [
        tag("p", esc(move.words.changed)),
        tag("p", esc(move.words.next), class_="next"),
    ]
    items = [tag("li", esc(text)) for text in happened(move)]
    items += [tag("li", esc(done.line)) for done in move.done]
    more = ""
    if items:
        what = tag("summary", "What happened, and what was done")
        more = tag("details", what, tag("ul", *items))
    return tag("li", head, *lines, more)
