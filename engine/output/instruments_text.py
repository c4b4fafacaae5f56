"""Sections on triggered articles, instrument by instrument, and on promises below a treaty."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from engine.findings.calls import (
    TriggeredArticle,
    settled_duties,
)
from engine.findings.extent import DetailOptions
from engine.findings.findings import Findings
from engine.findings.leave import said_of_leave
from engine.findings.nearest import decisions, events_and_judgements
from engine.findings.readings import disagreeing, judging_otherwise
from engine.findings.shown_articles import ShownArticles, shown_articles
from engine.output.document import Block, Role, Section
from engine.output.owing import (
    claim,
    decides,
    duty_in_words,
    heading,
    must,
    obligors_in_words,
    reference,
)
from engine.output.prose import capital, far, listed, number, the, words_of
from engine.record.grounds import Judged
from engine.record.questions import Literal
from engine.record.verdict import Status, Verdict
from engine.setting.graph import Clause
from treaties.models.reading import Reading
from treaties.support.grouping import grouped
from treaties.vocabulary.days import in_words
from treaties.vocabulary.terms import Duty

NAMED = 3
"""The largest number of states named as having relied on an article; the others are counted."""
HELP = 11
"""The highest rank of a block on help, so that blocks of every other kind are cut before it."""
FIRM = {
    s: Role(s.value)
    for s in (Status.BOUND, Status.CONTESTED, Status.CONDITIONAL, Status.RELEASED)
}
"""The role of a block by the status of the duty that it describes."""


def article_sections(solution: Findings, extent: DetailOptions) -> Iterator[Section]:
    """Yield the sections on articles triggered at once, one for each side, with the judgements on which they depend."""
    section, shown = _ArticleBlocks(solution, extent), shown_articles(solution, extent)
    talks = 14 + 6 * len(shown.helping)
    blocks = [
        section.block(c, min(4 + 6 * n, HELP), words=16 + 6 * n)
        for n, c in enumerate(shown.helping)
    ]
    blocks += section.blocks(shown.lesser, talks, 6)
    yield Section(tuple(blocks), "At once", ", by instrument", "article")
    yield Section(
        tuple(section.neutral(c, shown.owing_help, talks) for c in shown.neutral),
        "Neutral",
        ": bound to help neither side",
    )
    several = len(solution.setting.attacking) > 1
    gloss = f", owed to the attacker{'s' * several}"
    theirs = tuple(section.blocks(shown.attackers, 20, 9))
    yield Section(theirs, "At once", gloss, "article")
    # Read before what is open is written: each call notes the judgements on which it depends.
    besides = list(_besides(section, shown))
    yield Section(tuple(section.asked()), "Open", ", and who decides")
    yield from besides


def _besides(section: _ArticleBlocks, shown: ShownArticles) -> Iterator[Section]:
    """What another war of the day calls, and what instruments ask that are no treaties."""
    if aside := shown.running_war:
        toward = section.order.sorted({s for c in aside for s in c.beneficiaries})
        gloss = f", owed to {the(section.solution.setting, *toward)}"
        blocks = tuple(section.blocks(aside, 30, 8))
        yield Section(blocks, "In the war already running", gloss, "article")
    below = tuple(section.block(c, 24 + 10 * n) for n, c in enumerate(shown.below))
    gloss = ": said, but no duty under a treaty"
    yield Section(below, "Below a treaty", gloss, "instrument")


def invoked(solution: Findings, clause: Clause) -> str:
    """Return a sentence on how often an article was invoked before the day of the question, and on the last invocation:
    by whom and against whom.
    """
    setting, article = solution.setting, clause.obligation.article
    acts = sorted(
        (
            x
            for x in clause.treaty.invoked
            if x.day <= setting.on and x.article in ("", article)
        ),
        key=lambda x: x.day,
    )
    if not acts:
        return ""
    often = {1: "once:", 2: "twice, last on"}.get(
        len(acts), f"{number(len(acts))} times, last on"
    )
    by = (
        the(setting, *acts[-1].by)
        if len(acts[-1].by) <= NAMED
        else f"{number(len(acts[-1].by))} states"
    )
    against = f", against {the(setting, *acts[-1].against)}" if acts[-1].against else ""
    return f"Invoked {often} {in_words(acts[-1].day)}, by {by}{against}."


class _ArticleBlocks:
    """Blocks of one answer; judgements are named by letters, each named once with who decides it."""

    def __init__(self, solution: Findings, extent: DetailOptions) -> None:
        self.solution = solution
        self.order = solution.display_order
        self.extent = extent
        self.open: dict[str, str] = {}
        self._ranks: dict[str, int] = {}
        self._deciding: dict[str, dict[str, None]] = {}

    def blocks(
        self, calls: Iterable[TriggeredArticle], rank: int, step: int
    ) -> list[Block]:
        """Some articles in their order, with their words where everything is shown."""
        return [
            self.block(c, rank + step * n, quoted=self.extent.all)
            for n, c in enumerate(calls)
        ]

    def block(
        self, call: TriggeredArticle, rank: int, *, quoted: bool = True, words: int = 0
    ) -> Block:
        """One article: whom it binds to what, on which open judgements, and in which words, of rank `words`."""
        text = capital(
            f"{obligors_in_words(self.solution, call, whole=self.extent.all)} {duty_in_words(self.solution, call)}"
        )
        toward = (
            f", toward {the(self.solution.setting, *call.beneficiaries)}"
            if self._several(call)
            else ""
        )
        more = (
            words_of(call.judged.ground),
            self._otherwise(call),
            invoked(self.solution, call.clause),
        )
        first, ranks = words or rank + 12, zip((0, 1, 24), more, strict=True)
        details = (
            Block(d, role=Role.QUIET, rank=first + later, weight=0)
            for later, d in ranks
            if d and quoted
        )
        text += f"{toward}{self._contested(call, rank)}{self._settled(call)}."
        role, proof = (
            FIRM.get(call.verdict.status, Role.NOTE),
            str(call.judged.ground.fact),
        )
        return Block(
            text,
            heading(call.clause),
            role,
            rank,
            tuple(details),
            clause=call.clause.key,
            proof=proof,
        )

    def _several(self, call: TriggeredArticle) -> bool:
        """Whether the text must name to whom it is owed: there are several, or somebody else."""
        setting = self.solution.setting
        owed = (
            setting.attacked
            if set(call.beneficiaries) <= set(setting.attacked)
            else setting.attacking
        )
        return (
            self.extent.all or len(owed) > 1 or not set(call.beneficiaries) <= set(owed)
        )

    def _contested(self, call: TriggeredArticle, rank: int) -> str:
        events, open_ = events_and_judgements(self.solution, call.verdict)
        on = listed(self._letter(call, x, rank) for x in open_)
        first = listed(self._letter(call, x, rank) for x in decisions(events))
        only = listed(filter(None, (first, on)))
        return f", only if {only}" if only else ""

    def _settled(self, call: TriggeredArticle) -> str:
        """The lesser duty that is settled even where help is still open."""
        if self.extent.all or not call.helping or call.verdict.status is Status.BOUND:
            return ""
        due: dict[tuple[Duty, str], list[str]] = {}
        for state in call.states:
            for c in settled_duties(self.solution, state)[:1]:
                if not c.helping:
                    by = "" if c.treaty is call.treaty else f" ({reference(c.clause)})"
                    due.setdefault((c.duty, by), []).append(state)
        text = listed(
            (
                ""
                if len(states) == len(call.states)
                else f"{number(len(states))} of them "
            )
            + must(duty, len(states) > 1)
            + by
            for (duty, by), states in due.items()
        )
        return f"; in any case {text}" if text else ""

    def _letter(self, call: TriggeredArticle, literal: Literal, rank: int) -> str:
        """The letter of a claim that is named elsewhere, in brackets."""
        claimed, given = claim(self.solution, literal), len(self.open)
        letter = self.open.setdefault(
            claimed, chr(ord("a") + given) if given < 26 else str(given)
        )
        self._ranks[letter] = min(rank, self._ranks.get(letter, rank))
        self._deciding.setdefault(letter, {})[
            decides(self.solution, literal[0], call.states)
        ] = None
        return f"[{letter}]"

    def asked(self) -> Iterator[Block]:
        """What is open: what must hold, behind every letter, and who decides it."""
        for claimed, letter in self.open.items():
            who = list(self._deciding[letter])
            decided = who[0] if len(who) == 1 else "each judges for itself"
            text, rank = (
                f"[{letter}] {capital(claimed)}; {decided}.",
                self._ranks[letter],
            )
            yield Block(text, rank=rank - 1, letter=f"[{letter}]")

    def _otherwise(self, call: TriggeredArticle) -> str:
        text = "; ".join(
            f"{how} ({self._some(names)})"
            for how, names in divided(self.solution, call.judged, whole=self.extent.all)
        )
        return f"Read otherwise: {text}." if text else ""

    def _some(self, names: list[str]) -> str:
        return listed(
            names
            if self.extent.all or len(names) <= 3
            else [*names[:2], f"{number(len(names) - 2)} more"]
        )

    def neutral(self, call: TriggeredArticle, owing: set[str], rank: int) -> Block:
        """A permanent neutral with what it stays out by; no law of its own lifts a duty of those `owing` help."""
        still = not call.treaty.rank.binding and owing.issuperset(call.states)
        states = capital(obligors_in_words(self.solution, call, whole=self.extent.all))
        lifts = ", which lifts no duty to help" if still else ""
        return Block(
            f"{states}{self._contested(call, rank)}{lifts}.",
            heading(call.clause),
            Role.QUIET,
            rank,
        )


def divided(
    solution: Findings, judged: Judged, *, whole: bool = False
) -> list[tuple[str, list[str]]]:
    """Return the verdicts, in words, by which readings differ from the verdict on the text, each with the names of
    these readings. Only readings of the instrument itself, or of the law in general, are compared.

    Args:
        solution: the answer.
        judged: the duty with its verdicts.
        whole: include readings that change only how many steps away the duty is.
    """
    own = judged.at_once
    found = []
    for r, v in judging_otherwise(solution, judged):
        away = f", {far(v)} away" if whole and v.distance.total else ""
        if whole or (v.status, v.duty) != (own.status, own.duty):
            found.append(((v.status.order, _in_short(v, own) + away), r.name))
    return [(text, names) for (_, text), names in sorted(grouped(found).items())]


def dissenting(
    solution: Findings, judged: Judged, many: bool = False
) -> list[tuple[str, list[str]]]:
    """Return the verdicts, in words, of authors who clearly disagree about the instrument itself, each with the names
    of these authors. They take the duty as binding, as barred, as a free choice or as not triggered, against the text.
    Each author occurs once.

    Args:
        solution: the answer.
        judged: the duty with its verdicts.
        many: whether the duty is that of several states.
    """
    found = [
        ((v.status.order, _read_of(solution, r, judged, many, v)), r.author)
        for r, v in disagreeing(solution, judged)
    ]
    groups = sorted(grouped(dict.fromkeys(found)).items())
    return [(how, _each_person_once(authors)) for (_, how), authors in groups]


def _read_of(
    solution: Findings, reading: Reading, judged: Judged, many: bool, verdict: Verdict
) -> str:
    """What a reading finds, in words: what it says of the leave for the force, else the duty; of several states only
    those whose duty the reading lowers, by name.
    """
    if settled := said_of_leave(solution, reading):
        return claim(solution, settled[0])
    lows = [low for low in reading.lowers if low.treaty == judged.ground.treaty]
    only = {s for low in lows for s in low.obligors if low.duty is verdict.duty}
    if not (many and only):
        return _duty_read(verdict, many)
    return f"{the(solution.setting, *only)} {_duty_read(verdict, len(only) > 1)}"


def _each_person_once(authors: list[str]) -> list[str]:
    """Keep of several statements of a person the first, also where he made another together with others."""
    kept = list[str]()
    for author in authors:
        person = author.partition(", ")[0]
        if not any(person in other.partition(", ")[0] for other in kept):
            kept.append(author)
    return kept


def _duty_read(v: Verdict, many: bool = False) -> str:
    """The duty that a reading finds, in words."""
    if v.status is Status.NOT_TRIGGERED or v.duty is None:
        return "the article does not apply"
    if v.status is Status.RELEASED:
        return "help is barred"
    return must(v.duty, many=many)


def _in_short(v: Verdict, own: Verdict) -> str:
    """A verdict that a reading gives, beside the one without it."""
    bound = v.status is Status.BOUND and v.duty is own.duty
    open_ = v.status in (Status.CONDITIONAL, Status.CONTESTED)
    return f"{v.status}, {_duty_read(v)}" if bound or open_ else _duty_read(v)
