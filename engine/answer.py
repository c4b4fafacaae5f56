"""`Answer`: a solution with its text, JSON, tables and pictures, all made from one derivation."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

from engine.findings.explanation import Explanation, explain
from engine.forms.shown import Shown
from engine.forms.table import Framed, Table
from engine.verdicts.solution import Solution
from treaties.support.garbage import gc_paused

if TYPE_CHECKING:
    import networkx as nx

    from engine.output.citing import Cited
    from engine.output.document import Document
    from engine.question.understood import Understood
    from engine.ruling.ruling import Ruling

State: TypeAlias = str | int


DOCUMENTED = [
    "address",
    "cite",
    "derivation",
    "grounds",
    "map",
    "questions",
    "readings",
    "rows",
    "ruling",
    "save",
    "svg",
    "table",
    "text",
    "to_dict",
    "to_networkx",
    "to_pandas",
    "under",
    "why",
]
"""The names of an answer that the documentation explains, and that `dir` lists."""


@dataclass(frozen=True, repr=False)
class Answer(Solution, Framed, Shown):
    """The answer to a question: what each state owes, under which articles and readings, in every output form.

    Iteration yields the rows, nearest to war first; `answer["China"]` is one row. Every row is also a flat record, so
    `pd.DataFrame(answer)` works; `answer.to_pandas()` sets the dtypes and offers other tables (`answer.tables`).

    >>> from engine import ask
    >>> answer = ask("South Korea", by="North Korea", on="2026-01-01")
    >>> str(answer["United States"].status), str(answer["USA"].duty)
    ('bound', 'act')
    """

    understood: Understood | None = None
    """How a question in words was understood; None for a question by arguments."""

    @classmethod
    def of(
        cls,
        solution: Solution,
        understood: Understood | None = None,
    ) -> Answer:
        """Return the answer made from a solution.

        Args:
            solution: the solution.
            understood: how a question in words was understood.
        """
        return cls(
            **{f: getattr(solution, f) for f in solution.__dataclass_fields__},
            understood=understood,
        )

    def __dir__(self) -> list[str]:
        """List the names that the documentation explains, beside those of every object."""
        return sorted({*DOCUMENTED, *(n for n in super().__dir__() if n[:1] == "_")})

    def __repr__(self) -> str:
        from engine.output.bottom_line import bottom_line

        return f"<Answer {self.title!r}: {bottom_line(self)[0]}>"

    def to_pandas(self, table: str = "") -> Any:
        """Return a table as a pandas frame (extra `pandas`).

        Args:
            table: `states` (one row for each state; the default), `duties` (what is due at once, settled duties first),
                `grounds` (every duty, however many acts away), `readings` or `questions`.

        Raises `MissingExtra` without pandas, `UnknownName` for an unknown table.
        """
        return super().to_pandas(table)

    @property
    def ruling(self) -> Ruling:
        """The ruling: whether each state and treaty asked about is bound, and all help that is owed.

        >>> from engine import ask
        >>> answer = ask("Estonia", by="Russia", on="2026-01-01", must="USA", rounds=1)
        >>> answer.ruling.states[0].holding.value
        'obliged-own-means'
        """
        from engine.ruling.attack import ruling_of

        return ruling_of(self)

    @property
    def address(self) -> str:
        """The short address of the question, the same on the map and the command line; empty if the question contains
        more than one attack, a day and a place.

        >>> from engine import ask
        >>> ask("Estonia", by="Russia", on="2026-01-01", rounds=1).address
        'estonia/russia/2026-01-01'
        """
        from engine.question.short_address import short_address
        from engine.question.topic import Kind

        topic = self.topic
        narrower = topic.kind is not Kind.WHO or topic.states or topic.treaties
        return "" if narrower or self.over else short_address(self.scenario)

    def __str__(self) -> str:
        return self.text()

    def text(
        self,
        *,
        brief: bool = False,
        all: bool = False,
        only: State | Iterable[State] = (),
        duty: str = "",
    ) -> str:
        """Return the answer as text: the conclusion first, then section by section; duties that are many acts away are
        only counted.

        Args:
            brief: only the conclusion and the instruments.
            all: everything, with nothing left out.
            only: the states to show, by name, id or code; each gets its own conclusion first.
            duty: one kind of duty, or `help` for every kind that draws a state in.

        Raises `CasusError` for unknown states or duties, and for `brief` together with `all`.

        >>> from engine import ask
        >>> print(ask("South Korea", by="North Korea", on="2026-01-01", rounds=1).text(only="USA").splitlines()[2])
        Yes, but it chooses how: the United States must act (US–South Korean Treaty of 1953, Art. III).
        """
        from engine.output.plain import LINES, as_text

        named = (only,) if isinstance(only, str | int) else tuple(only)
        made = self.document(only=named, brief=brief, all=all, duty=duty)
        return as_text(made, lines=None if all else LINES)

    def document(self, *, only: Iterable[State] = (), **extent: Any) -> Document:
        """Return the sections of the answer, from which every output form is made.

        Args:
            only: the states to show, by name, id or code.
            extent: the other arguments of `text`.

        >>> from engine import ask
        >>> ask("South Korea", by="North Korea", on="2026-01-01", rounds=1).document(all=True).sections[2].heading
        'At once'
        """
        from engine.findings.extent import DetailOptions
        from engine.output.answer_document import document

        states = tuple(self.corpus.states.of_day(s, self.setting.on).id for s in only)
        if known := self.understood:
            extent |= {"understood": known.assumed}
        near = self.toward(*states, *self.scenario.about)
        with gc_paused():
            return document(near, DetailOptions(only=states, **extent))

    def toward(self, *states: State) -> Answer:
        """Return this answer; but if one of the given states owes no help in it, the answer of a longer search for the
        same question.

        >>> from engine import ask
        >>> near = ask("Poland", by="Russia", on="2026-01-01")
        >>> near.toward("Germany") is near
        True
        """
        owing = all((duty := self[s].duty) and duty.drawn_in for s in states)
        return self if owing or self.bounds.far == 0 else self.followed

    @cached_property
    def followed(self) -> Answer:
        """The same question with the cascade followed to its end; this answer if nothing is left to follow."""
        if not self.further_off:
            return self
        anew = Answer.of(self.anew(far=None), self.understood)
        return replace(anew, topic=self.topic, over=self.over)

    def _picture(self) -> str:
        return self.svg()

    def _body(self) -> str:
        from engine.output.page import sections_html

        return sections_html(self.document())

    @property
    def _note(self) -> str:  # type: ignore[override]
        return self.document().note

    def _tables(self) -> Mapping[str, Callable[[], Table]]:
        from engine.output.answer_tables import tables

        return tables(self)

    def why(self, state: str | int) -> Why:
        """Return the proof that a state is drawn in, or every condition that failed: see `engine.findings.explanation`."""
        state = self.corpus.states.of_day(state, self.setting.on).id
        answer = self.toward(state)
        return Why(**vars(explain(answer, answer[state])))

    def to_dict(
        self,
        *,
        full: bool = False,
        fields: Iterable[str] = (),
        only: Iterable[State] = (),
    ) -> dict[str, Any]:
        """Return the answer as JSON data of schema 3, as `casus ask --json` prints it; `casus schema answer` prints the
        schema.

        Its parts are the `question`, the `ruling`, the `findings`, what the answer `says`, and the `law`. The short form
        has the triggered articles, the nearest further steps, and for every state its verdicts, the article and the open
        answers; it counts the rest under `left_out`.

        Args:
            full: leave nothing out: every duty with all its supports, every failed condition, every verdict under every
                reading.
            fields: the parts and the findings to return; all by default.
            only: the states to keep and to rule on.

        Raises `UnknownName` for an unknown field.

        >>> from engine import ask
        >>> answer = ask("South Korea", by="North Korea", on="2026-01-01", rounds=1)
        >>> answer.to_dict(fields=["forbidden"])["findings"]["forbidden"][0]["says"]
        'North Korea breaks the ban on force (UN Charter, Art. 2(4), and custom).'
        """
        from engine.findings.extent import DetailOptions
        from engine.output.answer_document import narrowed
        from engine.output.answer_json import answer_to_dict

        states = tuple(self.corpus.states.of_day(s, self.setting.on).id for s in only)
        near = self.toward(*states, *self.scenario.about)
        return answer_to_dict(
            narrowed(near, DetailOptions(only=states)),
            full=full,
            fields=fields,
            only=states,
            understood=self.understood.wording(self.corpus) if self.understood else "",
        )

    def cite(self, state: str | int | None = None, *, sources: bool = False) -> Cited:
        """Return citations of the instruments, readings, rules and data versions that the answer used: see
        `engine.output.citing`.
        """
        from engine.output.citing import cite

        return cite(self, state, sources=sources)

    def svg(self, *, portrait: bool = False, focus: str = "") -> str:
        """Return a diagram of the escalation as SVG: who fights, which instruments are triggered, and whom each binds
        to whom.

        Args:
            portrait: draw for a narrow sheet, such as a telephone.
            focus: a state, by any name; only what concerns it is drawn.

        Raises `CasusError` if nothing concerns that state.
        """
        from engine.output.picture import draw

        return draw(self, portrait=portrait, focus=focus)

    def map(
        self, *, world: bool = False, portrait: bool = False, further: bool = False
    ) -> str:
        """Return a map of belligerents and of states with duties at once, on today's borders, as SVG.

        Args:
            world: show the whole world.
            portrait: draw for a narrow sheet, such as a telephone.
            further: also show states that later acts may draw in.
        """
        from engine.output.picture import world_map

        return world_map(self, world=world, portrait=portrait, further=further)

    def save(self, path: str | Path) -> Path:
        """Write the answer to a file as `.svg`, `.png`, `.html` (the explorer page), `.json` or `.txt`, and return its
        path.
        """
        from engine.output.picture import save

        return save(self, path)

    def to_networkx(self) -> nx.MultiDiGraph[str]:
        """Return the duties of this answer as a `MultiDiGraph`, from obligor to beneficiary, keyed by clause.

        Nodes have `status`; edges have `duty`, `status`, `events`, `judgements`, `round`. All values are scalars.
        """
        from engine.output.answer_tables import duties_graph

        return duties_graph(self)

    def derivation(self) -> nx.DiGraph[str]:
        """Return the facts and steps of the derivation as a `DiGraph`: see
        `engine.forms.derivation_graph`.

        >>> from engine import ask
        >>> import networkx as nx
        >>> g = ask("South Korea", by="North Korea", on="2026-01-01", rounds=1).derivation()
        >>> due = "due(united-states, us-rok-1953:III, south-korea)"
        >>> "attacked(north-korea, south-korea)" in nx.ancestors(g, due)
        True
        """
        from engine.forms.derivation_graph import derivation_graph

        return derivation_graph(self.record)


@dataclass(frozen=True)
class Why(Explanation, Shown):
    """An explanation; its text form is a tree."""

    _note = ""

    def __str__(self) -> str:
        from engine.output.state_text import tell_why

        return tell_why(self)

    def to_dict(self) -> dict[str, Any]:
        """Return the explanation as JSON data: a proof for each duty, and every failed condition."""
        from engine.output.answer_json import why_to_dict

        return why_to_dict(self)
