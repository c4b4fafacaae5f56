"""Verbs that say what an answer turns on: supports, firebreaks, compare, pivots, conflicts, ambiguity, odds, export."""

from __future__ import annotations

from collections.abc import Mapping
from math import inf
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from engine.interfaces.commands.options import Json, State, asks, show

if TYPE_CHECKING:
    from treaties.models.corpus import Corpus

Duty = Annotated[
    str | None, typer.Option(help="Only this duty; `help` (fight, assist or act) where left out.", metavar="DUTY")
]
Shown = Annotated[int, typer.Option(min=1, help="How many to tell.")]
Chances = Annotated[
    list[str] | None,
    typer.Option(
        "--p", help="The probability of yes: 0.7, 7/10, or 0.2..0.5; ids may be patterns.", metavar="QUESTION=P"
    ),
]
PriorsFile = Annotated[
    Path | None, typer.Option(help="A TOML file of probabilities and common causes.", metavar="FILE")
]
Seconds = Annotated[
    float | None, typer.Option(min=0.1, help="Bound the time too: what is found then depends on the machine.")
]
Target = Annotated[
    str | None, typer.Option(help="For `problog`, `dot` and `mermaid`: only this state.", metavar="STATE")
]


def register(app: typer.Typer) -> None:
    """Add the verbs."""
    app.command("supports")(asks(supports, bare=True, whole=True))
    app.command("firebreaks")(asks(firebreaks, bare=True, whole=True))
    app.command("compare")(asks(compare))
    app.command("pivots")(asks(pivots, whole=True))
    app.command("conflicts")(asks(conflicts, optional=True))
    app.command("ambiguity")(asks(ambiguity))
    app.command("odds")(asks(odds, bare=True, whole=True, first=possible))
    app.command("export")(asks(export, first=possible))


def possible(law: Corpus, given: Mapping[str, Any]) -> None:
    """Refuse a probability for what no question under a law can be called."""
    from engine.analysis.probability.priors import Priors

    if given.get("p") or given.get("priors"):
        Priors.of(given.get("p") or (), given.get("priors")).possible(law)


def supports(state: State, answer: Any, duty: Duty = None, shown: Shown = 20, json: Json = False) -> None:
    """Every minimal set of events and judgements that draws STATE in, nearest first."""
    from engine.analysis.supports_list import supports as found

    show(found(answer, state, duty, shown=shown), as_json=json, law=answer.corpus)


def firebreaks(state: State, answer: Any, duty: Duty = None, shown: Shown = 20, json: Json = False) -> None:
    """The minimal sets of answers that keep STATE out: who alone can stop it first."""
    from engine.analysis.firebreak_sets import firebreaks as found

    show(found(answer, state, duty, shown=shown), as_json=json, law=answer.corpus)


def pivots(state: State, answer: Any, duty: Duty = None, json: Json = False) -> None:
    """Which treaty, party, question and reading STATE's being drawn in hangs on."""
    from engine.analysis.pivot_search import pivots as found

    show(found(answer, state, duty), as_json=json, law=answer.corpus)


def ambiguity(
    answer: Any,
    state: Annotated[
        list[str] | None, typer.Option(help="Only the quarrel over this state; repeat for several.")
    ] = None,
    json: Json = False,
) -> None:
    """How much of the quarrel between readings each disputed term carries, and who could end it."""
    from engine.analysis.ambiguities import ambiguity as found

    show(found(answer, *(state or ())), as_json=json, law=answer.corpus)


def odds(
    state: State,
    answer: Any,
    p: Chances = None,
    priors: PriorsFile = None,
    bounds: Annotated[bool, typer.Option("--bounds", help="Let questions without a probability have any.")] = False,
    duty: Duty = None,
    seconds: Seconds = None,
    json: Json = False,
) -> None:
    """The exact probability that STATE is drawn in, on your own probabilities for the open questions."""
    from engine.analysis.probability.odds import odds as found

    show(
        found(answer, state, p or (), priors=priors, bounds=bounds, duty=duty, seconds=seconds or inf),
        as_json=json,
        law=answer.corpus,
    )


def compare(
    answer: Any,
    options: dict[str, Any],
    then: Annotated[str | None, typer.Option(help="The same question on another day.", metavar="DATE")] = None,
    then_scenario: Annotated[
        str | None, typer.Option(help="Another scenario: a file, or the id of a shipped one.", metavar="ID|FILE")
    ] = None,
    then_by: Annotated[
        list[str] | None, typer.Option(help="The same attack by another attacker.", metavar="STATE")
    ] = None,
    then_at: Annotated[str | None, typer.Option(help="The same attack at another place.", metavar="PLACE")] = None,
    without_too: Annotated[list[str] | None, typer.Option(help="Without one more treaty.", metavar="TREATY")] = None,
    with_too: Annotated[list[Path] | None, typer.Option(help="With one more treaty.", metavar="FILE")] = None,
    suppose_too: Annotated[
        list[str] | None, typer.Option(help="With one more answer.", metavar="QUESTION=yes|no")
    ] = None,
    read_as: Annotated[str | None, typer.Option(help="Under this reading.", metavar="READING")] = None,
    json: Json = False,
) -> None:
    """What changes on another day, in another scenario, under another reading, or in another state of the law."""
    from engine.analysis.comparison import compare as found
    from engine.analysis.what_if import what_if
    from engine.interfaces.commands.options import lawful

    world = lawful(options) if then_scenario or options["law"] else None
    other = what_if(
        answer,
        world=world if then_scenario else None,
        on=then,
        scenario=then_scenario,
        by=then_by or (),
        at=then_at,
        without=without_too or (),
        with_=with_too or (),
        suppose=suppose_too or (),
        reading=read_as,
    )
    for outside in world.outside if world else ():
        outside.law.coverage.demand(other.setting.on)
    show(found(answer, other), as_json=json, law=answer.corpus)


def export(
    answer: Any,
    as_: Annotated[
        str, typer.Option("--as", help="problog, clingo, graphml, gexf, dot, mermaid, json or csv.", metavar="FORM")
    ] = "json",
    state: Target = None,
    duty: Duty = None,
    p: Chances = None,
    priors: PriorsFile = None,
    output: Annotated[Path | None, typer.Option("--output", "-o", help="Write to this file.", metavar="FILE")] = None,
) -> None:
    """The derivation or the duties in the language of another tool."""
    from engine.analysis.probability.priors import Priors
    from engine.export import export as made

    given = Priors.of(p or (), priors) if p or priors else None
    text = made(answer, as_, state=state, duty=duty, priors=given)
    if output is None:
        typer.echo(text, nl=False)
        return
    from engine.output.picture.saving import write

    write(output, text)
    typer.echo(f"wrote {output}", err=True)


def conflicts(answer: Any, options: dict[str, Any], json: Json = False) -> None:
    """Duties that cannot all be kept: in a scenario, or, where nobody is attacked, on paper on a day."""
    from engine.analysis.conflict_list import conflicts as found
    from engine.analysis.conflict_list import standing_conflicts
    from engine.interfaces.commands.options import lawful
    from treaties.vocabulary.days import day_of

    if answer is not None:
        show(found(answer), as_json=json, law=answer.corpus)
    else:
        law = lawful(options).corpus
        show(standing_conflicts(law, day_of(options["on"])), as_json=json, law=law)
