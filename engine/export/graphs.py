"""Graphs of duties for Gephi and similar tools, with scalar attributes and the period of each article."""

from __future__ import annotations

import io
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from engine.findings.explanation import settlement
from engine.record.question_ids import kind_of
from engine.record.reasons import Reason
from engine.record.verdict import Status, Verdict
from treaties.support.sibling_toml import sibling_toml

if TYPE_CHECKING:
    import networkx as nx

    from engine.answer import Answer
    from engine.record.grounds import Judged
    from engine.record.rows import StateVerdict
    from engine.setting.graph import Clause
    from treaties.models.corpus import Corpus


def duties(answer: Answer) -> nx.MultiDiGraph[str]:
    """Return the duties of an answer as a graph, from obligor to beneficiary, with the period of each article.

    >>> from engine import ask
    >>> g = duties(ask("South Korea", by="North Korea", on="2026-01-01", rounds=1))
    >>> g["united-states"]["south-korea"]["us-rok-1953:III"]["since"]
    '1954-11-17'
    """
    graph = answer.to_networkx()
    for node, data in graph.nodes(data=True):
        data |= {
            "label": data["name"],
            "belligerent": node in answer.setting.belligerents,
        }
    for _, _, key, data in graph.edges(keys=True, data=True):
        data |= {
            "label": f"{data['treaty']} {data['article']}",
            "kind": "duty",
            **_life(answer.graph.clauses[key]),
        }
    for o in answer.setting.occurrences:
        if o.kind.forcible and o.actor in graph and o.object in graph:
            act = {"kind": "force", "label": str(o.kind), "since": o.begun.isoformat()}
            graph.add_edge(o.actor, o.object, f"{o.kind}:{o.pair}", **act)
    return graph


def law(corpus: Corpus) -> nx.MultiDiGraph[str]:
    """Return every duty that a law ever contained as a graph from obligor to beneficiary, each with the periods in
    which it was in force.
    """
    import networkx as nx

    from engine.setting.graph import clauses_of
    from treaties.models.legs import every_leg

    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for treaty in corpus.treaties:
        for clause in clauses_of(treaty):
            o, spells = clause.obligation, Counter[tuple[str, str]]()
            for leg, (since, until) in sorted(
                every_leg(treaty, o), key=lambda found: (found[0][1:], found[1][0])
            ):
                spells[leg[1:]] += 1
                key = clause.key + (
                    f"@{spells[leg[1:]]}" if spells[leg[1:]] > 1 else ""
                )
                span = {
                    "since": since.isoformat(),
                    **({"until": until.isoformat()} if until else {}),
                }
                duty = {
                    "treaty": treaty.id,
                    "article": o.article,
                    "duty": str(o.duty),
                    "trigger": str(o.trigger),
                }
                graph.add_edge(
                    leg.obligor,
                    leg.beneficiary,
                    key,
                    **duty,
                    label=clause.label,
                    kind="duty",
                    **span,
                )
    for node, data in graph.nodes(data=True):
        data["label"] = data["name"] = corpus.states[node].name
    return graph


def _life(clause: Clause) -> dict[str, str]:
    o, t = clause.obligation, clause.treaty
    since = max((d for d in (o.since, t.since) if d), default=None)
    until = min((d for d in (o.until, t.until) if d), default=None)
    return {k: d.isoformat() for k, d in (("since", since), ("until", until)) if d}


def graphml(graph: nx.MultiDiGraph[str]) -> str:
    """Return a graph as GraphML."""
    import networkx as nx

    out = io.BytesIO()
    nx.write_graphml_xml(graph, out, named_key_ids=True)
    return out.getvalue().decode("utf-8") + "\n"


def gexf(graph: nx.MultiDiGraph[str]) -> str:
    """Return a graph as GEXF 1.2 with dynamic edges: `since` and `until` become start and end."""
    import networkx as nx

    moving: nx.MultiDiGraph[str] = nx.MultiDiGraph(mode="dynamic")
    moving.graph["timeformat"] = "date"
    for node, data in graph.nodes(data=True):
        moving.add_node(node, **{k: v for k, v in data.items() if v is not None})
    for n, (a, b, key, data) in enumerate(graph.edges(keys=True, data=True)):
        kept = {
            k: v
            for k, v in data.items()
            if k not in ("since", "until") and v is not None
        }
        span = {
            new: data[old]
            for old, new in (("since", "start"), ("until", "end"))
            if data.get(old)
        }
        moving.add_edge(a, b, key, id=str(n), clause=key, **kept, **span)
    out = io.BytesIO()
    nx.write_gexf(moving, out, version="1.2draft")
    return out.getvalue().decode("utf-8") + "\n"


NEAR = 4
"""Steps beyond which a duty is left out of a drawing of the whole answer."""


@dataclass
class Drawing:
    """A graph to be written as DOT or Mermaid: its title, nodes and arrows, each node and arrow with a text and a
    style. The ids are valid in both languages.
    """

    title: str
    nodes: dict[str, tuple[str, str]] = field(default_factory=dict)
    arrows: list[tuple[str, str, str, str]] = field(default_factory=list)
    _ids: dict[object, str] = field(default_factory=dict)

    def __contains__(self, key: object) -> bool:
        return key in self._ids

    def node(self, key: object, text: str, style: str) -> str:
        """Add a node, unless there is one with the same key, and return its id.

        Args:
            key: what the node represents.
            text: its text.
            style: the name of its style.
        """
        ident = self._ids.setdefault(key, f"n{len(self._ids)}")
        self.nodes.setdefault(ident, (text, style))
        return ident


def drawing(answer: Answer, state: str | None = None) -> Drawing:
    """Return a drawing of the duties of an answer that are due at once or after few steps, or of the proof for one
    state.
    """
    if state is not None:
        return _proof(answer, state)
    found = Drawing(answer.title)
    rows = {row.state: row for row in answer.rows}

    def node(ident: str) -> str:
        style = str(rows[ident].status) if ident in rows else "belligerent"
        return found.node(ident, answer.setting.name(ident), style)

    for o in answer.setting.occurrences:
        if o.object:
            found.arrows.append((node(o.actor), node(o.object), str(o.kind), "force"))
    for row in answer.rows:
        for beneficiary, judged in _nearest(row).items():
            label = f"{judged.verdict.duty}: {judged.ground.clause.label}"
            style = _style(judged.verdict)
            found.arrows.append((node(row.state), node(beneficiary), label, style))
    return found


def _nearest(row: StateVerdict) -> dict[str, Judged]:
    """By beneficiary the strongest duty of a state that is near enough to be drawn."""
    best: dict[str, Judged] = {}
    near = [
        judged
        for judged in row.judged
        if judged.verdict.duty and judged.verdict.distance.total <= NEAR
    ]
    for judged in near:
        to = judged.ground.beneficiary
        if to not in best or _order(judged.verdict) < _order(best[to].verdict):
            best[to] = judged
    return best


def _order(verdict: Verdict) -> tuple[int, int, int]:
    """A key that sorts the strongest duty first, for a verdict by which anything is owed."""
    rank = verdict.duty.rank if verdict.duty else 0
    return rank, verdict.status.order, verdict.distance.total


def _style(verdict: Verdict) -> str:
    if verdict.duty and not verdict.duty.drawn_in:
        return "lesser"
    return "due" if verdict.status is Status.BOUND else "open"


def _proof(answer: Answer, state: str) -> Drawing:
    answer = answer.toward(state)
    explanation = answer.why(state)
    found = Drawing(f"{answer.title} Why {explanation.row.name}?")
    rests_on = explanation.row.ground
    chosen = [r for g, _, r in explanation.proofs if g is rests_on]
    for reason in [*chosen, *(r for *_, r in explanation.proofs)][:1]:
        _add_reason(found, answer, reason)
    if not explanation.proofs:
        words = f"{explanation.row.name}: {explanation.row.status}"
        found.node(state, words, "no-treaty")
    return found


def _add_reason(found: Drawing, answer: Answer, reason: Reason) -> str:
    """Draw a reason, once, with its answers and the reasons that it rests on; returns its id."""
    key = (reason.fact, reason.text)
    style = "event" if reason.rule == "event" else "fact"
    known = key in found
    ident = found.node(key, reason.text, style)
    if known:
        return ident
    for literal in reason.answers:
        if kind_of(literal[0]) != "rule":
            question, word, how = settlement(answer, literal, reason.treaty)
            style = "open" if how == "open" else "settled"
            asked = found.node(literal, f"{question.text} {word}", style)
            found.arrows.append((asked, ident, how, "answer"))
    for child in reason.because:
        found.arrows.append((_add_reason(found, answer, child), ident, "", "step"))
    return ident


LOOK = sibling_toml(__file__)
"""The fill of nodes, and the arrows in both languages, by style."""


def to_dot(answer: Answer, state: str | None = None) -> str:
    """Return the drawing of an answer, or of the proof for one state, in Graphviz's language DOT.

    >>> from engine import ask
    >>> to_dot(ask("South Korea", by="North Korea", on="2026-01-01", rounds=1)).splitlines()[0]
    'digraph casus {'
    """
    d = drawing(answer, state)
    lines = [
        "digraph casus {",
        f"  label={_quoted(d.title)}; labelloc=t; rankdir=LR; node [shape=box, style=filled];",
    ]
    for ident, (text, style) in d.nodes.items():
        lines.append(
            f"  {ident} [label={_quoted(text)}, fillcolor={_quoted(LOOK['fill'].get(style, '#ffffff'))}];"
        )
    for a, b, text, style in d.arrows:
        label = f"label={_quoted(text)}" if text else ""
        lines.append(
            f"  {a} -> {b} [{', '.join(x for x in (label, LOOK['dot'][style]) if x)}];"
        )
    return "\n".join([*lines, "}"]) + "\n"


def to_mermaid(answer: Answer, state: str | None = None) -> str:
    """Return the drawing of an answer, or of the proof for one state, in Mermaid's language, which code hosts show in
    Markdown.

    >>> from engine import ask
    >>> to_mermaid(ask("South Korea", by="North Korea", on="2026-01-01", rounds=1)).splitlines()[0]
    'flowchart LR'
    """
    d = drawing(answer, state)
    lines = ["flowchart LR", f"  %% {' '.join(d.title.split())}"]
    lines += [
        f'  {ident}["{_safe(text)}"]:::{_word(style)}'
        for ident, (text, style) in d.nodes.items()
    ]
    for a, b, text, style in d.arrows:
        label = f'|"{_safe(text)}"|' if text else ""
        lines.append(f"  {a} {LOOK['mermaid'][style]}{label} {b}")
    used = sorted({style for _, style in d.nodes.values()})
    lines += [
        f"  classDef {_word(s)} fill:{LOOK['fill'].get(s, '#ffffff')},color:#000000"
        for s in used
    ]
    return "\n".join(lines) + "\n"


def _word(style: str) -> str:
    return "s" + "".join(c for c in style if c.isalpha())


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _safe(text: str) -> str:
    """Text for a Mermaid label, whose own escapes begin with `#`."""
    return (
        text.replace("&", "#amp;")
        .replace('"', "#quot;")
        .replace("<", "#lt;")
        .replace(">", "#gt;")
    )
