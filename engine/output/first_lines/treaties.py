"""The first lines on the treaties asked about: whether each obliges anybody here, or why not."""

from __future__ import annotations

from collections.abc import Iterator

from engine.output.first_lines.duty import (
    Citing,
    DutyClause,
    citation,
    obligors,
    only_if,
)
from engine.output.first_lines.lesser import cited_talks, talks_line
from engine.output.first_lines.ruled import Ruled
from engine.output.prose import capital, cited, the
from engine.output.ruling_reasons import because_of_treaty
from engine.ruling.duties_under import (
    covering,
    further_parties,
    lesser_duties_under,
    talks_under,
)
from engine.ruling.ruling import Lacking, TreatyRuling
from treaties.vocabulary.names import instrument_in_line
from treaties.vocabulary.terms import Duty

MOST = 4
"""The largest number of other treaties named or counted under which help is owed."""


def lines_on_treaties(ruled: Ruled) -> Iterator[str]:
    """Yield a line on each treaty asked about, with the ruling; on its articles on consultation, if the question is
    about consultation.
    """
    for ruling in ruled.ruling.treaties:
        if ruled.topic.deed is Duty.CONSULT:
            yield _on_talks(ruled, ruling)
            continue
        yield treaty_line(ruled, ruling)
        # A treaty that protects others alone does not apply, whatever its parties owe these.
        if ruling.lacking and ruling.lacking is not Lacking.VICTIM_NOT_PARTY:
            yield from _still_asked(ruled, ruling)
        elif not ruling.lacking:
            yield from _other_parties(ruled, ruling)
    if ruled.topic.deed is Duty.CONSULT:
        return
    if all(r.lacking for r in ruled.ruling.treaties):
        yield covered_by(ruled)


def _on_talks(ruled: Ruled, ruling: TreatyRuling) -> str:
    """Write whether a treaty obliges its parties to consult, on the fewest conditions."""
    talks = talks_under(ruled, ruling)
    if talks is not None:
        return talks_line(ruled, talks, obligors(ruled, talks))
    name = instrument_in_line(ruling.treaty.name)
    helped = the(ruled.setting, *ruled.helped)
    return f"{ruled.no}. {capital(name)} obliges nobody to consult with {helped} here."


def _still_asked(ruled: Ruled, ruling: TreatyRuling) -> Iterator[str]:
    """Write what a treaty that obliges nobody to help asks for all the same, by any of its articles."""
    about = set(ruled.topic.states)
    lesser = lesser_duties_under(ruled, ruling)
    for owed in lesser[:1]:
        asked = owed.of(about & set(owed.call.states))
        clause = DutyClause(ruled, asked, citing=Citing.NONE)
        yield f"{capital(clause.text)} {cited_talks(ruled, owed)}."


def treaty_line(ruled: Ruled, ruling: TreatyRuling) -> str:
    """Return a line that says whether a treaty obliges anybody here."""
    if ruling.lacking:
        return f"{ruled.no}. {capital(because_of_treaty(ruled.solution, ruling))}."
    first = ruling.helping[0]
    clause = DutyClause(ruled, first)
    return f"{ruled.yes}: {clause.text}." if first.settled else only_if(clause)


def _other_parties(ruled: Ruled, ruling: TreatyRuling) -> Iterator[str]:
    """Write what further articles ask of parties that the first line does not tell of, or on which other conditions."""
    for owed, left in further_parties(ruled, ruling):
        clause = DutyClause(ruled, owed.of(left))
        yield clause.sentence if owed.settled else only_if(clause)


def covered_by(ruled: Ruled) -> str:
    """Return a sentence on the other treaties under which help is owed, those with the strictest duty first; empty if
    there are none.
    """
    settled = covering(ruled)
    articles = dict.fromkeys(instrument_in_line(citation(o)[1:-1]) for o in settled)
    if not articles:
        return ""
    treaties = "another treaty" if len(articles) == 1 else "other treaties"
    return f"Help is owed under {treaties}: {cited(articles, MOST)}."
