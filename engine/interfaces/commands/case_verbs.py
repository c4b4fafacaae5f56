"""Verbs that hold the engine against documented cases: cases, case."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from engine.interfaces.commands.options import Corpus, Json, _complete, show


def register(app: typer.Typer) -> None:
    """Add the verbs."""
    app.command("cases")(cases)
    app.command("case")(case)


def cases(
    group: Annotated[
        str | None, typer.Option(help="Only one group: contemporary, 1914, 1936-1945 or scenario.")
    ] = None,
    treaty: Annotated[
        str | None, typer.Option(help="Only cases that speak of this treaty.", autocompletion=_complete("treaty"))
    ] = None,
    corpus: Corpus = None,
    json: Json = False,
) -> None:
    """Run every documented case and print the score beside the baseline `an ally always joins`."""
    from treaties.loading.corpus import load_corpus
    from validation.cases import case_scores
    from validation.cases import cases_text as casebook
    from validation.cases import findings as casework

    law = load_corpus(corpus)
    outcomes = [casework.run(c, law) for c in casebook.order(law.cases_of(group=group, treaty=treaty))]
    if json:
        show(case_scores.cases_to_dict(outcomes), as_json=True)
        return
    show(casebook.overview(outcomes), as_json=False)


def case(
    code: Annotated[
        str,
        typer.Argument(
            help="A code (`G1a`), a series (`G1`), an id, or a file.", metavar="CASE", autocompletion=_complete("case")
        ),
    ],
    corpus: Corpus = None,
    json: Json = False,
) -> None:
    """One case: duty expected, derived, and the difference; invocation and conduct apart."""
    from treaties.loading.assembly import load_case
    from treaties.loading.corpus import load_corpus
    from validation.cases import case_scores
    from validation.cases import cases_text as casebook
    from validation.cases import findings as casework

    law = load_corpus(corpus)
    chosen = [load_case(Path(code), law)] if code.endswith(".toml") else list(law.case(code))
    outcomes = [casework.run(c, law) for c in casebook.order(chosen)]
    if json:
        show(case_scores.cases_to_dict(outcomes), as_json=True)
        return
    show(f"\n{'-' * 40}\n".join(casebook.tell(o, law) for o in outcomes), as_json=False)
