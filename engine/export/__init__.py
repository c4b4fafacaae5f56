"""Export of derivations and of the law into the formats of other tools, so that others can check or extend them."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING

from treaties.vocabulary.errors import CasusError, UnknownName

if TYPE_CHECKING:
    from engine.analysis.probability.priors import Priors
    from engine.answer import Answer

FORMS = ("problog", "clingo", "graphml", "gexf", "dot", "mermaid", "json", "csv")
"""The formats into which an answer can be exported."""
TAKEN = {
    "problog": ("state", "duty", "priors"),
    "clingo": ("duty",),
    "dot": ("state",),
    "mermaid": ("state",),
}
"""Further arguments that each format accepts."""


def export(
    answer: Answer,
    form: str,
    *,
    state: str | None = None,
    duty: str | None = None,
    priors: Priors | None = None,
) -> str:
    """Return an answer in one of the formats of `FORMS`.

    `clingo` and `problog` are complete programs that compute the same duties, supports and odds. `graphml` and `gexf`
    are graphs of the duties, `dot` and `mermaid` drawings of them; `csv` has a row for each duty, and `json` is the
    answer.

    Args:
        answer: the answer.
        form: the format.
        state: a state, by any name: the only query of `problog`, or the state whose proof `dot` and `mermaid` draw.
        duty: the kind of duty for programs; `help` (fight, assist or act) by default.
        priors: the probabilities that `problog` needs.

    Raises `UnknownName` for an unknown format or duty, and `CasusError` for missing probabilities, or for an argument
    that the format does not accept.

    >>> from engine import ask
    >>> export(ask("South Korea", by="North Korea", on="2026-01-01", rounds=1), "csv").splitlines()[0][:30]
    'on,year,state,name,beneficiary'
    """
    from treaties.vocabulary.kinds_of_duty import kind_of_duty

    _refuse(form, {"state": state, "duty": duty, "priors": priors})
    kind = kind_of_duty(duty)
    if form == "clingo":
        from engine.export.clingo import to_clingo

        return to_clingo(answer, duty=kind)
    if form == "problog":
        from engine.export.problog import to_problog

        return to_problog(answer, _needed(priors), state=state, duty=kind)
    if form in ("graphml", "gexf", "dot", "mermaid"):
        return _graph(answer, form, state)
    if form == "csv":
        return to_csv(answer)
    return json.dumps(answer.to_dict(full=True), ensure_ascii=False, indent=2) + "\n"


def _refuse(form: str, given: dict[str, object]) -> None:
    """Raise the error of a form that is none, or of what the form does not take."""
    if form not in FORMS:
        raise UnknownName(
            "form", form, FORMS, remedy="the forms are " + ", ".join(FORMS)
        )
    for name, value in given.items():
        if value is not None and name not in TAKEN.get(form, ()):
            raise CasusError(
                f"`{form}` takes no `{name}`",
                remedy="leave it out, or choose another form",
            )


def _needed(priors: Priors | None) -> Priors:
    if priors is None:
        raise CasusError(
            "a ProbLog program needs probabilities",
            remedy="give probabilities or a file of priors",
        )
    return priors


def _graph(answer: Answer, form: str, state: str | None) -> str:
    """The duties as a graph, or as a drawing of it."""
    from engine.export import graphs

    if form == "dot":
        return graphs.to_dot(answer, state)
    if form == "mermaid":
        return graphs.to_mermaid(answer, state)
    if form == "graphml":
        return graphs.graphml(graphs.duties(answer))
    return graphs.gexf(graphs.duties(answer))


def to_csv(answer: Answer) -> str:
    """Return the table `grounds` of an answer as CSV. Flags are TRUE or FALSE, and cells that a spreadsheet would take
    for formulas begin with an apostrophe.
    """
    from engine.forms.table import cell_safe
    from engine.output.answer_tables import GROUNDS

    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(GROUNDS)
    for record in answer.records("grounds"):
        writer.writerow(
            str(v).upper() if isinstance(v, bool) else cell_safe(v)
            for v in record.values()
        )
    return out.getvalue()
