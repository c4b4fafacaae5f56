"""Verbs that check data, documented cases and experts' wars, create files, and print schemas."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from engine.interfaces.commands.explained import verb
from engine.interfaces.commands.options import TERMINAL, Corpus, Json, show
from treaties.vocabulary.errors import CasusError

new = typer.Typer(help="Begin a file of your own.", no_args_is_help=True)


@new.command()
@verb
def treaty(file: Path, parties: list[str], *, signed: str) -> None:
    """A treaty file with what is known filled in and the rest explained; it passes `casus check` as it is.

    Args:
        file (ID.toml): The file to write; its name is the treaty's id.
        parties (STATE…): The states that signed.
        signed (DATE): The day of signature.
    """
    from treaties.loading.corpus import load_corpus
    from treaties.loading.scaffold import write
    from treaties.vocabulary.days import day_of

    write(file, load_corpus(), parties, day_of(signed))
    typer.echo(f"{file} written: fill it in, then `casus check {file}`")


@new.command()
@verb
def scenario(file: Path, attacker: str, attacked: str, *, on: str) -> None:
    """A scenario file with one move, an attack, and how to write more; `casus play` takes it at once.

    Args:
        file (ID.toml): The file to write; its name is the scenario's id.
        attacker (STATE): The state that attacks.
        attacked (STATE): The state that is attacked.
        on (DATE): The day of the attack.
    """
    from treaties.loading.corpus import load_corpus
    from treaties.loading.scaffold import write_scenario
    from treaties.vocabulary.days import day_of

    write_scenario(file, load_corpus(), attacker, attacked, day_of(on))
    typer.echo(f"{file} written: add moves, then `casus play {file}`")


@new.command()
@verb
def mistake(file: Path, question: str, *, on: str | None = None) -> None:
    """The report of a mistake, with question, ruling and edition of the law filled in.

    Args:
        file (FILE): The file to write; `-` is the terminal.
        question (QUESTION): The question as you asked it, in a sentence.
        on (DATE): The day, if the sentence names none.
    """
    from engine.output.mistake import mistake_report
    from engine.world import shipped
    from treaties.loading.scaffold import write_new

    text = mistake_report(shipped().ask(question, on=on), question)
    if file == TERMINAL:
        typer.echo(text, nl=False)
        return
    write_new(file, text)
    typer.echo(f"{file} written: say what is right and where it can be read; send it")


@verb
def check(
    files: list[Path] | None = None,
    *,
    atop: Path | None = None,
    cow: Path | None = None,
    markdown: bool = False,
    hints: bool = False,
    strict: bool = False,
    text: Path | None = None,
    stale: Annotated[int | None, typer.Option(min=0)] = None,
    corpus: Corpus = None,
    coverage: bool = False,
    lists: bool = False,
    state: bool = False,
    json: Json = False,
) -> None:
    """Validate data files: every problem at once, with file and line. With --atop, compare them with ATOP.

    Args:
        files (FILE…): Treaty, scenario, reading or case files, or folders of them; by default the whole corpus.
        atop (FILE): Compare the treaties with your copy of ATOP's member file.
        cow (FILE): Count which of COW's defence pacts have a file.
        markdown: With --atop: print docs/atop-agreement.md; with --state: docs/state-of-the-corpus.md.
        hints: Name each place of the corpus that an editor should look at again.
        strict: Treat such places as faults.
        text (FILE): Look in this text for the words that the file of one TREATY quotes.
        stale (DAYS): Name watched instruments and sources that nobody has checked for DAYS.
        coverage: With --atop and --cow: print docs/defence-pacts.md.
        lists: With --atop and --cow: print treaties/lists.toml, their pacts by year.
        state: Count what the corpus has and how far it was checked.
    """
    lenient = any((hints, strict))
    formed = any((coverage, lists, markdown, json))
    compared = atop is not None or cow is not None
    if text or stale is not None:
        both = text is not None and stale is not None
        others = (lenient, formed, compared, state)
        _refuse("--text and --stale stand alone", any((both, *others)))
        _looked(corpus, files or [], text, stale)
    elif state:
        only = "--state counts the whole corpus; only --atop, --cow, --markdown and --json go with it"
        _refuse(only, any((files, lenient, coverage)))
        _state(corpus, atop, cow, markdown=markdown, json=json)
    elif not compared:
        _refuse("--markdown, --coverage, --lists and --json belong to --atop", formed)
        from engine.catalogue import catalogue

        typer.echo(catalogue.check(files or [], corpus, every=hints, strict=strict))
    else:
        _refuse("--hints and --strict belong to a check without --atop", lenient)
        whole = "--atop and --cow compare the whole corpus; leave out the files"
        _refuse(whole, bool(files))
        other = "--markdown belongs to --atop, and prints another page than --coverage"
        _refuse(other, markdown and (atop is None or coverage))
        page = "lists" if lists else "coverage" if coverage else ""
        _compared(corpus, atop, cow, page=page, json=json, md=markdown)


def _refuse(why: str, so: bool) -> None:
    if so:
        raise typer.BadParameter(why)


def _compared(
    root: Path | None,
    atop: Path | None,
    cow: Path | None,
    *,
    page: str,
    json: bool,
    md: bool,
) -> None:
    """The corpus beside ATOP's and COW's lists: as text, as JSON, or as one of the pages made of them."""
    from treaties.loading.corpus import load_corpus
    from validation.atop import agreement_text as report
    from validation.atop import coverage as covering
    from validation.atop.agreement import compare

    law = load_corpus(root)
    pacts = covering.coverages(law, atop, cow)
    if page:
        typer.echo(
            covering.lists(pacts) if page == "lists" else covering.markdown(pacts, law),
            nl=False,
        )
        return
    found = compare(law, atop) if atop else None
    if json:
        show(report.to_dict(found, pacts), as_json=True)
    elif md and found:
        typer.echo(report.markdown(found, law), nl=False)
    else:
        typer.echo(
            "\n\n".join(
                [*([report.summary(found)] if found else []), covering.summary(pacts)]
            )
        )


def _looked(
    root: Path | None, named: list[Path], text: Path | None, days: int | None
) -> None:
    """What has to be looked at again, or whether a text has the words of an instrument; status 1 where something is amiss."""
    from datetime import date

    from treaties.loading.corpus import load_corpus
    from treaties.vocabulary.names import article_cited
    from validation.looks import anchors, stale, words_of

    law = load_corpus(root)
    if text is None:
        _refuse("--stale looks at the whole corpus; leave out the files", bool(named))
        lines = stale(law, days or 0, date.today())
        typer.echo("\n".join(lines) or f"everything was looked at within {days} days")
        raise typer.Exit(1 if lines else 0)
    _refuse("--text looks for the words of one treaty; name it", len(named) != 1)
    found = list(anchors(law.treaty(str(named[0])), words_of(text)))
    for a in found:
        instead = f'; the text has "{a.instead}"' if a.instead else ""
        typer.echo(f'{article_cited(a.article)}: {a.how}: "{a.phrase}"{instead}')
    if not found:
        typer.echo("the file quotes no words")
    raise typer.Exit(1 if any(a.how == "not found" for a in found) else 0)


def _state(
    root: Path | None,
    atop: Path | None,
    cow: Path | None,
    *,
    markdown: bool,
    json: bool,
) -> None:
    from treaties.loading.corpus import load_corpus
    from treaties.loading.hot_spots import load_hot_spots
    from validation import corpus_state as counts
    from validation.atop.agreement import compare
    from validation.atop.coverage import coverages

    law = load_corpus(root)
    spots = load_hot_spots(root)
    found = counts.corpus_state(
        law, spots, coverages(law, atop, cow), compare(law, atop) if atop else None
    )
    if json:
        show(found, as_json=True)
    else:
        typer.echo(
            counts.markdown(found) if markdown else counts.summary(found),
            nl=not markdown,
        )


@verb
def cases(
    *,
    group: str | None = None,
    treaty: str | None = None,
    corpus: Corpus = None,
    json: Json = False,
) -> None:
    """Run every documented case and print the score beside the baseline `an ally always joins`.

    Args:
        group (GROUP): Only one group: contemporary, 1914, 1936-1945 or scenario.
        treaty (TREATY): Only cases about this treaty.
    """
    from treaties.loading.corpus import load_corpus
    from validation.cases import cases_text as casebook

    law = load_corpus(corpus)
    _cases(law.cases_of(group=group, treaty=treaty), law, casebook.overview, json=json)


@verb
def case(code: str, *, corpus: Corpus = None, json: Json = False) -> None:
    """One case: the expected and the derived duty, and their difference; invocation and conduct separately.

    Args:
        code (CASE): A code (`G1a`), a series (`G1`), an id, or a file.
    """
    from treaties.loading.assembly import load_case
    from treaties.loading.corpus import load_corpus
    from validation.cases import cases_text as casebook

    law = load_corpus(corpus)
    chosen = [load_case(Path(code), law)] if code.endswith(".toml") else law.case(code)
    _cases(
        chosen,
        law,
        lambda found: f"\n{'-' * 40}\n".join(casebook.tell(o, law) for o in found),
        json=json,
    )


def _cases(chosen: Any, law: Any, text: Any, *, json: bool) -> None:
    """Run cases, and print them as JSON or as text."""
    from validation.cases.cases_text import order
    from validation.cases.findings import cases_to_dict, run

    outcomes = [run(c, law) for c in order(chosen)]
    show(cases_to_dict(outcomes) if json else text(outcomes), as_json=json)


@verb
def backtest(
    *,
    experts: Path,
    wars: list[Path] | None = None,
    law: str | None = None,
    borders: Path | None = None,
    corpus: Annotated[
        bool | None, typer.Option("--corpus/--flags", show_default=False)
    ] = None,
    coding: str | None = None,
    tables: bool = False,
    json: Json = False,
) -> None:
    """Whether the casus foederis arose in past wars, as derived here and as coded by experts.

    Args:
        experts (FILE): The experts' coding (Berkemeier and Fuhrmann 2018).
        wars (FILE): Who attacked whom: the Interstate War Data, COW's inter-state wars, a plain list, or several
            (repeat); COW's disputes fill in wars that these do not have.
        law (atop:FILE): The law: `atop:FILE`.
        borders (FILE): COW's direct contiguity: which states could attack each other's home territory.
        corpus: Read articles where the corpus has them (the default), or ATOP's flags only.
        coding (CODING): The coding taken as correct: LLM (the default) or BF.
        tables: The table of honoured alliances instead; needs `--experts` only.
    """
    if tables:
        from validation.experts.experts_key import honour_table, read_experts

        given: dict[str, Any] = {
            "--wars": wars,
            "--law": law,
            "--borders": borders,
            "--coding": coding,
        }
        given["--corpus" if corpus else "--flags"] = corpus is not None
        if ignored := [name for name, value in given.items() if value]:
            raise CasusError(
                f"`--tables` takes no {' and no '.join(f'`{name}`' for name in ignored)}",
                remedy="it counts the experts' own codes, both of them, and derives nothing",
            )
        show(honour_table(read_experts(experts)), as_json=json)
        return
    if not wars or not law:
        raise CasusError(
            f"`{'--wars' if not wars else '--law'}` is needed",
            remedy="only `--tables` does without; docs/backtest.md has the command",
        )
    from validation.experts.backtest import backtest as run

    found = run(
        wars,
        law,
        experts,
        articles=corpus is not False,
        coding=coding or "LLM",
        borders=borders,
    )
    show(found, as_json=json)


def _kinds(incomplete: str) -> list[str]:
    """The kinds that `schema` knows, for shell completion."""
    from engine.interfaces.json_schema import RESULTS
    from treaties.loading.schema import KINDS

    return [k for k in (*KINDS, *RESULTS) if k.startswith(incomplete.casefold())]


@verb
def schema(
    kind: Annotated[str, typer.Argument(autocompletion=_kinds)] = "treaty",
) -> None:
    """The JSON Schema of a kind of data file, for editors, or of what a verb prints with --json.

    Args:
        kind: A kind of data file (treaty, scenario, reading, case, hot-spots), or a result: answer, or the verb.
    """
    from engine.interfaces.json_schema import schema as made

    show(made(kind), as_json=True)
