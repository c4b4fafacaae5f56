"""The verb that sweeps all pairs of states: scan."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any

import typer

from engine.interfaces.commands.options import Corpus, Json, With, Without, _complete, show

Text = str | None


def register(app: typer.Typer) -> None:
    """Add the verb."""
    app.command("scan")(scan)


def scan(
    on: Annotated[Text, typer.Option(help="One day. Today where left out.", metavar="DATE")] = None,
    since: Annotated[Text, typer.Option(help="First day of a range.", metavar="DATE")] = None,
    until: Annotated[Text, typer.Option(help="Last day of the range; today where left out.", metavar="DATE")] = None,
    step: Annotated[
        str,
        typer.Option(help="Days of a range: `changes` (each day on which the law changes), `year`, `month`, `day`."),
    ] = "changes",
    reading: Annotated[
        list[str] | None,
        typer.Option(help="Under this reading too; `all` for every one.", autocompletion=_complete("reading")),
    ] = None,
    among: Annotated[
        list[str] | None, typer.Option(help="Only pairs of these states.", autocompletion=_complete("state"))
    ] = None,
    top: Annotated[int, typer.Option(min=0, help="Only so many most entangling dyads, with their proofs.")] = 0,
    limit: Annotated[int, typer.Option(min=0, help="Rows of a table on the screen; 0 for all.")] = 20,
    format_: Annotated[str, typer.Option("--format", help="table, csv, jsonl or sqlite; else as the file ends.")] = "",
    out: Annotated[Path | None, typer.Option("--out", "-o", help="Write to this file.", metavar="FILE")] = None,
    parts: Annotated[
        Path | None, typer.Option(help="Keep finished chunks here, and go on from them.", metavar="DIR")
    ] = None,
    jobs: Annotated[int, typer.Option("--jobs", "-j", min=1, help="Processes.")] = 1,
    scheduler: Annotated[str, typer.Option(help="A Dask scheduler to work on, such as tcp://host:8786.")] = "",
    without: Without = None,
    with_: With = None,
    corpus: Corpus = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No progress.")] = False,
    json: Json = False,
) -> None:
    """Every ordered pair of states: who is bound, conditional or contested at once, and how far obligations reach."""
    from engine.sweep import criteria as asked
    from engine.sweep import runner, store
    from engine.sweep.plan import law_of
    from treaties.models.edition import edition_line, edition_of

    plan = asked.plan(
        on=on,
        since=since,
        until=until,
        step=step,
        readings=reading or (),
        among=among or (),
        without=without or (),
        with_=with_ or (),
        corpus=corpus,
        one_day=top > 0,
    )
    kind = asked.kind(out, format_, json=json)
    law = law_of(plan)
    part = runner.part_of(parts, plan) if parts else None
    if part is not None and part.spoilt:
        typer.echo(f"{part.spoilt} pieces in `{parts}` are not as they were written; they are done again", err=True)
    with runner.workers(jobs, scheduler) as executor:
        done = runner.sweep(
            plan,
            executor=executor,
            part=part,
            progress=None if quiet else progress(),
            window=4 * max(jobs, 4),
        )
        rows = asked.rows(plan, done, parts)
        if top:
            _top(plan, rows, top, as_json=json)
        elif out:
            count = store.write(rows, out, kind, edition_of(law))
            typer.echo(f"{count} rows written to {out}", err=True)
        elif kind == "table":
            shown, count = asked.most(rows, limit)
            typer.echo(store.table(shown)[0], nl=False)
            if len(shown) < count:
                typer.echo(
                    f"the {len(shown)} most entangling of {count} rows; --limit 0 shows all, --out keeps them",
                    err=True,
                )
        else:
            store.stream(rows, sys.stdout, kind)
    if not quiet:
        typer.echo(f"{edition_line(law)}.", err=True)


def _top(plan: Any, rows: Iterator[dict[str, Any]], count: int, *, as_json: bool) -> None:
    from engine.sweep import top

    chosen = plan.readings[-1]
    found = top.proved(plan, top.dyads(r for r in rows if r["reading"] == chosen)[:count])
    if as_json:
        show(top.dyads_to_dict(plan, found), as_json=True)
    else:
        show(top.tell(found), as_json=False)


def progress() -> Any:
    """A progress bar on stderr where that is a terminal, a line now and then where it is not."""
    live = sys.stderr.isatty()
    said = [-1]

    def tell(done: int, of: int) -> None:
        share = 100 * done // of if of else 100
        if live:
            bar = "█" * (share // 4)
            sys.stderr.write(f"\r{bar:<25} {share:3d} %  {done}/{of} attackers" + ("\n" if done == of else ""))
            sys.stderr.flush()
        elif share // 25 != said[0]:
            said[0] = share // 25
            sys.stderr.write(f"{done}/{of} attackers\n")

    return tell
