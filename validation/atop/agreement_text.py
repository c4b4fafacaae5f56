"""The comparison with ATOP as text, as data, and as the Markdown of docs/atop-agreement.md.

No row of ATOP is printed, only our own values, counts and explanations.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from pydantic import Field

from engine.forms.json_parts import ResultShape, Shape
from engine.output.prose import para
from treaties.models.corpus import Corpus
from treaties.models.treaty import Treaty
from treaties.support.sibling_toml import sibling_toml
from validation.atop.agreement import FIELDS, Agreement, Cell
from validation.atop.causes import Cause
from validation.atop.coverage import (
    CoverageJson,
    PactCoverage,
    capital,
    coverage_json,
    grid,
)
from validation.atop.rules import POINTS

_TITLES = POINTS | {
    "member": "members",
    "entry": "beginning",
    "exit": "end",
    "conditions": "conditional or not",
}
"""The fields in words."""


class CellsJson(Shape):
    """The numbers of cells of one field that agree, that are explained, and that are not, as JSON."""

    cells: int
    agree: int
    explained: int
    unexplained: int


class AgreementJson(ResultShape):
    """The comparison of the corpus with other data, as JSON; only `coverage` if no member file of ATOP is given."""

    source: str = Field("", description="The file that the corpus is held against.")
    treaties: int = Field(0, description="Instruments that have a row in it.")
    share: float = Field(0.0, description="Cells that agree or are explained, of all.")
    fields: dict[str, CellsJson] = Field({}, description="Cells by field, and of all.")
    causes: dict[str, int] = Field(
        {}, description="How many differences each cause explains."
    )
    differences: list[Cell] = Field(
        [],
        description="Cells that differ, explained or not, without the other source's value.",
    )
    coverage: list[CoverageJson]


def _row(name: str, cells: Sequence[Cell]) -> tuple[str, int, int, int, int]:
    agree = sum(c.cause is None for c in cells)
    bare = sum(c.cause is Cause.NONE for c in cells)
    return (name, len(cells), agree, len(cells) - agree - bare, bare)


def by_field(a: Agreement) -> list[tuple[str, int, int, int, int]]:
    """Return the numbers of all, agreeing, explained and unexplained cells, for each field and in total."""
    return [_row(_TITLES[f], a.of(f)) for f in FIELDS] + [_row("all", a.cells)]


def by_cause(a: Agreement) -> list[tuple[Cause, int]]:
    """Return the number of differences that each cause explains, in the order of `Cause`."""
    counts = Counter(c.cause for c in a.cells if c.cause)
    return [(cause, counts[cause]) for cause in Cause if counts[cause]]


def to_dict(a: Agreement | None, pacts: Sequence[PactCoverage] = ()) -> dict[str, Any]:
    """Return the comparison as JSON data, with the coverage of defence pacts and the cells that differ, without ATOP's
    values.
    """
    covered = [coverage_json(c) for c in pacts]
    if a is None:
        return AgreementJson(coverage=covered).data()
    fields = {
        name: CellsJson(
            cells=cells, agree=agree, explained=explained, unexplained=unexplained
        )
        for name, cells, agree, explained, unexplained in by_field(a)
    }
    return AgreementJson(
        source=a.source,
        treaties=a.treaties,
        share=round(a.share, 4),
        fields=fields,
        causes={str(cause): n for cause, n in by_cause(a)},
        differences=[c for c in a.cells if c.cause],
        coverage=covered,
    ).data()


def summary(a: Agreement) -> str:
    """Return the comparison as plain text, with every unexplained cell."""
    out = [
        f"{a.treaties} treaties against {a.source}: {_percent(a.share)} of {len(a.cells)} cells agree or are explained",
        "",
    ]
    out.append(
        f"{'field':<20}{'cells':>7}{'agree':>7}{'explained':>11}{'unexplained':>13}"
    )
    out += [f"{n:<20}{c:>7}{g:>7}{e:>11}{u:>13}" for n, c, g, e, u in by_field(a)]
    out += ["", "Why they differ"]
    out += [
        para(f"{n:>5}  {cause}: {cause.sentence}", 0, 7) for cause, n in by_cause(a)
    ]
    if a.unexplained:
        out += ["", "Unexplained"]
        out += [f"  {_cell(c)}: we have `{c.ours}`" for c in a.unexplained]
    return "\n".join(out)


def markdown(a: Agreement, law: Corpus) -> str:
    """Return the content of docs/atop-agreement.md."""
    drawn = {t.id for t in law.treaties if _drawn_from_atop(t)}
    apart = [c for c in a.cells if c.treaty not in drawn]
    return str(sibling_toml(__file__, "pages.toml")["agreement"]).format(
        treaties=a.treaties,
        instruments=len(law.treaties),
        share=_percent(a.share),
        cells=len(a.cells),
        agreeing=_percent(_agreeing(a.cells)),
        drawn=len({c.treaty for c in a.cells} & drawn),
        apart=len(apart),
        agreeing_apart=_percent(_agreeing(apart)),
        fields=grid(
            ("field", "cells", "agree", "explained", "unexplained"), by_field(a)
        ),
        causes=grid(
            ("cause", "cells", "explanation"),
            [(c, n, c.sentence) for c, n in by_cause(a)],
        ),
        limits=grid(("kind", "both", "ours only", "ATOP only"), a.limits),
        notes="".join(f"\n{line}" for line in _notes(a, law)),
    )


def _notes(a: Agreement, law: Corpus) -> Iterator[str]:
    for t in law.treaties:
        cells = [
            c
            for c in a.cells
            if c.treaty == t.id
            and c.cause
            and (c.cause.by_note or c.cause is Cause.NONE)
        ]
        if cells:
            fields = Counter(_field(c) for c in cells)
            yield f"\n**{t.id}** ({', '.join(f'{f} {n}' for f, n in fields.items())})"
            members = any(c.field == "member" for c in cells)
            told_by = [
                *(_naming(law, t.id, cells) if members else ()),
                *filter(None, [t.atop.words]),
            ]
            yield from (f"- {capital(note)}" for note in dict.fromkeys(told_by))


def _drawn_from_atop(t: Treaty) -> bool:
    """Whether the file names ATOP among its sources, or a note says that something in it was taken from there."""
    named = (
        *t.sources,
        *(w.source for w in t.witnesses),
        *(o.source or "" for o in t.obligations),
    )
    taken = re.compile(
        r"(taken|drawn) from (ATOP|the row)|follows the row|(is|are) ATOP's|by ATOP;|join\w* .*ATOP row"
    )
    return any(s.split("-")[0] == "atop" for s in named) or any(
        taken.search(n) for n in (*t.remarks, t.exit)
    )


def _naming(law: Corpus, treaty: str, cells: Iterable[Cell]) -> list[str]:
    """The notes that name a member whom only one source has."""
    names = {
        n.casefold() for c in cells if c.field == "member" for n in _names(law, c.state)
    }
    return [
        n
        for n in law.treaty(treaty).remarks
        if any(name in n.casefold() for name in names)
    ]


def _names(law: Corpus, state: str) -> set[str]:
    return {law.states[state].name, *(n.name for n in law.states[state].names)}


def _field(c: Cell) -> str:
    return f"limits of {_TITLES[c.promise]}" if c.promise else _TITLES[c.field]


def _cell(c: Cell) -> str:
    return f"{c.treaty}, {c.state}, {_field(c)}" + (
        f" (phase {c.phase})" if c.phase else ""
    )


def _percent(share: float) -> str:
    return f"{100 * share:.1f} %"


def _agreeing(cells: Sequence[Cell]) -> float:
    return sum(c.cause is None for c in cells) / len(cells) if cells else 1.0
