"""The odds as a table and in a notebook."""

from __future__ import annotations

from engine.analysis.answer_sets import ASKED, Tables, asked_row
from engine.analysis.probability.odds_text import ASSUMED, SHOWN, number, prior
from engine.analysis.probability.odds_value import Probability
from engine.output.answer_tables import about
from engine.output.charts import Bar, bars
from engine.output.page import Grid, Page, titled
from engine.output.table import FLAG, FLOAT, TEXT, table

ODDS = {
    **ASKED,
    "low": FLOAT,
    "high": FLOAT,
    "exact": FLAG,
    "method": TEXT,
    "question": TEXT,
    "prior_low": FLOAT,
    "prior_high": FLOAT,
    "birnbaum": FLOAT,
}
"""One row a question that weighs, `low` to `high` the odds of the whole in each. Settled: one row, no question."""


def odds_tables(o: Probability) -> Tables:
    """The table of what weighs in the odds."""
    head = {**asked_row(o.inquiry), "low": float(o.low), "high": float(o.high), "exact": o.exact, "method": o.method}
    rows = [
        {
            **head,
            "question": x.question,
            "prior_low": float(x.chance.low),
            "prior_high": float(x.chance.high),
            "birnbaum": float(x.birnbaum),
        }
        for x in o.importance
    ]
    return {"odds": lambda: table(ODDS, rows or [head], **about(o.inquiry.answer))}


def odds_page(o: Probability) -> Page:
    """Probability: the figure, and what weighs."""
    i = o.inquiry
    span = number(o.low) if o.low == o.high else f"{number(o.low)} to {number(o.high)}"
    title = f"The odds that {i.claim}: {span}"
    top = o.importance[:SHOWN]
    rows = [(i.question(x.question).text, prior(x.chance), f"{x.birnbaum:+.4f}") for x in top]
    shown = [Bar(i.question(x.question).text, float(x.birnbaum), f"{x.birnbaum:+.3f}") for x in top]
    picture = (
        bars(f"{title}: what weighs", shown, "Probability if yes less odds if no, one question at a time.")
        if top
        else ""
    )
    table = [Grid(("Question", "Your prior", "If yes less if no"), rows)] if rows else []
    yours = "The probabilities are yours, not the law's."
    return Page(titled(i.answer.title, title), picture, table, f"{ASSUMED}. {yours}")
