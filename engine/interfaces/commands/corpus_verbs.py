"""Verbs that work on the corpus as a whole: check, timeline, schema."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from engine.interfaces.commands.options import Corpus, Json, State, _complete, show
from engine.interfaces.commands.show_verbs import Output, write_picture


def register(app: typer.Typer) -> None:
    """Add the verbs."""
    app.command("check")(check)
    app.command("timeline")(timeline)
    app.command("schema")(schema)


def check(
    files: Annotated[
        list[Path] | None,
        typer.Argument(
            help="Treaty, scenario, reading or case files, or folders of them; the whole corpus where none.",
            metavar="FILE…",
        ),
    ] = None,
    atop: Annotated[
        Path | None, typer.Option(help="Compare the treaties with your copy of ATOP's member file.", metavar="FILE")
    ] = None,
    cow: Annotated[
        Path | None, typer.Option(help="Count which of COW's defence pacts have a file.", metavar="FILE")
    ] = None,
    markdown: Annotated[
        bool,
        typer.Option(
            "--markdown", help="With --atop: print docs/atop-agreement.md; with --state: docs/state-of-the-corpus.md."
        ),
    ] = False,
    hints: Annotated[
        bool, typer.Option("--hints", help="Name each place of the corpus that an editor should look at again.")
    ] = False,
    strict: Annotated[bool, typer.Option("--strict", help="Take such places for faults.")] = False,
    text: Annotated[
        Path | None,
        typer.Option(help="Look in this text for the words that the file of one TREATY quotes.", metavar="FILE"),
    ] = None,
    stale: Annotated[
        int | None,
        typer.Option(
            help="Name what is watched and the sources that nobody looked at for DAYS.", metavar="DAYS", min=0
        ),
    ] = None,
    corpus: Corpus = None,
    coverage: Annotated[
        bool, typer.Option("--coverage", help="With --atop and --cow: print docs/defence-pacts.md.")
    ] = False,
    lists: Annotated[
        bool, typer.Option("--lists", help="With --atop and --cow: print treaties/lists.toml, their pacts by year.")
    ] = False,
    state: Annotated[
        bool, typer.Option("--state", help="Count what the corpus has and how far it was checked.")
    ] = False,
    json: Json = False,
) -> None:
    """Validate data files: every problem at once, with file and line. With --atop, compare them with ATOP."""
    if text or stale is not None:
        if (
            hints
            or strict
            or coverage
            or state
            or lists
            or markdown
            or json
            or atop
            or cow
            or (text and stale is not None)
        ):
            raise typer.BadParameter("--text and --stale stand alone")
        _looked(corpus, files or [], text, stale)
        return
    if state:
        if files or hints or strict or coverage:
            raise typer.BadParameter(
                "--state counts the whole corpus; only --atop, --cow, --markdown and --json go with it"
            )
        _state(corpus, atop, cow, markdown=markdown, json=json)
        return
    if atop is None and cow is None:
        if markdown or coverage or lists or json:
            raise typer.BadParameter("--markdown, --coverage, --lists and --json belong to --atop")
        from engine.catalogue import catalogue

        typer.echo(catalogue.check(files or [], corpus, every=hints, strict=strict))
        return
    if hints or strict:
        raise typer.BadParameter("--hints and --strict belong to a check without --atop")
    if files:
        raise typer.BadParameter("--atop and --cow compare the whole corpus; leave out the files")
    if markdown and (atop is None or coverage):
        raise typer.BadParameter("--markdown belongs to --atop, and prints another page than --coverage")
    from treaties.loading.corpus import load_corpus
    from validation.atop import agreement_text as report
    from validation.atop import coverage as covering
    from validation.atop.agreement import compare
    from validation.atop.coverage_page import markdown as page

    law = load_corpus(corpus)
    pacts = covering.coverages(law, atop, cow)
    if lists:
        typer.echo(covering.lists(pacts), nl=False)
        return
    if coverage:
        typer.echo(page(pacts, law), nl=False)
        return
    found = compare(law, atop) if atop else None
    if json:
        show(report.to_dict(found, pacts), as_json=True)
    elif markdown and found:
        typer.echo(report.markdown(found, law), nl=False)
    else:
        typer.echo("\n\n".join([*([report.told(found)] if found else []), covering.told(pacts)]))


def _looked(root: Path | None, named: list[Path], text: Path | None, days: int | None) -> None:
    """What has to be looked at again, or whether a text has the words of an instrument; status 1 where something is amiss."""
    from datetime import date

    from treaties.loading.corpus import load_corpus
    from treaties.vocabulary.names import article_cited
    from validation.looks import anchors, stale, words_of

    law = load_corpus(root)
    if text is None:
        if named:
            raise typer.BadParameter("--stale looks at the whole corpus; leave out the files")
        told = stale(law, days or 0, date.today())
        typer.echo("\n".join(told) or f"everything was looked at within {days} days")
        raise typer.Exit(1 if told else 0)
    if len(named) != 1:
        raise typer.BadParameter("--text looks for the words of one treaty; name it")
    found = list(anchors(law.treaty(str(named[0])), words_of(text)))
    for a in found:
        instead = f'; the text has "{a.instead}"' if a.instead else ""
        typer.echo(f'{article_cited(a.article)}: {a.how}: "{a.phrase}"{instead}')
    if not found:
        typer.echo("the file quotes no words")
    raise typer.Exit(1 if any(a.how == "not found" for a in found) else 0)


def _state(root: Path | None, atop: Path | None, cow: Path | None, *, markdown: bool, json: bool) -> None:
    from treaties.loading.corpus import load_corpus
    from treaties.loading.hot_spots import load_hot_spots
    from validation import corpus_state as counts
    from validation import corpus_state_text as words
    from validation.atop.agreement import compare
    from validation.atop.coverage import coverages

    law = load_corpus(root)
    spots = load_hot_spots(root)
    found = counts.corpus_state(law, spots, coverages(law, atop, cow), compare(law, atop) if atop else None)
    if json:
        show(counts.to_dict(found), as_json=True)
    else:
        typer.echo(words.markdown(found) if markdown else words.told(found), nl=not markdown)


def timeline(
    state: State,
    since: Annotated[str | None, typer.Option("--from", help="Only what bound on or after it.", metavar="DATE")] = None,
    until: Annotated[str | None, typer.Option("--to", help="Only what bound by then.", metavar="DATE")] = None,
    duty: Annotated[str | None, typer.Option(help="Only this duty.", autocompletion=_complete("duty"))] = None,
    output: Output = None,
    json: Json = False,
) -> None:
    """What STATE owed and was owed over time; with -o a picture of what it owed."""
    from engine.catalogue import timeline as line
    from treaties.loading.corpus import load_corpus
    from treaties.models.edition import edition_line
    from treaties.vocabulary.days import day_of

    law = load_corpus()
    who = law.states.resolve(state).id
    span = {"since": day_of(since) if since else None, "until": day_of(until) if until else None}
    if output is not None:
        from engine.output.picture import timeline as picture
        from treaties.vocabulary.errors import CasusError

        if duty or json:
            raise CasusError("a picture shows every duty", remedy="leave out `--duty` and `--json`, or `-o`")
        write_picture(picture(law, who, **span), output)
        return
    entries = line.timeline(law, who, duty=duty, **span)
    if json:
        show(entries, as_json=True)
    else:
        show(f"{line.told(law, who, entries)}\n\n{edition_line(law)}.", as_json=False)


def _kinds(incomplete: str) -> list[str]:
    """The kinds that `schema` knows, for shell completion."""
    from engine.interfaces.json_schema import RESULTS
    from treaties.loading.schema import KINDS

    return [k for k in (*KINDS, *RESULTS) if k.startswith(incomplete.casefold())]


def schema(
    kind: Annotated[
        str,
        typer.Argument(
            help="A kind of data file (treaty, scenario, reading, case, hot-spots), or a result: answer, or the verb.",
            autocompletion=_kinds,
        ),
    ] = "treaty",
) -> None:
    """The JSON Schema of a kind of data file, for editors, or of what a verb prints with --json."""
    from engine.interfaces.json_schema import schema as made

    show(made(kind), as_json=True)
