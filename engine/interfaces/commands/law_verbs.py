"""Verbs about the law: list, show, owes, weigh, timeline, cite."""

from __future__ import annotations

import functools
from typing import Any

import typer

from engine.interfaces.commands.explained import verb
from engine.interfaces.commands.options import (
    Json,
    Output,
    State,
    asks,
    screen,
    show,
    world_from_options,
    write_picture,
)
from engine.question.query import FIELDS
from treaties.vocabulary.errors import CasusError, UnknownName


def _one_of(of: str | None, state: str | None) -> str | None:
    if of and state:
        raise CasusError("two states are named", remedy="name one")
    return of or state


@verb
def list_(
    of: str | None = None,
    *,
    state: str | None = None,
    on: str | None = None,
    duty: str | None = None,
    text: str | None = None,
    in_force: bool = False,
    since: str | None = None,
    changed: bool = False,
    unverified: bool = False,
    scenarios: bool = False,
    watch: bool = False,
    hot_spots: bool = False,
    states: bool = False,
    places: bool = False,
    readings: bool = False,
    treaty: str | None = None,
    count: bool = False,
    json: Json = False,
) -> None:
    """The treaties of the corpus, or its states, places, readings, scenarios and questions of the day.

    Args:
        of (STATE): Only treaties of this state; with --states what a name, id or code means.
        state (STATE): Only treaties of this state.
        on (DATE): Only treaties in force that day.
        duty (DUTY): Only treaties with this duty; `help` for any that draws a state in.
        text (WORDS): Only treaties that contain these words.
        in_force: Only treaties in force today.
        since (DATE): Only treaties signed in that year, or on that day, or later.
        changed: With --since DATE what changed in the law since that day; with --since 2026.11 what changed in the
            corpus since that edition.
        unverified: Only treaties with a point that was not checked, and why.
        scenarios: List the shipped scenarios instead.
        watch: List the instruments whose standing may change instead.
        hot_spots: List the questions of the day instead.
        states: List the states instead: all that exist on a day.
        places: List the places of the gazetteer instead.
        readings: List the readings of the law instead.
        treaty (TREATY): With --readings: only of this treaty.
        count: Count the treaties of each state instead.
    """
    from engine.catalogue import catalogue
    from engine.catalogue.law_changes import changes
    from treaties.loading.corpus import load_corpus

    state = _one_of(of, state)
    if changed:
        rows = changes(law=load_corpus(), since=since)
    elif states or places:
        rows = catalogue.places() if places else catalogue.states(state, on)
    elif readings or treaty:
        rows = catalogue.readings(treaty)
    elif watch:
        rows = catalogue.watched()
    elif scenarios or hot_spots:
        rows = catalogue.scenarios() if scenarios else catalogue.hot_spots()
    else:
        rows = catalogue.treaties(
            state=state,
            on="today" if in_force else on,
            duty=duty,
            text=text,
            since=since,
            unverified=unverified,
        )
        if count:
            rows = catalogue.counted(rows, "today" if in_force else on)
    _list(rows, as_json=json, watch=watch)


def _list(rows: list[dict[str, Any]], *, as_json: bool, watch: bool) -> None:
    """Print rows as a table, or as JSON."""
    if as_json:
        from engine.catalogue.json_lists import rows_to_dict

        show(rows_to_dict(rows), as_json=True)
        return
    from engine.catalogue.columns import table, watch_table

    show((watch_table if watch else table)(rows, screen()), as_json=False)


@verb
def show_(ident: str, *, party: str = "", json: Json = False) -> None:
    """One treaty, article by article, or one reading.

    Args:
        ident (ID): A treaty by id or name, or a reading.
        party (STATE): Only what this state owes and is owed by it, with its dates and reservations.
    """
    from engine.catalogue import treaty_text as telling

    text = telling.entry if json else telling.tell
    show(text(ident, party=party), as_json=json)


@verb
def owes(
    state: State,
    toward: str | None = None,
    *,
    on: str | None = None,
    under: str | None = None,
    all: bool = False,
    json: Json = False,
) -> None:
    """What STATE owes another state under the law of a day, without any attack; with one name, whom it must help.

    Args:
        toward (STATE): The state to which it is owed; by default every other state.
        on (DATE): The day; today by default.
        under (TREATY[:ARTICLE]): The only treaty that counts; by default all of them.
        all: Every pledge, with its days and all conditions.
    """
    from engine.analysis.pledges import owes as found
    from treaties.loading.corpus import load_corpus
    from treaties.vocabulary.days import day_of

    law = load_corpus()
    owed = found(law, state, toward or "", on=day_of(on), under=under or "")
    show(owed.text(all=True) if all else owed, as_json=json, law=law)


@verb
def weigh(
    first: str,
    second: str,
    *,
    on: str | None = None,
    json: Json = False,
) -> None:
    """Which of two articles binds harder, compared by duty, trigger, request or vote, and area.

    Args:
        first (TREATY[:ARTICLE]): A treaty, or one article of it.
        second (TREATY[:ARTICLE]): The other.
        on (DATE): The day; today by default.
    """
    from engine.analysis.weighing import weigh as found
    from treaties.loading.corpus import load_corpus
    from treaties.vocabulary.days import day_of

    law = load_corpus()
    show(found(law, first, second, on=day_of(on)), as_json=json, law=law)


@verb
def timeline(
    state: State,
    *,
    from_: str | None = None,
    to: str | None = None,
    duty: str | None = None,
    count: bool = False,
    output: Output = None,
    json: Json = False,
) -> None:
    """What STATE owed and was owed over time; with -o a picture of what it owed.

    Args:
        from_ (DATE): Only duties that bound on or after this day.
        to (DATE): Only duties that bound by this day.
        duty (DUTY): Only this duty; `help` for any that draws a state in.
        count: Count by state instead: how often each owed and was owed, first and last.
    """
    from engine.catalogue import timeline as line
    from treaties.loading.corpus import load_corpus
    from treaties.models.edition import edition_line
    from treaties.vocabulary.days import day_of

    law = load_corpus()
    who = law.states.resolve(state).id
    span = {
        "since": day_of(from_) if from_ else None,
        "until": day_of(to) if to else None,
    }
    if output is not None:
        from engine.catalogue.duties_in_time import timeline as picture

        drawn = picture(law, who, since=span["since"], until=span["until"])
        write_picture(drawn, output)
        return
    entries = line.timeline(law, who, duty=duty, **span)
    if count:
        _list(line.counted(entries), as_json=json, watch=False)
        return
    show(
        entries
        if json
        else f"{line.timeline_text(law, who, entries)}\n\n{edition_line(law)}.",
        as_json=json,
    )


@asks()
def _of_answer(
    answer: Any,
    more: list[str] | None = None,
    *,
    state: str | None = None,
    sources: bool = False,
    as_: str = "bibtex",
    json: Json = False,
) -> None:
    """The references of exactly the instruments, readings and data versions an answer used, or of treaties by id.

    Args:
        more ([TREATY]...): Ids of treaties and readings, instead of a question.
        state (STATE): Only what the proof of this state uses.
        sources: Also every source in which those texts and statements were read.
        as_ (FORM): bibtex, csl-json or text.
    """
    from engine.output.citing.cited import named

    for ident in more or ():
        named(answer.corpus, ident)
    _print(answer.cite(state, sources=sources), as_, json)


@functools.wraps(_of_answer)
def cite(
    *, victim: str | None = None, more: list[str] | None = None, **given: Any
) -> None:
    """References for an answer, or for treaties and readings given by id."""
    if victim is not None and _named(victim, bool(more)):
        _print(_of_ids([victim, *(more or ())], given), given["as_"], given["json"])
    else:
        _of_answer(victim=victim, more=more, **given)


def _named(word: str, several: bool) -> bool:
    """Whether the words are ids of treaties or readings: the first one is, or looks like one, or several were given."""
    from treaties.loading.corpus import load_corpus

    law = load_corpus()
    known = word.strip().casefold() in {
        *(t.id for t in law.treaties),
        *(r.id for r in law.readings),
    }
    return several or known or ("-" in word and word[-1:].isdigit())


def _of_ids(idents: list[str], given: dict[str, Any]) -> Any:
    from engine.output.citing import cite_ids

    asked = [
        n
        for n in (*FIELDS, "state")
        if given.get(n) and n not in ("without", "with_", "in_force", "law")
    ]
    if asked:
        raise CasusError(
            f"`{asked[0]}` belongs to a question, and ids of treaties are given",
            remedy="ask of a state, or leave the option out",
        )
    return cite_ids(
        idents, corpus=world_from_options(given).corpus, sources=given["sources"]
    )


def _print(cited: Any, form: str, as_json: bool) -> None:
    from engine.output.citing.cited import FORMS

    if form not in FORMS:
        raise UnknownName(
            "form of reference", form, FORMS, remedy=f"write {', '.join(FORMS)}"
        )
    if as_json or form == "csl-json":
        show(cited.csl(), as_json=True)
    else:
        typer.echo(
            cited.text() if form == "text" else cited.bibtex(), nl=form == "text"
        )
