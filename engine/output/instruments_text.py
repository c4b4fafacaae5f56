"""What is called at once, instrument by instrument, and what is said below a treaty: sections of a document."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from engine.cascade.graph import Clause
from engine.cascade.questions import Literal
from engine.output.bottom_line import firmest
from engine.output.document import Block, Role, Section
from engine.output.extent import DetailOptions
from engine.output.owing import decided, does, heading, mark, must, open_judgements, parted, reference, references, who
from engine.output.prose import capital, crowd, listed, number, the, words_of
from engine.output.reading_disagreement import divided
from engine.verdicts.calls import TriggeredArticle, TriggeredArticles
from engine.verdicts.explanation import who_decides
from engine.verdicts.prominence import DisplayOrder
from engine.verdicts.solution import Solution
from engine.verdicts.verdict import Status
from treaties.vocabulary.days import in_words
from treaties.vocabulary.names import with_article
from treaties.vocabulary.terms import Duty

NAMED = 3
"""States that relied on an article and are named; more are counted."""
FIRM = {
    Status.BOUND: Role.BOUND,
    Status.CONTESTED: Role.CONTESTED,
    Status.CONDITIONAL: Role.CONDITIONAL,
    Status.RELEASED: Role.RELEASED,
}
"""The role of a block by the status of the duty that it tells of."""


def called_sections(solution: Solution, found: TriggeredArticles, extent: DetailOptions) -> Iterator[Section]:
    """What is called at once, for each side, and the judgements that it waits for."""
    order = DisplayOrder(solution.setting, solution.graph)
    section = _Called(solution, order, extent)
    calls = extent.calls(found.asked)
    helping = sorted((c for c in calls if c.helping), key=lambda c: c.order)
    helping = helping if extent.all else firmest(helping)
    owing = {s for c in helping for s in c.states}
    lesser = [c for c in calls if not c.helping]
    if not extent.all and not extent.duty:
        left = [(c, tuple(s for s in c.states if s not in owing)) for c in lesser]
        lesser = [replace(c, states=s, fighting=tuple(f for f in c.fighting if f in s)) for c, s in left if s]
    neutral = extent.calls(found.neutral)
    if extent.whole and not extent.all:
        called = {s for c in calls for s in c.states}
        neutral = [c for c in neutral if any(s in called or order.near(s) for s in c.states)]
    blocks = [section.block(c, 4 + 6 * n) for n, c in enumerate(helping)]
    if extent.all:
        blocks += [section.block(c, 0) for c in lesser]
    else:
        blocks += [Block(said, head, rank=14 + 9 * n) for n, (head, said) in enumerate(section.short(lesser))]
    if neutral:
        blocks.append(section.neutral(neutral, owing))
    yield Section(tuple(blocks), "At once", ", by instrument", "article")
    theirs = [c for c in extent.calls(found.attackers) if c.helping or extent.all]
    several = "s" * (len(solution.setting.attacking) > 1)
    yield Section(
        tuple(section.block(c, 20 + 9 * n, quoted=extent.all) for n, c in enumerate(theirs)),
        "At once",
        f", owed to the attacker{several}",
        "article",
    )
    yield Section(tuple(section.asked()), "Open", ", and who decides")
    if aside := extent.calls(found.aside):
        yield section.aside(aside)
    below = enumerate(_strongest(extent.calls(found.below), extent))
    yield Section(
        tuple(section.block_below(c, 24 + 10 * n) for n, c in below),
        "Below a treaty",
        ": said, but no duty under a treaty",
        "instrument",
    )


def invoked(solution: Solution, clause: Clause) -> str:
    """How often an article had been relied on by the day of the question, and when, by whom and against whom last."""
    setting, article = solution.setting, clause.obligation.article
    held = sorted(
        (x for x in clause.treaty.invoked if x.day <= setting.on and x.article in ("", article)), key=lambda x: x.day
    )
    if not held:
        return ""
    often = {1: "once:", 2: "twice, last on"}.get(len(held), f"{number(len(held))} times, last on")
    by = the(setting, *held[-1].by) if len(held[-1].by) <= NAMED else f"{number(len(held[-1].by))} states"
    against = f", against {the(setting, *held[-1].against)}" if held[-1].against else ""
    return f"Invoked {often} {in_words(held[-1].day)}, by {by}{against}."


def _strongest(calls: Iterable[TriggeredArticle], extent: DetailOptions) -> list[TriggeredArticle]:
    """One call of each instrument below a treaty, without those that only keep a state out; all of them on request."""
    if extent.all:
        return list(calls)
    first: dict[str, TriggeredArticle] = {}
    for call in calls:
        if not call.duty.forbids_help:
            first.setdefault(call.treaty.id, call)
    return list(first.values())


class _Called:
    """Blocks of one answer; judgements are named by letters, each told once with who decides it."""

    def __init__(self, solution: Solution, order: DisplayOrder, extent: DetailOptions) -> None:
        self.solution = solution
        self.order = order
        self.extent = extent
        self.open: dict[tuple[str, bool], str] = {}
        self._ranks: dict[str, int] = {}
        self._deciding: dict[str, dict[str, None]] = {}
        self._waiting: dict[str, dict[str, None]] = {}

    def block(self, call: TriggeredArticle, rank: int, *, quoted: bool = True) -> Block:
        """One article: whom it binds to what, on which open judgements, and in which words."""
        said = capital(f"{who(call, self.order, whole=self.extent.all)} {does(self.solution, call)}")
        toward = f", toward {the(self.solution.setting, *call.beneficiaries)}" if self._several(call) else ""
        told = (words_of(call.judged.ground), self._otherwise(call), invoked(self.solution, call.clause))
        details = [
            Block(d, role=Role.QUIET, rank=rank + 12 * (n + 1), weight=0) for n, d in enumerate(told) if d and quoted
        ]
        return Block(
            f"{said}{toward}{self._contested(call, rank)}{self._settled(call)}.",
            heading(call.clause),
            FIRM.get(call.verdict.status, Role.NOTE),
            rank,
            tuple(details),
            clause=call.clause.key,
            proof=str(call.judged.ground.fact),
        )

    def _several(self, call: TriggeredArticle) -> bool:
        """Whether it has to be told to whom it is owed: there are several, or somebody else."""
        setting = self.solution.setting
        owed = setting.attacked if set(call.beneficiaries) <= set(setting.attacked) else setting.attacking
        return self.extent.all or len(owed) > 1 or not set(call.beneficiaries) <= set(owed)

    def _contested(self, call: TriggeredArticle, rank: int) -> str:
        if not call.verdict.supports:
            return ""
        events, open_ = parted(self.solution, self.solution.labels.literals.decode(call.verdict.supports[0]))
        on = listed(self._letter(call, x, rank) for x in open_)
        first = listed(self._letter(call, x, rank) for x in decided(events))
        contested = "contested, " if call.verdict.status is Status.CONTESTED else ""
        return (f" — {contested}on {on}" if on else "") + (f" — waits for {first}" if first else "")

    def _settled(self, call: TriggeredArticle) -> str:
        """The lesser duty that stands whatever becomes of help that is still open."""
        if self.extent.all or not call.helping or call.verdict.status is Status.BOUND:
            return ""
        due: dict[Duty, list[str]] = {}
        for state in call.states:
            if (duty := self.solution[state].settled.duty) and not duty.drawn_in:
                due.setdefault(duty, []).append(state)
        said = listed(
            ("" if len(states) == len(call.states) else f"{number(len(states))} of them ") + must(duty, len(states) > 1)
            for duty, states in due.items()
        )
        return f"; settled: {said}" if said else ""

    def _letter(self, call: TriggeredArticle, literal: Literal, rank: int) -> str:
        """The letter of a question that is answered elsewhere, in brackets."""
        given = len(self.open)
        question = self.solution.stances.questions[literal[0]]
        letter = self.open.setdefault((question.text, literal[1]), chr(ord("a") + given) if given < 26 else str(given))
        self._ranks[letter] = min(rank, self._ranks.get(letter, rank))
        alone = call.states[0] if len(call.states) == 1 else None
        self._deciding.setdefault(letter, {})[with_article(who_decides(self.solution, question, alone))] = None
        self._waiting.setdefault(letter, {}).update(dict.fromkeys(call.states))
        return f"[{letter}]"

    def asked(self) -> Iterator[Block]:
        """What is open: the question behind every letter, the answer that is needed, and who decides."""
        for (text, yes), letter in self.open.items():
            deciders, waiting = list(self._deciding[letter]), self._waiting[letter]
            decide = "each for itself" if len(deciders) > 3 or "each for itself" in deciders else listed(deciders)
            bound = the(self.solution.setting, *waiting) if len(waiting) == 1 else "the state bound"
            said = f"{text.replace('the obligor', bound)} Needs {'yes' if yes else 'no'}; decides: {decide}."
            yield Block(f"[{letter}] {said}", rank=self._ranks[letter])

    def _otherwise(self, call: TriggeredArticle) -> str:
        said = "; ".join(
            f"{how} ({self._some(names)})" for how, names in divided(self.solution, call.judged, whole=self.extent.all)
        )
        return f"Read otherwise: {said}." if said else ""

    def _some(self, names: list[str]) -> str:
        return listed(names if self.extent.all or len(names) <= 3 else [*names[:2], f"{number(len(names) - 2)} more"])

    def short(self, calls: Iterable[TriggeredArticle]) -> Iterator[tuple[str, str]]:
        """Duties short of help: each kind, and by which articles whom it binds."""
        groups: dict[Duty, list[TriggeredArticle]] = {}
        for call in calls:
            groups.setdefault(call.duty, []).append(call)
        said: dict[str, list[str]] = {}
        for duty, same in groups.items():
            told = []
            for call in same:
                what = "; ".join(filter(None, (reference(call.clause), self._if(call))))
                told.append(f"{who(call, self.order, whole=self.extent.all)} ({what})")
            many = len(told) > 1 or len(same[0].states) > 1
            left = [] if self.extent.all or len(told) <= 4 else [f"{len(told) - 4} more"]
            said.setdefault(listed([*(told if not left else told[:4]), *left]), []).append(must(duty, many))
        yield from ((capital(listed(duties)), f"{whom}.") for whom, duties in said.items())

    def neutral(self, calls: list[TriggeredArticle], owing: set[str]) -> Block:
        """The permanent neutrals, each with what it stays out by; no law of its own lifts a duty of those `owing` help."""
        by: dict[str, list[str]] = {}
        for call in calls:
            how = call.clause.label if self.extent.all else call.treaty.name
            how = ", ".join(filter(None, (how, mark(call.clause))))
            rank = "" if call.treaty.rank.binding else call.treaty.rank.phrase
            still = "which lifts no duty to help" if rank and owing.issuperset(call.states) else ""
            told = "; ".join(filter(None, [how, rank, self._if(call), still]))
            by.setdefault(who(call, self.order, whole=self.extent.all), []).append(told)
        stays = "Stay out by their own status" if len(by) > 1 else "Stays out by its own status"
        return Block(f"{listed(f'{state} ({listed(how)})' for state, how in by.items())}.", stays, Role.QUIET, 30)

    def _if(self, call: TriggeredArticle) -> str:
        if call.verdict.status is Status.RELEASED:
            return "but not held to it"
        events, open_ = (
            parted(self.solution, self.solution.labels.literals.decode(call.verdict.supports[0]))
            if call.verdict.supports
            else ([], [])
        )
        said = [f"after {number(len(events))} further act{'s' * (len(events) > 1)}"] if events else []
        return ", ".join([*said, *([f"on {open_judgements(len(open_))}"] if open_ else [])])

    def aside(self, calls: list[TriggeredArticle]) -> Section:
        """What is owed in the war that was already running: counted, or told in full."""
        toward = self.order.sorted({s for c in calls for s in c.beneficiaries})
        gloss = f", owed to {the(self.solution.setting, *toward)}"
        if self.extent.all:
            return Section(tuple(self.block(c, 0) for c in calls), "In the war already running", gloss)
        helping = [c for c in firmest(sorted(calls, key=lambda c: c.order)) if c.helping]
        groups: dict[tuple[str, str], list[TriggeredArticle]] = {}
        for call in helping:
            groups.setdefault((must(call.duty, True), self._if(call)), []).append(call)
        blocks = []
        for n, ((_, on), same) in enumerate(groups.items()):
            states = self.order.sorted({s for c in same for s in c.states})
            names = crowd(self.order, states, "states", named=8, whole=len(states) <= 8)
            doing = must(same[0].duty, len(states) > 1)
            cited = references(c.clause for c in same)
            blocks.append(Block(f"{capital(names)} {doing}{f', {on}' if on else ''} ({cited}).", rank=30 + 8 * n))
        rest = sorted({s for c in calls if not c.helping for s in c.states} - {s for c in helping for s in c.states})
        if rest:
            said = f"{len(rest)} state{'s' * (len(rest) != 1)} (`--all`)"
            blocks.append(Block(said, "Lesser duties", Role.QUIET, 40, weight=0))
        return Section(tuple(blocks), "In the war already running", gloss, "group")

    def block_below(self, call: TriggeredArticle, rank: int) -> Block:
        """One instrument below a treaty: its rank, whom it speaks of, and what it says."""
        states = who(replace(call, fighting=()), self.order, whole=self.extent.all)
        marks = ", ".join(filter(None, (call.treaty.rank.phrase, f"of {states}", mark(call.clause))))
        words = words_of(call.judged.ground)
        return Block(words, f"{call.clause.label} ({marks})", rank=rank, clause=call.clause.key)
