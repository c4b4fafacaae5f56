"""The page of the rules of the experts' codebook, made at build time from the table that the engine reads."""

from __future__ import annotations

from validation.experts.codebook import RULES

HEAD = """# The rules of the experts' codebook

How [the benchmark](backtest.md) reads the codebook of the experts. Each rule reads words of a text, and has an authority other than the war that brought it up. They stand in `validation/experts/codebook.toml`. Two more are no rows of it: an alliance that promises consultation or non-aggression alone cannot be tested by an attack from outside; and force is an attack whoever was right, as the reading `berkemeier-fuhrmann-2018` answers.

A rule is what *the words* of its authority say, or *deduced* from them, or *presumed* where they are silent; the last column says how much of the authority was read.

| rule | what it says | words it reads | authority | rests on | read |
|---|---|---|---|---|---|
"""


def pages() -> dict[str, str]:
    """Make the page, by its place."""
    rows = (
        f"| {name} | {rule['says']} | {rule['text']} | {rule['authority']} | {rule['rests']} | {rule['opened']} |\n"
        for name, rule in RULES.items()
    )
    return {"backtest-rules.md": HEAD + "".join(rows)}
