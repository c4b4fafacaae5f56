"""The answer: a solution with all its forms, read off one derivation."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

from engine.findings.explanation import Explanation, explain
from engine.forms.table import Framed, Table
from engine.output.page import Shown
from engine.verdicts.solution import Solution

if TYPE_CHECKING:
    import networkx as nx

    from engine.output.citing import Cited
    from engine.output.document import Document
    from engine.question.understood import Understood
    from engine.ruling.ruling import Ruling

State: TypeAlias = str | int


@dataclass(frozen=True, repr=False)
class Answer(Solution, Framed, Shown):
    """The answer to a question: what each state owes, on which grounds and readings, in every form.

    Iterating gives the rows in the order of nearness; `answer["China"]` gives one. Every row is a flat record too, so
    `pd.DataFrame(answer)` works; `answer.to_pandas()` has the dtypes right, and other tables (`answer.tables`).

    >>> from engine import ask
    >>> answer = ask("South Korea", by="North Korea", on="2026-01-01")
    >>> str(answer["United States"].status), str(answer["USA"].duty)
    ('bound', 'act')
    """

    understood: Understood | None = None
    """The meaning that was found in a question in words; None for a question by arguments."""

    @classmethod
    def of(
        cls,
        solution: Solution,
        understood: Understood | None = None,
    ) -> Answer:
        """Make the answer to a question, with all its forms, from its solution.

        Args:
            solution: the solution.
            understood: what a question in words was understood to ask.
        """
        return cls(
            **{f: getattr(solution, f) for f in solution.__dataclass_fields__},
            understood=understood,
        )

    def __repr__(self) -> str:
        from engine.output.clause_words import in_figures

        return f"<Answer {self.title!r}: {in_figures(self)}>"

    def to_pandas(self, table: str = "") -> Any:
        """Make a pandas frame of a table (extra `pandas`).

        Args:
            table: `states` (one row for each state; the default), `duties` (what is due at once, the
            bound
                first), `grounds` (every duty, however far), `readings` or `questions`.

        Raises `MissingExtra` where pandas is absent, `UnknownName` where there is no such table.
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
        """Write the answer as text: the bottom line, then section by section; what is far is counted.

        Args:
            brief: the bottom line and the instruments alone.
            all: everything, nothing counted.
            only: the states shown, by name, id or code; each gets its own answer first.
            duty: one kind of duty, or `help` for every kind that draws in.

        Raises `CasusError` for names that no state or duty has, and for `brief` and `all` together.

        >>> from engine import ask
        >>> print(ask("South Korea", by="North Korea", on="2026-01-01", rounds=1).text(only="USA").splitlines()[2])
        Yes, but it chooses how: the United States must act (US–South Korean Treaty of 1953, Art. III).
        """
        from engine.output.plain import LINES, as_text

        named = (only,) if isinstance(only, str | int) else tuple(only)
        made = self.document(only=named, brief=brief, all=all, duty=duty)
        return as_text(made, lines=None if all else LINES)

    def document(self, *, only: Iterable[State] = (), **extent: Any) -> Document:
        """Make the blocks that every form of the answer shows; takes the arguments of `text`.

        >>> from engine import ask
        >>> ask("South Korea", by="North Korea", on="2026-01-01", rounds=1).document(all=True).sections[2].heading
        'At once'
        """
        from engine.output.answer_document import document
        from engine.output.extent import DetailOptions

        states = tuple(self.corpus.states.of_day(s, self.setting.on).id for s in only)
        if known := self.understood:
            extent |= {"understood": known.assumed}
        return document(
            self.toward(*states, *self.scenario.about),
            DetailOptions(only=states, **extent),
        )

    def toward(self, *states: State) -> Answer:
        """Give an answer that looks far enough for the given states: this answer, or a longer search where one of the
        states owes no help within it.

        >>> from engine import ask
        >>> near = ask("Poland", by="Russia", on="2026-01-01")
        >>> near.toward("Germany") is near
        True
        """
        owing = all((duty := self[s].duty) and duty.drawn_in for s in states)
        return self if owing or self.bounds.far == 0 else self.followed

    @cached_property
    def followed(self) -> Answer:
        """Answer the same question with the cascade followed to its end; this answer where nothing is left to follow."""
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
        """Prove that a state is drawn in, or give every condition that failed: see `engine.findings.explanation`."""
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
        """Give the answer as JSON data of schema 2, as `casus ask --json` prints it; `casus schema answer` prints the
        schema.

        The short form tells what is called, what may follow first, and every state with its verdict, what it owes at
        once, by which instrument and on which open answers; it counts the rest under `left_out`.

        Args:
            full: leave nothing out: every ground with all of its supports, every condition that failed, every verdict
                under every reading.
            fields: some of the fields at the top, which alone are given.
            only: keep of `states` these alone, and rule on each of them.

        Raises UnknownName for a field that an answer does not have.

        >>> from engine import ask
        >>> answer = ask("South Korea", by="North Korea", on="2026-01-01", rounds=1)
        >>> answer.to_dict(fields=["on", "complete"])
        {'on': '2026-01-01', 'complete': False}
        """
        from engine.output.answer_document import narrowed
        from engine.output.extent import DetailOptions
        from engine.output.json_form import answer_to_dict

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
        """Cite the instruments, readings, rules and data versions that the answer used: see `engine.output.citing`."""
        from engine.output.citing import cite

        return cite(self, state, sources=sources)

    def svg(self, *, portrait: bool = False, focus: str = "") -> str:
        """Draw who is drawn in as an SVG document: who fights, which instruments are called, whom each binds to whom.

        `portrait` is for a narrow sheet such as a telephone; `focus` is a state, by any name: only what concerns it.
        Raises `CasusError` where nothing does.
        """
        from engine.output.picture import draw

        return draw(self, portrait=portrait, focus=focus)

    def map(
        self, *, world: bool = False, portrait: bool = False, further: bool = False
    ) -> str:
        """Draw who fights and who is called at once on today's borders, as an SVG document.

        Args:
            world: show all of the world.
            portrait: draw for a narrow sheet such as a telephone.
            further: show also who may be called if it goes on.
        """
        from engine.output.picture import world_map

        return world_map(self, world=world, portrait=portrait, further=further)

    def matrix(self) -> str:
        """Draw states against readings as an SVG document."""
        from engine.output.picture import matrix

        return matrix(self)

    def save(self, path: str | Path) -> Path:
        """Write the answer as `.svg`, `.png`, `.html` (the explorer page), `.json` or `.txt`; returns the path."""
        from engine.output.picture import save

        return save(self, path)

    def to_networkx(self) -> nx.MultiDiGraph[str]:
        """Make a `MultiDiGraph` of the duties of this answer: obligor to beneficiary, keyed by clause.

        Nodes carry `status`; edges `duty`, `status`, `events`, `judgements`, `round`. All values are scalars.
        """
        from engine.output.answer_tables import duties_graph

        return duties_graph(self)

    def derivation(self) -> nx.DiGraph[str]:
        """Make a `DiGraph` of the facts and steps of the derivation: see
        `engine.output.answer_tables.derivation_graph`.

        >>> from engine import ask
        >>> import networkx as nx
        >>> g = ask("South Korea", by="North Korea", on="2026-01-01", rounds=1).derivation()
        >>> due = "due(united-states, us-rok-1953:III, south-korea)"
        >>> "attacked(north-korea, south-korea)" in nx.ancestors(g, due)
        True
        """
        from engine.output.answer_tables import derivation_graph

        return derivation_graph(self.record)


@dataclass(frozen=True)
class Why(Explanation, Shown):
    """An explanation with its forms: as text a tree."""

    _note = ""

    def __str__(self) -> str:
        from engine.output.state_text import tell_why

        return tell_why(self)

    def to_dict(self) -> dict[str, Any]:
        """Give the JSON form: a proof for each ground, and every condition that failed."""
        from engine.output.json_form import explanation_to_dict

        return explanation_to_dict(self)
