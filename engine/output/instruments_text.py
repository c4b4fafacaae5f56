"""What is called at once, instrument by instrument, and what is said below a treaty: sections of the text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from engine.cascade.graph import Clause
from engine.cascade.questions import Literal
from engine.output.bottom_line import firmest
from engine.output.extent import DetailOptions
from engine.output.owing import decided, does, heading, mark, must, open_judgements, parted, reference, references, who
from engine.output.prose import capital, crowd, listed, number, para, the, words_of
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
ROOM = 17
"""Lines for what is owed to those asked about."""
LEAST = 0.45
"""The share of room that what is owed to those asked about keeps, however short the rest is cut."""
LESSER = 7
"""Lines for duties short of help."""
ASIDE = 4
"""Lines for what is owed to the attackers, and for each of the shorter sections."""


def instruments_text(solution: Solution, found: TriggeredArticles, extent: DetailOptions) -> Iterator[str]:
    """The sections of what is called at once."""
    order = DisplayOrder(solution.setting, solution.graph)
    section = _Section(solution, order, extent)
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
    if calls or neutral:
        yield ""
        yield "AT ONCE, by instrument"
        yield from section.told((section.block(c) for c in helping), ROOM, "article", least=LEAST, bare=helping)
        if extent.all:
            yield from (section.block(c) for c in lesser)
        else:
            yield from section.told(section.short(lesser), LESSER, "duty", "duties")
        if neutral:
            yield section.neutral(neutral, owing)
    theirs = [c for c in extent.calls(found.attackers) if c.helping or extent.all]
    if theirs:
        yield ""
        yield f"AT ONCE, owed to the attacker{'s' * (len(solution.setting.attacking) > 1)}"
        yield from section.told((section.block(c, quoted=extent.all) for c in theirs), ASIDE, "article")
    if asked := list(section.asked()):
        yield ""
        yield "OPEN, and who decides"
        yield from section.told(asked, ROOM, "question")
    if aside := extent.calls(found.aside):
        yield from section.aside(aside)
    if below := _strongest(extent.calls(found.below), extent):
        yield ""
        yield "BELOW A TREATY: said, but no duty under a treaty"
        yield from section.told((section.block_below(c) for c in below), ASIDE + 2, "instrument")


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


class _Section:
    """Blocks of one answer; judgements are named by letters, each told once with who decides it."""

    def __init__(self, solution: Solution, order: DisplayOrder, extent: DetailOptions) -> None:
        self.solution = solution
        self.order = order
        self.extent = extent
        self.open: dict[tuple[str, bool], str] = {}
        self._shown = ""
        self._deciding: dict[str, dict[str, None]] = {}
        self._waiting: dict[str, dict[str, None]] = {}

    def told(
        self,
        blocks: Iterable[str],
        lines: int,
        one: str,
        many: str = "",
        *,
        least: float = 0,
        bare: Sequence[TriggeredArticle] = (),
    ) -> Iterator[str]:
        """As many blocks as fit into their share of the room, some of those left in short, and how many more there are."""
        shown, left = replace(self.extent, room=max(self.extent.room, least)).fitted(blocks, lines)
        if left:
            named = [self.block(c, quoted=False) for c in bare[len(shown) :][: self.extent.named]]
            shown, left = [*shown, *named], left - len(named)
        self._shown += "".join(shown)
        yield from shown
        if left:
            yield f"  and {left} more {one if left == 1 else many or one + 's'} (`--all`)"

    def block(self, call: TriggeredArticle, *, quoted: bool = True) -> str:
        """One article: whom it binds to what, on which open judgements, and in which words."""
        said = capital(f"{who(call, self.order, whole=self.extent.all)} {does(self.solution, call)}")
        toward = f", toward {the(self.solution.setting, *call.beneficiaries)}" if self._several(call) else ""
        lines = [para(f"{heading(call.clause)}: {said}{toward}{self._contested(call)}{self._settled(call)}.", 2, 4)]
        if quoted and not self.extent.tight:
            lines.append(para(words_of(call.judged.ground), 6))
        if quoted and not self.extent.tight and (practice := invoked(self.solution, call.clause)):
            lines.append(para(practice, 6))
        if quoted and not self.extent.tight and (otherwise := self._otherwise(call)):
            lines.append(otherwise)
        return "\n".join(lines)

    def _several(self, call: TriggeredArticle) -> bool:
        """Whether it has to be told to whom it is owed: there are several, or somebody else."""
        setting = self.solution.setting
        owed = setting.attacked if set(call.beneficiaries) <= set(setting.attacked) else setting.attacking
        return self.extent.all or len(owed) > 1 or not set(call.beneficiaries) <= set(owed)

    def _contested(self, call: TriggeredArticle) -> str:
        if not call.verdict.supports:
            return ""
        events, open_ = parted(self.solution, self.solution.labels.literals.decode(call.verdict.supports[0]))
        on = listed(self._letter(call, x) for x in open_)
        first = listed(self._letter(call, x) for x in decided(events))
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

    def _letter(self, call: TriggeredArticle, literal: Literal) -> str:
        """The letter of a question that is answered elsewhere, in brackets."""
        given = len(self.open)
        question = self.solution.stances.questions[literal[0]]
        letter = self.open.setdefault((question.text, literal[1]), chr(ord("a") + given) if given < 26 else str(given))
        alone = call.states[0] if len(call.states) == 1 else None
        self._deciding.setdefault(letter, {})[with_article(who_decides(self.solution, question, alone))] = None
        self._waiting.setdefault(letter, {}).update(dict.fromkeys(call.states))
        return f"[{letter}]"

    def asked(self) -> Iterator[str]:
        """What is open: the question behind every letter, the answer that is needed, and who decides."""
        for (text, yes), letter in self.open.items():
            if f"[{letter}]" not in self._shown:
                continue
            deciders, waiting = list(self._deciding[letter]), self._waiting[letter]
            decide = "each for itself" if len(deciders) > 3 or "each for itself" in deciders else listed(deciders)
            bound = the(self.solution.setting, *waiting) if len(waiting) == 1 else "the state bound"
            said = text.replace("the obligor", bound)
            yield para(f"[{letter}] {said} Needs {'yes' if yes else 'no'}; decides: {decide}.", 2, 4)

    def _otherwise(self, call: TriggeredArticle) -> str:
        said = "; ".join(
            f"{how} ({self._some(names)})" for how, names in divided(self.solution, call.judged, whole=self.extent.all)
        )
        return para(f"Read otherwise: {said}.", 6) if said else ""

    def _some(self, names: list[str]) -> str:
        return listed(names if self.extent.all or len(names) <= 3 else [*names[:2], f"{number(len(names) - 2)} more"])

    def short(self, calls: Iterable[TriggeredArticle]) -> Iterator[str]:
        """Duties short of help: each kind with its articles in one paragraph."""
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
        yield from (para(f"{capital(listed(duties))}: {whom}.", 2, 4) for whom, duties in said.items())

    def neutral(self, calls: list[TriggeredArticle], owing: set[str]) -> str:
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
        named = [state if self.extent.tight else f"{state} ({listed(how)})" for state, how in by.items()]
        return para(f"{stays}: {listed(named)}.", 2, 4)

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

    def aside(self, calls: list[TriggeredArticle]) -> Iterator[str]:
        """What is owed in the war that was already running: counted, or told in full."""
        yield ""
        toward = self.order.sorted({s for c in calls for s in c.beneficiaries})
        yield para(f"IN THE WAR ALREADY RUNNING, owed to {the(self.solution.setting, *toward)}")
        if self.extent.all:
            yield from (self.block(c) for c in calls)
            return
        helping = [c for c in firmest(sorted(calls, key=lambda c: c.order)) if c.helping]
        groups: dict[tuple[str, str], list[TriggeredArticle]] = {}
        for call in helping:
            groups.setdefault((must(call.duty, True), self._if(call)), []).append(call)
        blocks = []
        for (doing, on), same in groups.items():
            states = self.order.sorted({s for c in same for s in c.states})
            names = crowd(self.order, states, "states", named=8, whole=len(states) <= 8)
            doing = must(same[0].duty, len(states) > 1)
            blocks.append(
                para(f"{capital(names)} {doing}{f', {on}' if on else ''} ({references(c.clause for c in same)}).", 2, 4)
            )
        yield from self.told(blocks, ASIDE, "group")
        rest = sorted({s for c in calls if not c.helping for s in c.states} - {s for c in helping for s in c.states})
        if rest:
            yield f"  Lesser duties: {len(rest)} state{'s' * (len(rest) != 1)} (`--all`)"

    def block_below(self, call: TriggeredArticle) -> str:
        """One instrument below a treaty: its rank, whom it speaks of, and what it says."""
        states = who(replace(call, fighting=()), self.order, whole=self.extent.all)
        said = "" if self.extent.tight else f": {words_of(call.judged.ground)}"
        return para(
            f"{call.clause.label} ({', '.join(filter(None, (call.treaty.rank.phrase, f'of {states}', mark(call.clause))))}){said}",
            2,
            4,
        )
