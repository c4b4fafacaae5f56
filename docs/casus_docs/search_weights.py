"""Weights of the search: of pages that match alike, the treaty of more and greater powers comes first."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

from treaties.models.corpus import Corpus
from treaties.models.treaty import Treaty

SCORER = """// Written when the site is built: pages of treaties that bind many, and great powers, come first.
const WEIGHTS = %s;
var Scorer = {
  score: ([page, , , , score]) => score + (WEIGHTS[page] ?? 0),
  objNameMatch: 11, objPartialMatch: 6, objPrio: {0: 15, 1: 5, 2: -5}, objPrioDefault: 0,
  title: 15, partialTitle: 7, term: 5, partialTerm: 2,
};
"""


def weight(law: Corpus, t: Treaty, on: date) -> float:
    """Two for each great power among the parties of the day, and a little for each party, where help is promised at all."""
    helps = t.rank.binding and t.promises_help
    parties = t.parties_on(on) if helps else ()
    return round(
        2 * sum(law.states[s].is_great_power(on) for s in parties)
        + min(len(parties), 50) / 10,
        1,
    )


def write(law: Corpus, place: Path) -> Path:
    """Write the scorer that Sphinx puts into the search; returns its path."""
    on = law.current_to or date.today()
    weights = {
        f"corpus/treaties/{t.id}": w for t in law.treaties if (w := weight(law, t, on))
    }
    place.write_text(SCORER % json.dumps(weights), encoding="utf-8")
    return place
