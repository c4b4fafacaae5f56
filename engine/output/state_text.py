"""The answer for one state: yes, no, or what it depends on, with the proof."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from engine.cascade.facts import Fact
from engine.cascade.question_ids import QuestionId, kind_of
from engine.output.blocked_text import no_article, unread
from engine.output.clause_words import on_conditions
from engine.output.document import Block, Role
from engine.output.extent import DetailOptions
from engine.output.failures import failed_of, reason
from engine.output.further_text import STEPS
from engine.output.owing import conditions, does, must, only_if, parted, reference
from engine.output.prose import capital, crowd, listed, number, para, standing, the
from engine.output.unbound_text import why_unbound
from engine.verdicts.calls import (
    TriggeredArticle,
    called,
    firmest,
    settled_duties,
)
from engine.verdicts.explanation import (
    Explanation,
    explain,
    prove,
    settlement,
    who_decides,
)
from engine.verdicts.further import Chain, further
from engine.verdicts.rows import StateVerdict
from engine.verdicts.solution import Solution
from engine.verdicts.unbound import Lack, unbound
from engine.verdicts.verdict import Status, same
from treaties.support.grouping import grouped
from treaties.vocabulary.days import in_words
from treaties.vocabulary.names import article_cited, instrument_in_line
from treaties.vocabulary.terms import Duty

if TYPE_CHECKING:
    from engine.verdicts.explanation import Reason


MANY = 9
"""States of one answer that are all named."""


def asked_about(
    solution: Solution, states: Iterable[str], extent: DetailOptions | None = None
) -> list[str]:
    """Word the answer for each of some states, those of one answer together.

    Args:
        solution: the answer.
        states: the ids of the states.
        extent: how much is shown; the usual where left out.
    """
    extent, order = extent or DetailOptions(), solution.display_order
    states = tuple(states)

    def each(word: Callable[[StateVerdict, bool], str]) -> Iterator[str]:
        """One sentence for all the states of which it is true."""
        groups = grouped((word(solution[s], False), s) for s in states)
        for text, alike in groups.items():
            whole = extent.all or len(alike) <= MANY
            names = crowd(order, order.sorted(alike), "states", whole=whole)
            if len(alike) > 1:
                text = word(solution[alike[0]], True)
            if text:
                yield text.format(who=names, Who=capital(names))

    return [
        *each(lambda row, many: _verdict(solution, row, extent, many=many)[0]),
        *each(lambda row, many: _besides(solution, row, extent, many=many)),
    ]


def _verdict(
    solution: Solution, row: StateVerdict, extent: DetailOptions, *, many: bool = False
) -> tuple[str, TriggeredArticle | None]:
    """A sentence with `{who}` for the state (or for `many` that it speaks of), and the call that it is about."""
    deed = solution.scenario.deed
    own = _own(solution, row)
    mine = [
        c
        for c in own
        if extent.of_kind(c.duty) and (extent.duty or c.helping or c.duty is deed)
    ]
    if mine:
        whole = next(
            (c for c in mine if deed is None or c.duty.rank <= deed.rank), None
        )
        call = whole or mine[0]
        less_than = str(deed) if deed and not whole else ""
        return _called(solution, _of_several(call, many), less_than), call
    first = min(own, key=_lesser, default=None)
    chains = extent.chains(further(solution))
    near = (c for c in chains if len(c.acts) <= STEPS or not first)
    later = _later(solution, row, near)
    if first:
        free = first.duty is Duty.MAY_ASSIST
        short = "Not obliged, but it may" if free else "Not obliged to help"
        doing = does(solution, _of_several(first, many))
        return f"{short}: {{who}} {doing} ({reference(first.clause)}){later}.", first
    if row.status is Status.BELLIGERENT:
        rest = ", and owes no help at once" * bool(row.duty)
        return f"{{Who}}: it is itself at war{rest}.", None
    none = _uncalled(solution, row)
    return f"{none} {capital(later[2:])}." if later else none, None


def _own(solution: Solution, row: StateVerdict) -> list[TriggeredArticle]:
    """What binding instruments ask of a state by now: toward those attacked first, and firmest first; nothing of another war."""
    attacked, found = set(solution.setting.attacked), called(solution)
    elsewhere = {id(c) for i in found.aside for c in i.calls}
    own = [
        c
        for c in found.everything
        if row.state in c.states and c.treaty.rank.binding and id(c) not in elsewhere
    ]
    return sorted(own, key=lambda c: (attacked.isdisjoint(c.beneficiaries), c.order))


def _besides(
    solution: Solution, row: StateVerdict, extent: DetailOptions, *, many: bool
) -> str:
    """A sentence of what else the state owes those attacked on settled facts; of lesser duties where it owes no help so."""
    call = _verdict(solution, row, extent)[1]
    due = settled_duties(solution, row.state)
    least = [c for c in due if c.helping] or due
    more = [c for c in least if extent.of_kind(c.duty) and not _same(c, call)]
    by = grouped(
        (does(solution, _of_several(c, many), _toward(solution, c)), c) for c in more
    )
    doing = listed(
        f"{duty} ({'; '.join(reference(c.clause) for c in same)})"
        for duty, same in by.items()
    )
    sure = call is not None and call.verdict.status is Status.BOUND
    return f"{'Besides,' if sure else 'In any case'} {{who}} {doing}." if doing else ""


def _lesser(call: TriggeredArticle) -> tuple[bool, bool]:
    """Rank duties of a state that owes no help: what is settled, then what asks it to do something."""
    return call.verdict.status is not Status.BOUND, call.duty.forbids_help


def _same(one: TriggeredArticle, other: TriggeredArticle | None) -> bool:
    """Whether two calls are of one article and one duty."""
    return (
        other is not None
        and one.clause.label == other.clause.label
        and one.duty is other.duty
    )


def _toward(solution: Solution, call: TriggeredArticle) -> str:
    """The names of those attacked to whom a call is owed."""
    attacked = solution.setting.attacked
    return the(solution.setting, *(s for s in attacked if s in call.beneficiaries))


def _of_several(call: TriggeredArticle, many: bool) -> TriggeredArticle:
    """The same call as said of one state, or of several."""
    return replace(call, states=("", "") if many else ("",))


def _later(solution: Solution, row: StateVerdict, chains: Iterable[Chain]) -> str:
    """What a state may come to owe, and after which acts, as the end of a sentence."""
    chain = next((c for c in chains if row.state in c.states), None)
    if not chain:
        return ""
    when = f"if {conditions(solution, chain.acts) or 'judgements go one way'}"
    doing = (
        f"{{who}} {must(chain.duty, toward=the(solution.setting, chain.beneficiary))}"
    )
    return f"; {when}, {doing} ({reference(chain.clause)}){only_if(solution, chain.judgements)}"


def _uncalled(solution: Solution, row: StateVerdict) -> str:
    mine = next(
        (u for u in unbound(solution, (row.state,)) if u.state == row.state), None
    )
    if mine and (mine.reasons[0].lack is not Lack.NO_TREATY or row.link.kind != "none"):
        return f"Not obliged: {{who}} ({why_unbound(solution, mine)})."
    none = f"Not obliged: none of the {len(solution.graph.parties)} instruments known here and in force that day links {{who}} to it."
    return " ".join(filter(None, (none, unread(solution, (row.state,)))))


def _called(solution: Solution, call: TriggeredArticle, less_than: str = "") -> str:
    """The answer by one call; `less_than` is the deed asked about where the call asks less."""
    toward = the(solution.setting, *call.beneficiaries)
    doing = f"{{who}} {does(solution, call, toward)} ({reference(call.clause)})"
    if call.verdict.status is Status.RELEASED:
        return f"Not obliged: {doing}."
    _, open_ = parted(solution, call.verdict)
    if open_:
        first = f"Not obliged to {less_than}; besides, it" if less_than else "It"
        return f"{first} depends: {doing}{only_if(solution, open_)}."
    if call.duty is Duty.MAY_ASSIST:
        return f"Not obliged, but it may: {doing}."
    if less_than:
        return f"Not obliged to {less_than}: {doing}."
    attacked = the(solution.setting, *solution.setting.attacked)
    if attacked and not _toward(solution, call):
        return f"Not obliged to help {attacked}: {doing}."
    return f"Obliged{'' if call.verdict.status is Status.BOUND else ' on a condition'}: {doing}."


def proof_of(solution: Solution, state: str, extent: DetailOptions) -> Iterator[Block]:
    """Write the proof of what the answer for a state rests on, or every condition that failed.

    Args:
        solution: the answer.
        state: the state, by any of its names.
        extent: how much is shown, and of which duty.
    """
    row = solution[state]
    call = _verdict(solution, row, extent)[1]
    explained = explain(solution, row)
    chain = next(
        (c for c in extent.chains(further(solution)) if row.state in c.states), None
    )
    ground = None
    if call:
        # Of one article with several scopes the state may stand under another than the first of those bound with it.
        same = [
            j
            for j in row.judged
            if j.at_once.duty is not None and j.ground.clause.label == call.clause.label
        ]
        ground = next(
            (j for j in same if j.ground.clause.key == call.clause.key), same[0]
        )
        verdict = ground.at_once
    elif chain:
        ground = next(j for j in row.judged if j.ground.clause.key == chain.clause.key)
        verdict = ground.verdict
    if ground:
        fact = ground.ground.fact
        fact = (
            fact if verdict.status is not Status.RELEASED else Fact("arisen", fact.args)
        )
        proof = prove(solution, fact, verdict.supports[0] if verdict.supports else 0)
        yield from (
            Block(line, role=Role.PROOF)
            for line in proof_tree(solution, proof, {}, "  ", "  ")
        )
    else:
        yield from _failed(solution, explained)


def _failed(solution: Solution, explained: Explanation) -> Iterator[Block]:
    failed = list(
        dict.fromkeys(
            (label, reason) for label, _, reason in failed_of(solution, explained.row)
        )
    )
    yield from (
        Block(para(f"{label}: {reason}", 2, 4), role=Role.PROOF)
        for label, reason in failed[:6]
    )
    if len(failed) > 6:
        yield Block(
            f"  and {number(len(failed) - 6)} more conditions that failed (`casus why`)",
            role=Role.PROOF,
        )


def tell_why(e: Explanation) -> str:
    """Write every proof as a tree, each shared reason once, then every condition that failed."""
    row, answer = e.row, e.answer
    none = no_article(row.link) if row.status is not Status.BELLIGERENT else ""
    lines = [
        para(answer.title),
        "",
        para(f"{row.name}: {none or by_now(e)}."),
    ]
    if not none and not same(row.verdict, row.at_once):
        lines.append(para(f"If it goes on: {standing(row.verdict)}."))
    shown: dict[object, int] = {}
    for g, v, proof in e.proofs:
        lines.append("")
        lines.append(para(f"{standing(v)} — {reference(g.clause)}"))
        lines.append(para(g.clause.obligation.gist, 2))
        source = g.clause.obligation.source or g.clause.treaty.sources[0]
        lines.append(para(f"source: {answer.corpus.source(source).title}", 2))
        lines += proof_tree(answer, proof, shown, "  ", "  ")
    if e.further:
        who = ", ".join(
            dict.fromkeys(answer.setting.name(g.beneficiary) for g, _ in e.further)
        )
        lines += [
            "",
            para(f"The same articles may be called for others too, further on: {who}."),
        ]
    if e.failed:
        lines += ["", "Conditions that failed"]
        failed = failed_of(answer, row)
        lines += [
            para(f"{article} ({condition}): {why}", 2, 4)
            for article, condition, why in failed
        ]
    return "\n".join(lines)


def by_now(e: Explanation) -> str:
    """Word how a state stands on the events given: by what it owes those attacked, else by what it owes others, whom it names."""
    due = [(g, v) for g, v, _ in e.proofs if v in [j.at_once for j in e.row.judged]]
    if not due or e.row.status is Status.BELLIGERENT:
        return standing(e.row.at_once)
    g, v = due[0]
    setting = e.answer.setting
    if g.beneficiary in setting.attacked:
        return standing(v)
    return f"{standing(v)}, toward {the(setting, g.beneficiary)}"


def proof_tree(
    solution: Solution, r: Reason, shown: dict[object, int], lead: str, below: str
) -> Iterator[str]:
    """Write a proof as lines.

    Args:
        solution: the answer, which has names and questions.
        r: the conclusion, with its reasons.
        shown: by fact the number under which it was shown before; it takes up those that are shown here.
        lead: what is before the first line.
        below: what is before each line below it.
    """
    if r.fact in shown and r.because:
        yield para(f"{lead}{r.text} (as shown at [{shown[r.fact]}])", 0, len(below) + 2)
        return
    if r.because:
        shown[r.fact] = len(shown) + 1
    mark = f"[{shown[r.fact]}] " if r.because else ""
    given = " — given" if r.rule == "event" else ""
    yield para(f"{lead}{mark}{r.text}{given}", 0, len(below) + 2)
    under: list[str | Reason] = []
    for q, wanted, how in (
        settlement(solution, x, r.treaty) for x in r.answers if kind_of(x[0]) != "rule"
    ):
        who = (
            f" (decides: {who_decides(solution, q, r.obligor)})"
            if how == "open"
            else ""
        )
        why = f" ({q.why})" if q.why and how == "presumed" else ""
        under.append(f"{how}: {q.text} — {wanted}{who}{why}")
    under += list(r.because)
    rules = {
        QuestionId.parse(ident).about
        for ident, _ in r.answers
        if kind_of(ident) == "rule"
    }
    under += [
        f"by the rule that {rule.name}"
        for rule in solution.corpus.rules
        if rule.id in rules
    ]
    for i, child in enumerate(under):
        last = i == len(under) - 1
        sign, next_below = ("└ ", below + "  ") if last else ("├ ", below + "│ ")
        if isinstance(child, str):
            yield para(f"{below}{sign}{child}", 0, len(below) + 4)
        else:
            yield from proof_tree(solution, child, shown, below + sign, next_below)


REASONS = 2
"""Reasons that are given for an instrument that is not called."""


def asked_instruments(
    solution: Solution, extent: DetailOptions, lead: Iterable[str] = ()
) -> Iterator[str]:
    """Write a paragraph for each instrument asked about: of the article that was named, and of what else it calls.

    Args:
        solution: the answer.
        extent: names the instruments and the article.
        lead: sentences above; what a longer one of them has in the same words is left to it.
    """
    for ident in extent.instruments:
        treaty = solution.corpus.treaty(ident)
        calls = sorted(
            (c for c in called(solution).everything if c.treaty.id == ident),
            key=lambda c: c.order,
        )
        asked = [
            c for c in calls if is_article(c.clause.obligation.article, extent.article)
        ]
        name = capital(instrument_in_line(treaty.name))
        known = any(is_article(o.article, extent.article) for o in treaty.obligations)
        if extent.article and known:
            name = (
                f"{article_cited(extent.article)} of {instrument_in_line(treaty.name)}"
            )
        if asked or (calls and not known):
            helping = (
                firmest(c for c in asked or calls if c.helping) or (asked or calls)[:1]
            )
            owed = on_conditions(solution, helping)
            repeated = any(capital(owed) in s and len(s) > len(owed) + 1 for s in lead)
            yield f"{name} is called." if repeated else f"{name} is called: {owed}."
            continue
        also = (
            f" Called instead: {on_conditions(solution, firmest(calls) or calls[:1])}."
            if calls
            else ""
        )
        yield f"{name} is not called: {_why(solution, ident, extent.article if known else '')}.{also}"


def is_article(article: str, asked: str) -> bool:
    """Tell whether an article is the one asked about, or a part of it; every article is where none was named."""
    if not asked:
        return True
    number = article.split(": ")[-1].upper()
    numbers = filter(None, (asked, _ROMAN.get(asked), _ARABIC.get(asked)))
    return any(number == n or number.startswith((f"{n}.", f"{n}(")) for n in numbers)


_NUMERALS = ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII"]
_ROMAN = {str(n): roman for n, roman in enumerate(_NUMERALS, 1)}
_ARABIC = {roman: figure for figure, roman in _ROMAN.items()}


def _why(solution: Solution, ident: str, asked: str) -> str:
    """Why no article of an instrument is called: it is not in force, an article fails on something, or it does not
    reach that far.
    """
    treaty, day = solution.corpus.treaty(ident), solution.setting.on
    if not treaty.parties_on(day):
        bounds = [
            f"from {treaty.since}" if treaty.since else "",
            f"until {treaty.until}" if treaty.until else "",
        ]
        when = " ".join(filter(None, bounds))
        return f"it is not in force on {in_words(day)}" + (
            f", but {when}" if when else ""
        )
    reasons: dict[str, None] = {}
    for row in solution.rows:
        for b in row.blocked:
            of, article, _ = row.articles[b.clause]
            if of == ident and is_article(article, asked):
                reasons[f"{reason(solution.setting, b)} ({article_cited(article)})"] = (
                    None
                )
    victims = the(solution.setting, *solution.setting.attacked)
    return (
        listed(list(reasons)[:REASONS])
        or f"nobody owes {victims} help under it on that day"
    )
