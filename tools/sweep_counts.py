"""Count what the table of classes of mistakes in docs/semantics.md counts: `python -m tools.sweep_counts`."""

from __future__ import annotations

from collections.abc import Iterator

from treaties.loading.corpus import load_corpus
from treaties.models.corpus import Corpus
from treaties.vocabulary.terms import Duty


def counts(law: Corpus) -> Iterator[tuple[str, int]]:
    """Each count with its words, in the order of the table."""
    duties = [{o.duty for o in t.obligations} for t in law.treaties]
    texts = [t.model_dump_json(exclude_defaults=True) for t in law.treaties]
    own = {q.id for t in law.treaties for q in t.questions} - {
        q.id for q in law.questions
    }
    yield "instruments", len(law.treaties)
    yield "obligations", sum(len(t.obligations) for t in law.treaties)
    yield "shared questions", len(law.questions)
    yield "questions of one instrument", len(own)
    yield (
        "instruments with both consultation and neutrality",
        sum({Duty.CONSULT, Duty.STAY_NEUTRAL} <= d for d in duties),
    )
    yield "states", len(law.states.all)
    yield "places", len(law.gazetteer.places)
    yield "instruments with `excluding`", sum('"excluding":' in t for t in texts)
    yield (
        "instruments with a suspension",
        sum(
            bool(t.suspensions or [p for p in t.parties if p.suspended])
            for t in law.treaties
        ),
    )
    yield (
        "instruments with a reservation",
        sum(bool(t.reservations) for t in law.treaties),
    )


if __name__ == "__main__":
    for words, count in counts(load_corpus()):
        print(f"{count:6,} {words}")
