"""Verbs for data: scan, dataset, import, export, mcp."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated, Any

import typer

from engine.interfaces.commands.explained import verb
from engine.interfaces.commands.options import (
    Corpus,
    Json,
    With,
    Without,
    asks,
    show,
    world_of,
)
from engine.interfaces.commands.turning_verbs import possible

Count = Annotated[int, typer.Option(min=0)]


@verb
def scan(
    *,
    on: str | None = None,
    since: str | None = None,
    until: str | None = None,
    step: str = "changes",
    reading: list[str] | None = None,
    among: list[str] | None = None,
    top: Count = 0,
    limit: Count = 20,
    format_: str = "",
    out: Path | None = None,
    parts: Path | None = None,
    jobs: Annotated[int, typer.Option(min=1)] = 1,
    scheduler: str = "",
    without: Without = None,
    with_: With = None,
    corpus: Corpus = None,
    quiet: bool = False,
    json: Json = False,
) -> None:
    """All ordered pairs of states: who would be bound, conditional or contested at once, and how far duties extend.

    Args:
        on (DATE): One day; today by default.
        since (DATE): First day of a range.
        until (DATE): Last day of the range; today by default.
        step (STEP): Days of a range: `changes` (each day on which the law changes), `year`, `month`, `day`.
        reading (READING): Under this reading too; `all` for every one.
        among (STATE): Only pairs of these states.
        top (N): Only the N most entangling dyads, with their proofs.
        limit (N): Rows of a table on the screen; 0 for all.
        format_ (FORM): table, csv, jsonl or sqlite; by default from the file name.
        out (-o FILE): Write to this file.
        parts (DIR): Store each finished day here, and skip days already stored.
        jobs (-j N): The number of processes.
        scheduler (ADDRESS): A Dask scheduler to work on, such as tcp://host:8786.
        quiet (-q): Show no progress.
        json: Print one line of JSON per row; with --top, one JSON value.
    """
    from engine.sweep import criteria as asked
    from engine.sweep import runner, store
    from engine.sweep.plan import law_of
    from treaties.models.edition import edition_line, edition_of

    given: dict[str, Any] = {
        "on": on,
        "since": since,
        "until": until,
        "step": step,
        "one_day": top > 0,
    }
    given |= {
        "readings": reading or (),
        "among": among or (),
        "without": without or (),
        "with_": with_ or (),
    }
    plan = asked.plan(**given, corpus=corpus)
    kind, law = asked.kind(out, format_, json=json), law_of(plan)
    with runner.workers(jobs, scheduler) as executor:
        shows = None if quiet else progress("attackers")
        rows = runner.sweep(
            plan,
            executor=executor,
            folder=parts,
            progress=shows,
            window=4 * max(jobs, 4),
        )
        if top:
            from engine.sweep.top import dyads

            show(dyads(plan, rows, top), as_json=json)
        elif out:
            count = store.write(rows, out, kind, edition_of(law))
            typer.echo(f"{count} rows written to {out}", err=True)
        elif kind == "table":
            shown, count = asked.most(rows, limit)
            typer.echo(store.table(shown)[0], nl=False)
            if len(shown) < count:
                more = f"the {len(shown)} most entangling of {count} rows; --limit 0 shows all, --out keeps them"
                typer.echo(more, err=True)
        else:
            store.stream(rows, sys.stdout, kind)
    if not quiet:
        typer.echo(f"{edition_line(law)}.", err=True)


def progress(what: str) -> Any:
    """Return a function that shows progress on stderr: a bar on a terminal, otherwise an occasional line."""
    live, last = sys.stderr.isatty(), [-1]

    def tell(done: int, of: int) -> None:
        share = 100 * done // of if of else 100
        if live:
            bar, end = "█" * (share // 4), "\n" if done == of else ""
            print(
                f"\r{bar:<25} {share:3d} %  {done}/{of} {what}",
                end=end,
                file=sys.stderr,
                flush=True,
            )
        elif share // 25 != last[0]:
            last[0] = share // 25
            sys.stderr.write(f"{done}/{of} {what}\n")

    return tell


@verb
def dataset(
    *, output: Annotated[Path, typer.Option("--output", "-o")], corpus: Corpus = None
) -> None:
    """The law as citable tables: instruments, parties, obligations, spells and directed dyad-years, CSV and SQLite.

    Args:
        output (DIR): The folder to write.
    """
    from engine.export.dataset import dataset as written
    from treaties.loading.corpus import load_corpus

    for file in written(
        load_corpus(corpus), output, progress("states") if sys.stderr.isatty() else None
    ):
        typer.echo(str(file))


import_ = typer.Typer(
    help="Read and check a data file of alliances that you bring.", no_args_is_help=True
)


@import_.command()
@verb
def atop(files: list[Path], *, json: Json = False) -> None:
    """ATOP's member file: what was read, what it leaves unknown, what the corpus has article by article.

    Args:
        files (FILE…): Files to read and check.
    """
    _read("atop", files, json)


@import_.command()
@verb
def cow(files: list[Path], *, json: Json = False) -> None:
    """COW's formal alliances, by member or by directed dyad.

    Args:
        files (FILE…): Files to read and check.
    """
    _read("cow", files, json)


def _read(scheme: str, files: list[Path], json: bool) -> None:
    from treaties.loading.corpus import load_corpus
    from treaties.outside import open_law
    from validation.atop.file_summary import summary, tell

    corpus = load_corpus() if scheme == "atop" else None
    found = [summary(open_law(f"{scheme}:{path}"), corpus) for path in files]
    show(
        {"schema": 1, "files": found} if json else "\n".join(tell(f) for f in found),
        as_json=json,
    )


@asks(first=possible)
def export(
    answer: Any,
    *,
    as_: str = "json",
    state: str | None = None,
    duty: str | None = None,
    p: list[str] | None = None,
    priors: Path | None = None,
    output: Path | None = None,
) -> None:
    """The derivation or the duties in the format of another tool.

    Args:
        as_ (FORM): problog, clingo, graphml, gexf, dot, mermaid, json or csv.
        state (STATE): For `problog`, `dot` and `mermaid`: only this state.
        duty (DUTY): Only this duty; by default `help` (fight, assist or act).
        p (QUESTION=P): The probability of yes: 0.7 or 7/10; QUESTION may be a pattern.
        priors (FILE): A TOML file of probabilities.
        output (-o FILE): Write to this file.
    """
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


@verb
def mcp(
    *,
    http: Annotated[int | None, typer.Option(min=1, max=65535)] = None,
    corpus: Corpus = None,
) -> None:
    """Answer an assistant's questions over the Model Context Protocol, on standard input and output.

    Args:
        http (PORT): Speak streamable HTTP on this port of 127.0.0.1.
    """
    from engine.interfaces.assistant import serve

    serve(world_of(corpus), port=http)
