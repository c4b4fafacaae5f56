"""Verbs that work on the corpus as a whole: check, timeline, schema."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from engine.doors.commands.options import Json, State, _complete, show
from engine.doors.commands.show_verbs import Output, write_picture


def register(app: typer.Typer) -> None:
    """Add the verbs."""
    app.command("check")(check)
    app.command("timeline")(timeline)
    app.command("schema")(schema)


def check(
    files: Annotated[
        list[Path] | None, typer.Argument(help="Treaty, scenario, reading or case files; the whole corpus where none.")
    ] = None,
    atop: Annotated[
        Path | None, typer.Option(help="Compare the treaties with your copy of ATOP's member file.", metavar="FILE")
    ] = None,
    markdown: Annotated[bool, typer.Option("--markdown", help="With --atop: print docs/atop-agreement.md.")] = False,
    corpus: Annotated[Path | None, typer.Option(help="Another corpus folder.", metavar="DIR")] = None,
    json: Json = False,
) -> None:
    """Validate data files: every problem at once, with file and line. With --atop, compare them with ATOP."""
    if atop is None:
        if markdown or json:
            raise typer.BadParameter("--markdown and --json belong to --atop")
        from engine.browse import catalogue

        typer.echo(catalogue.check(files or [], corpus))
        return
    if files:
        raise typer.BadParameter("--atop compares the whole corpus; leave out the files")
    from engine.trials.atop import agreement_text as report
    from engine.trials.atop.agreement import compare
    from treaties.corpus import load_corpus

    law = load_corpus(corpus)
    found = compare(law, atop)
    if json:
        show(report.to_dict(found), as_json=True)
    else:
        typer.echo(report.markdown(found, law) if markdown else report.told(found), nl=not markdown)


def timeline(
    state: State,
    since: Annotated[str | None, typer.Option("--from", help="Only what bound on or after it.", metavar="DATE")] = None,
    until: Annotated[str | None, typer.Option("--to", help="Only what bound by then.", metavar="DATE")] = None,
    duty: Annotated[str | None, typer.Option(help="Only this duty.", autocompletion=_complete("duty"))] = None,
    output: Output = None,
    json: Json = False,
) -> None:
    """What STATE owed and was owed over time; with -o a picture of what it owed."""
    from engine.browse import timeline as line
    from engine.world import day_of
    from treaties.corpus import load_corpus
    from treaties.edition import edition_line, edition_of

    law = load_corpus()
    who = law.states.resolve(state).id
    span = {"since": day_of(since) if since else None, "until": day_of(until) if until else None}
    if output is not None:
        from engine.forms.picture import timeline as picture
        from treaties.errors import CasusError

        if duty or json:
            raise CasusError("a picture shows every duty", remedy="leave out `--duty` and `--json`, or `-o`")
        write_picture(picture(law, who, **span), output)
        return
    entries = line.timeline(law, who, duty=duty, **span)
    if json:
        show(
            {"schema": 1, "law": edition_of(law), "state": who, "entries": [e.to_dict() for e in entries]}, as_json=True
        )
    else:
        show(f"{line.told(law, who, entries)}\n\n{edition_line(law)}.", as_json=False)


def schema(
    kind: Annotated[
        str, typer.Argument(help="treaty, scenario, reading, case or answer.", autocompletion=_complete("schema"))
    ] = "treaty",
) -> None:
    """The JSON Schema of a kind of data file, for editors, or of an answer."""
    from treaties.schema import schema as made

    show(made(kind), as_json=True)
