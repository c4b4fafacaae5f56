"""Drawings in the languages of Graphviz and Mermaid: who owes whom what, or the proof that one state is drawn in."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from engine.cascade.question_ids import kind_of
from engine.verdicts.explanation import Reason, said
from engine.verdicts.verdict import Status, Verdict
from treaties.vocabulary.terms import Duty

if TYPE_CHECKING:
    from engine.answer import Answer

NEAR = 4
"""Steps beyond which a duty is left out of a drawing of the whole."""


@dataclass
class Drawing:
    """Nodes by id with a text and a style, and arrows with a text and a style. Ids are safe in both languages."""

    title: str
    nodes: dict[str, tuple[str, str]] = field(default_factory=dict)
    arrows: list[tuple[str, str, str, str]] = field(default_factory=list)
    _ids: dict[object, str] = field(default_factory=dict)

    def node(self, key: object, text: str, style: str) -> str:
        """A node, once; its id."""
        ident = self._ids.setdefault(key, f"n{len(self._ids)}")
        self.nodes.setdefault(ident, (text, style))
        return ident


def drawing(answer: Answer, state: str | None = None) -> Drawing:
    """The duties of an answer as far as they are near, or the proof for one state."""
    if state is not None:
        return _proof(answer, state)
    found = Drawing(answer.title)
    rows = {r.state: r for r in answer.rows}

    def node(ident: str) -> str:
        row = rows.get(ident)
        return found.node(ident, answer.setting.name(ident), str(row.status) if row else "belligerent")

    for o in answer.setting.occurrences:
        if o.object:
            found.arrows.append((node(o.actor), node(o.object), str(o.kind), "force"))
    for row in answer.rows:
        best: dict[str, tuple[tuple[int, int, int], str, Verdict]] = {}
        for g, v in ((j.ground, j.verdict) for j in row.judged):
            if v.duty and v.distance.total <= NEAR:
                key = (v.duty.rank, v.status.order, v.distance.total)
                if g.beneficiary not in best or key < best[g.beneficiary][0]:
                    best[g.beneficiary] = (key, f"{v.duty}: {g.clause.label}", v)
        for toward, (_, label, v) in best.items():
            style = "due" if v.status is Status.BOUND else "open"
            if v.duty in (Duty.CONSULT, Duty.STAY_NEUTRAL, Duty.NOT_AID, Duty.MAY_ASSIST):
                style = "lesser"
            found.arrows.append((node(row.state), node(toward), label, style))
    return found


def _proof(answer: Answer, state: str) -> Drawing:
    answer = answer.toward(state)
    explanation = answer.why(state)
    found = Drawing(f"{answer.title} Why {explanation.row.name}?")

    def add(reason: Reason) -> str:
        key = (reason.fact, reason.text)
        known = key in found._ids
        ident = found.node(key, reason.text, "event" if reason.rule == "event" else "fact")
        if not known:
            for literal in reason.answers:
                question, word, how = said(answer, literal, reason.treaty)
                if kind_of(literal[0]) != "rule":
                    asked = found.node(literal, f"{question.text} {word}", "open" if how == "open" else "settled")
                    found.arrows.append((asked, ident, how, "answer"))
            for child in reason.because:
                found.arrows.append((add(child), ident, "", "step"))
        return ident

    for _, _, reason in explanation.proofs[:1]:
        add(reason)
    if not explanation.proofs:
        found.node(state, f"{explanation.row.name}: {explanation.row.status}", "no-treaty")
    return found


_FILL = {
    "belligerent": "#d9d9d9",
    "bound": "#f4a582",
    "conditional": "#fddbc7",
    "contested": "#ffe9a8",
    "released": "#d1e5f0",
    "event": "#d9d9d9",
    "open": "#ffe9a8",
    "settled": "#f7f7f7",
    "fact": "#ffffff",
}
_LINE = {
    "force": 'color="#b2182b", penwidth=2',
    "due": "penwidth=2",
    "open": "style=dashed",
    "lesser": "style=dotted",
    "answer": "style=dotted",
    "step": "",
}


def to_dot(answer: Answer, state: str | None = None) -> str:
    """A drawing in the language of Graphviz.

    >>> from engine import ask
    >>> to_dot(ask("South Korea", by="North Korea", on="2026-01-01", rounds=1)).splitlines()[0]
    'digraph casus {'
    """
    d = drawing(answer, state)
    lines = ["digraph casus {", f"  label={_quoted(d.title)}; labelloc=t; rankdir=LR; node [shape=box, style=filled];"]
    for ident, (text, style) in d.nodes.items():
        lines.append(f"  {ident} [label={_quoted(text)}, fillcolor={_quoted(_FILL.get(style, '#ffffff'))}];")
    for a, b, text, style in d.arrows:
        label = f"label={_quoted(text)}" if text else ""
        lines.append(f"  {a} -> {b} [{', '.join(x for x in (label, _LINE[style]) if x)}];")
    return "\n".join([*lines, "}"]) + "\n"


def to_mermaid(answer: Answer, state: str | None = None) -> str:
    """A drawing in the language of Mermaid, which code hosts show in Markdown.

    >>> from engine import ask
    >>> to_mermaid(ask("South Korea", by="North Korea", on="2026-01-01", rounds=1)).splitlines()[0]
    'flowchart LR'
    """
    d = drawing(answer, state)
    arrow = {"force": "==>", "due": "-->", "open": "-.->", "lesser": "-.->", "answer": "-.->", "step": "-->"}
    lines = ["flowchart LR", f"  %% {' '.join(d.title.split())}"]
    lines += [f'  {ident}["{_safe(text)}"]:::{_word(style)}' for ident, (text, style) in d.nodes.items()]
    for a, b, text, style in d.arrows:
        label = f'|"{_safe(text)}"|' if text else ""
        lines.append(f"  {a} {arrow[style]}{label} {b}")
    used = sorted({style for _, style in d.nodes.values()})
    lines += [f"  classDef {_word(s)} fill:{_FILL.get(s, '#ffffff')},color:#000000" for s in used]
    return "\n".join(lines) + "\n"


def _word(style: str) -> str:
    return "s" + "".join(c for c in style if c.isalpha())


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _safe(text: str) -> str:
    """Text for a Mermaid label, whose own escapes begin with `#`."""
    return text.replace("&", "#amp;").replace('"', "#quot;").replace("<", "#lt;").replace(">", "#gt;")
