"""Verbs on what an answer depends: ways, odds, compare, conflicts."""

from __future__ import annotations

from collections.abc import Mapping
from math import inf
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from engine.interfaces.commands.options import (
    Json,
    State,
    asks,
    show,
    world_from_options,
)

if TYPE_CHECKING:
    from treaties.models.corpus import Corpus

Count = Annotated[int, typer.Option(min=1)]


def possible(law: Corpus, given: Mapping[str, Any]) -> None:
    """Check that each probability is given for a question that can arise under the law. Raises an error otherwise."""
    from engine.analysis.probability.priors import Priors

    if given.get("p") or given.get("priors"):
        Priors.of(given.get("p") or (), given.get("priors")).possible(law)


@asks(bare=True, whole=True)
def ways(
    state: State,
    answer: Any,
    *,
    out: bool = False,
    duty: str | None = None,
    shown: Count = 20,
    json: Json = False,
) -> None:
    """Every minimal set of events and judgements that draws STATE in, nearest first.

    Args:
        out: The sets that keep STATE out instead, those in one state's power first.
        duty (DUTY): Only this duty; by default `help` (fight, assist or act).
        shown (N): The most sets shown.
    """
    from engine.analysis.firebreak_sets import firebreaks
    from engine.analysis.supports_list import supports

    search: Any = firebreaks if out else supports
    found = search(answer, state, duty, shown=shown)
    show(found, as_json=json, law=answer.corpus)


@asks(bare=True, whole=True, first=possible)
def odds(
    state: State,
    answer: Any,
    *,
    p: list[str] | None = None,
    priors: Path | None = None,
    duty: str | None = None,
    seconds: Annotated[float | None, typer.Option(min=0.1)] = None,
    json: Json = False,
) -> None:
    """The exact probability that STATE is drawn in, given your own probabilities for the open questions.

    Args:
        p (QUESTION=P): The probability of yes: 0.7 or 7/10; QUESTION may be a pattern.
        priors (FILE): A TOML file of probabilities.
        duty (DUTY): Only this duty; by default `help` (fight, assist or act).
        seconds (SECONDS): Limit the time too; the result then depends on the machine.
    """
    from engine.analysis.probability.odds import odds as found

    reckoned = found(
        answer,
        state,
        p or (),
        priors=priors,
        duty=duty,
        seconds=seconds or inf,
    )
    show(reckoned, as_json=json, law=answer.corpus)


@asks()
def compare(
    answer: Any,
    options: dict[str, Any],
    *,
    then: str | None = None,
    then_scenario: str | None = None,
    then_by: list[str] | None = None,
    then_at: str | None = None,
    without_too: list[str] | None = None,
    with_too: list[Path] | None = None,
    suppose_too: list[str] | None = None,
    read_as: str | None = None,
    all_: bool = False,
    json: Json = False,
) -> None:
    """What changes on another day, in another scenario, under another reading, or in another state of the law.

    Args:
        then (DATE): The same question on another day.
        then_scenario (ID|FILE): Another scenario: a file, or the id of a shipped one.
        then_by (STATE): The same attack by another attacker.
        then_at (PLACE): The same attack at another place.
        without_too (TREATY): Without one more treaty.
        with_too (FILE): With one more treaty.
        suppose_too (QUESTION=yes|no): With one more answer.
        read_as (READING): Under this reading.
        all_: State by state, with every duty gained or lost; by default five lines.
    """
    from engine.analysis.comparison import compare as found
    from engine.analysis.comparison import what_if

    world = world_from_options(options) if then_scenario or options["law"] else None
    asked: dict[str, Any] = {
        "on": then,
        "scenario": then_scenario,
        "by": then_by or (),
        "at": then_at,
    }
    asked |= {
        "without": without_too or (),
        "with_": with_too or (),
        "suppose": suppose_too or (),
        "reading": read_as,
    }
    other = what_if(answer, world=world if then_scenario else None, **asked)
    for outside in world.outside if world else ():
        outside.law.coverage.demand(other.setting.on)
    compared = found(answer, other)
    shown = compared if json or not all_ else compared.text(all=True)
    show(shown, as_json=json, law=answer.corpus)


@asks(optional=True)
def conflicts(answer: Any, options: dict[str, Any], *, json: Json = False) -> None:
    """Duties that cannot all be kept, in a scenario, or on paper on a day if nobody is attacked."""
    from engine.analysis.conflict_list import conflicts as found
    from engine.analysis.conflict_list import standing_conflicts
    from treaties.vocabulary.days import day_of

    law = answer.corpus if answer is not None else world_from_options(options).corpus
    result = (
        found(answer)
        if answer is not None
        else standing_conflicts(law, day_of(options["on"]))
    )
    show(result, as_json=json, law=law)
