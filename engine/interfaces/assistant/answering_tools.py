"""Tools that answer a question: ask, claim, explain, compare, ways, odds. Each returns the JSON of the corresponding verb."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from engine.findings.explanation import Explanation
from engine.findings.explanation import explain as proofs_of
from engine.findings.extent import DetailOptions
from engine.interfaces.assistant.answer_lines import shown
from engine.interfaces.assistant.asked_table import AskedTable, structured, unused
from engine.interfaces.assistant.notes import clauses, named_in
from engine.interfaces.assistant.reply import Listed, Reply
from engine.interfaces.assistant.tool import tool
from engine.interfaces.assistant.tool_arguments import answer_of, asked_of, undated
from engine.interfaces.assistant.tool_fields import (
    Ask,
    Chances,
    ClaimFields,
    Compare,
    Explain,
    Ways,
)
from engine.interfaces.assistant.what_if import FurtherCase, cases_of
from engine.output.answer_document import without_effect
from engine.output.answer_json import Measure, measured_answer, picked, why_to_dict
from engine.output.blocked_text import not_known
from engine.output.first_lines.besides import besides
from engine.output.first_lines.ruled import ruled
from engine.output.first_lines.statehood import with_statehood
from engine.output.first_lines.states import state_line
from engine.output.prose import standing
from engine.output.ruling_text import ruling_text
from engine.output.state_text import tell_why
from engine.question.query import Query
from engine.question.topic import LawAlone
from engine.record.verdict import Status
from engine.ruling.ruling import StateRuling
from engine.ruling.states import calls_of_side, rule_on_state
from engine.setting.graph import Clause
from engine.world import World
from treaties.models.edition import edition_of
from treaties.vocabulary.errors import CasusError, See, UnknownName

if TYPE_CHECKING:
    from engine.answer import Answer

MEASURE = Measure(chains=1, failed=2, asked=3, beside=1)
"""The amount of an answer in the structured result."""
OTHERS, FAILED, LINKS = 8, 4, 3
"""The number of further proofs, failed conditions, and duties gained or lost without `detail`."""
BRIEF = ("question", "says", "called", "completeness")
"""Fields of an answer's JSON that `ask` returns for a question about states or treaties."""
ASKED = (*BRIEF, "unbound", "broken", "chains", "left_out")
"""The fields that it returns for any other question."""


@tool("Who is drawn in?", "answer")
def ask(world: World, q: Ask) -> Reply:
    """Who is drawn in if a state is attacked, on a date, at a place. `must` names the states asked about: each gets
    a row with its status, every duty toward the victim, article, condition, who judges it, in force since,
    warrant. Without: each article called, whom it binds, how firmly. `what_if` answers further events in the same
    call. `kind` owes or weigh needs no attack. Start here.
    """
    try:
        answer = world.over_time(asked_of(q))
    except LawAlone as alone:
        return _of_law(world, alone, q)
    answer = answer.toward(*answer.topic.states)
    return _with_cases(_of_attack(answer, q), cases_of(world, q))


def _with_cases(reply: Reply, cases: Sequence[FurtherCase]) -> Reply:
    """Put the cases of a call behind the answer to its question; the reply is given back."""
    if not cases:
        return reply
    texts = ("\n".join(case.lines(number)) for number, case in enumerate(cases, 1))
    reply.text = "\n\n".join((reply.text, *texts))
    reply.result["what_if"] = [case.data() for case in cases]
    of_question = reply.articles or (lambda _: ())
    named = [clause for case in cases for clause in case.clauses]
    reply.articles = lambda data: [*of_question(data), *named]
    return reply


def _of_attack(answer: Answer, q: Ask) -> Reply:
    """Answer a question about an attack: by the table of the states asked about, or by the whole answer in brief."""
    table = AskedTable(answer, q.offset, q.limit)
    if (answer.topic.states or answer.topic.treaties) and not q.detail:
        return _tabulated(answer, table, q)
    whole = measured_answer(answer, MEASURE)
    states = whole["findings"]["states"]
    data = picked(whole, ASKED) | structured(answer, table)
    data |= {"states": states} if q.detail else {}
    lines, cited = shown(answer)
    reply = Reply(
        answer.corpus,
        "\n".join(lines),
        data,
        [undated(q), *limits(answer)],
        answer=answer,
    )
    if q.detail:
        reply.listed = Listed("states", q.offset, q.limit, "states", _state)
    else:
        left = sum(whole["findings"]["left_out"].values())
        reply.more.append(
            f"`detail` gives {len(states)} states one by one; {left} further duties, ways and questions"
        )
    reply.articles = lambda d: [*cited, *_grounding(answer, d)]
    return reply


def _of_law(world: World, alone: LawAlone, q: Ask) -> Reply:
    """Answer a question about the law alone: what a state owes, or which of two treaties binds harder."""
    from engine.analysis.pledges import law_answer

    if q.what_if:
        raise CasusError(
            "`what_if` changes an attack, and the question has none",
            remedy="leave `what_if` out",
        )
    corpus = world.under(asked_of(q)).corpus
    found = law_answer(corpus, alone.topic, alone.on)
    return Reply(corpus, str(found), found.to_dict(), compact=True)


def _tabulated(answer: Answer, table: AskedTable, q: Ask) -> Reply:
    """Answer about states and treaties that are asked about: the ruling in a line, then a row for each state."""
    named = answer.topic.states
    ruling = ruling_text(answer)[: 1 if len(named) > 1 else 3]
    verdicts = with_statehood(answer, ruling)
    assumed = answer.understood.assumed if answer.understood else ""
    lines = [answer.heading, *([assumed] if assumed else []), "", *verdicts]
    if named:
        lines += ["", *table.lines()]
    whole = measured_answer(answer, MEASURE)
    data = picked(whole, BRIEF) | structured(answer, table)
    reply = Reply(
        answer.corpus,
        "\n".join(lines),
        data,
        [undated(q), *limits(answer)],
        answer=answer,
        compact=True,
        articles=lambda _: table.clauses,
    )
    if (left := len(named) - q.offset - len(table.rows)) > 0:
        after = q.offset + len(table.rows)
        reply.more.append(f"{left} more states: ask again with `offset` {after}")
    return reply


def _grounding(answer: Answer, data: dict[str, Any]) -> Iterable[Clause]:
    """The clauses that the states given one by one rest on."""
    return clauses(
        answer.corpus, named_in([s["ground"] for s in data.get("states", ())])
    ).values()


def _state(s: dict[str, Any]) -> str:
    verdict, ground = s["verdict"], s["ground"] or {}
    duty = f": {verdict['duty']}" if verdict["duty"] else ""
    rest = (
        f"; proof {ground['proof']}"
        if ground
        else f"; {s['link']['says'] or 'no duty of its treaties is called'}"
    )
    needs = ", ".join(verdict["needs"])
    return f"{s['name']} ({verdict['status']}{duty}){f' on {needs}' if needs else ''}{rest}"


def limits(answer: Answer) -> list[str]:
    """Return the limits of an answer as sentences: what was not considered, and what was assumed."""
    asked = answer.asked
    found = (
        [f"Read as {asked.name} reads it; others read it otherwise: {asked.gist}"]
        if asked
        else []
    )
    if any(e.background for e in answer.setting.events):
        found.append(
            "A war already running is taken as given; `background` false leaves it out."
        )
    found += [*without_effect(answer), *unused(answer)]
    found += not_known(answer, DetailOptions())
    if any(r.status is Status.CONTESTED for r in answer.rows):
        found.append(
            "A contested verdict is open: name the judgement and who makes it, and take no side."
        )
    return found


@tool("Is that so?", "claim")
def claim(world: World, q: ClaimFields) -> Reply:
    """Whether sentences about treaty duties are `true`, `false`, `only-if` (on what, who decides),
    `not-treaty-law`, `not-known` or `not-understood`, with article and words; and what they leave unsaid. Use it on
    what you are about to write.
    """
    from engine.analysis.claims import claims

    world = world.under(Query.of(in_force=q.in_force or None))
    found = claims(world, q.text, on=q.on, given=q.given)
    return Reply(world.corpus, str(found), found.to_dict())


@tool("Why, or why not?", "why")
def explain(world: World, q: Explain) -> Reply:
    """The status of one state on the events given, and its proof, or the conditions that failed.
    `proof` asks for one by its id.
    """
    near = answer_of(world, q)
    answer = near.toward(q.state)
    row = answer[q.state]
    ruling = rule_on_state(near, row.state, calls_of_side(near, near.topic.side))
    why = proofs_of(answer, row)
    known = [str(g.fact) for g, *_ in why.proofs]
    if q.proof is not None and q.proof not in known:
        raise UnknownName(
            f"proof of {row.name}",
            q.proof,
            known,
            remedy="`explain` without `proof` gives the ids",
        )
    number = known.index(q.proof) if q.proof is not None else _main_proof(why, ruling)
    first = why.proofs[number : number + 1]
    further = known and not row.at_once.duty and q.proof is None
    shown = (
        why
        if q.detail
        else replace(why, proofs=first, failed=why.failed[:FAILED], further=())
    )
    lines = [
        f"{row.name}: {row.at_once.status}. {_holding(near, ruling)}",
        *(["IF IT GOES ON"] if further else []),
        *([f"PROOF {known[number]}"] if known else []),
        tell_why(shown),
    ]
    lines += _other_proofs(why, number, None if q.detail else OTHERS)
    data = why_to_dict(shown)
    data["blocked"] = data["blocked"] if q.detail else data["blocked"][:FAILED]
    caveats = [undated(q), *limits(answer)]
    return Reply(
        answer.corpus,
        "\n".join(lines),
        data,
        caveats,
        answer=answer,
        state=row.state,
        close=True,
    )


def _other_proofs(why: Explanation, number: int, most: int | None) -> list[str]:
    """List the proofs by id, but for one.

    Args:
        why: all proofs.
        number: the place of the proof that is shown whole.
        most: how many are listed; all where None.
    """
    others = [
        f"  {ground.fact}: {standing(verdict)}"
        for n, (ground, verdict, _) in enumerate(why.proofs)
        if n != number
    ]
    if not others:
        return []
    left = len(others[most:]) if most is not None else 0
    more = [f"  and {left} more (`detail`)"] if left else []
    return ["", "OTHER PROOFS, by id", *others[:most], *more]


def _holding(answer: Answer, ruling: StateRuling) -> str:
    """Write the ruling on a state on the given events."""
    about = ruled(answer)
    first = state_line(about, [ruling])
    lines = (first, *besides(about, ruling))
    return " ".join(line for line in lines if line)


def _main_proof(why: Explanation, ruling: StateRuling) -> int:
    """Find the proof of the duty that the holding rests on; the nearest where it rests on none."""
    if ruling.main is None:
        return 0
    key = ruling.main.call.clause.key
    each = enumerate(ground.clause.key for ground, *_ in why.proofs)
    return next((number for number, clause in each if clause == key), 0)


@tool("What changes?", "compare")
def compare(world: World, q: Compare) -> Reply:
    """What changes between a question and the same question on another day, by another attacker, at another place,
    under another reading, or without a treaty.
    """
    from engine.analysis.comparison import what_if

    if q.then_move is not None:
        return _compared(q, *_two_moves(world, q))
    if q.move is not None:
        raise CasusError("`move` goes with `then_move`", remedy="give both")
    first = answer_of(world, q)
    changed = {n.removeprefix("then_"): v for n, v in q if n.startswith("then_") and v}
    if not changed:
        raise CasusError("there is nothing to compare with", remedy=See.COMPARED)
    if not changed.get("scenario", "x").replace("-", "").isalnum():
        raise CasusError(
            "`then_scenario` is not the id of a shipped scenario", remedy=See.SCENARIOS
        )
    return _compared(q, first, what_if(first, **changed))


def _two_moves(world: World, q: Compare) -> tuple[Answer, Answer]:
    """Ask about a game after two of its moves."""
    from engine.catalogue.game_files import checked_moves
    from engine.question.moves import after_moves

    given = {n for n, v in q if n.startswith("then_") and v} - {"then_move"}
    name = asked_of(q).scenario
    if given or not isinstance(name, str):
        raise CasusError(
            "`then_move` is of a game, and stands alone",
            remedy="name the game by `scenario`, and leave out the other changes",
        )
    game = world.corpus.scenario(name)
    made = checked_moves(game, world.corpus)
    last = q.then_move or 0
    first = q.move or last - 1
    if not 1 <= first < last <= len(made):
        raise CasusError(
            f"there are no moves {first} and {last} in this order",
            remedy=f"the moves of `{game.id}` are 1 to {len(made)}",
        )
    one, two = (
        world.answer(Query.of(scenario=after_moves(game, made[:n])))
        for n in (first, last)
    )
    return one, two


def _compared(q: Compare, first: Answer, other: Answer) -> Reply:
    """The reply that tells what changes from one answer to another."""
    from engine.analysis.comparison import LINES
    from engine.analysis.comparison import compare as found

    compared = found(first, other)
    data = compared.to_dict()
    data["second"]["law"] = edition_of(other.corpus)
    for c in data["changes"]:
        c |= {k: c[k][:LINKS] for k in ("gained", "lost")}

    def line(c: dict[str, Any]) -> str:
        change = compared[c["state"]]
        lines = [
            f"{change.name}: {standing(change.after)}; before: {standing(change.before)}"
        ]
        for sign, links in (("+", change.gained), ("-", change.lost)):
            lines += [
                f"  {sign} {compared.link_line(x, gained=sign == '+')}"
                for x in links[:LINKS]
            ]
            lines += (
                [f"  {sign} and {len(links) - LINKS} more"]
                if len(links) > LINKS
                else []
            )
        return "\n".join(lines)

    one, two = compared.titles
    sentences = "\n".join(compared.sentences[:LINES])
    text = f"First:  {one}\nSecond: {two}\n\n{sentences}"
    listed = Listed("changes", q.offset, q.limit, "changes", line)
    reply = Reply(first.corpus, text, data, [undated(q), *limits(first)], listed=listed)
    if other.corpus.hash != first.corpus.hash:
        reply.caveats.append(
            f"The second question was asked of another state of the law, hash {other.corpus.hash}."
        )
    return reply


@tool("Ways in, ways of staying out", "ways", "ways-out")
def ways(world: World, q: Ways) -> Reply:
    """Every minimal set of further events and judgements that draws one state in, nearest first; with `out` the sets
    that keep it out, those that one decider controls first.
    """
    from engine.analysis.firebreak_sets import firebreaks
    from engine.analysis.supports_list import supports

    answer = answer_of(world, q, bare=True)
    found: Any = (firebreaks if q.out else supports)(
        answer, q.state, q.duty, shown=q.limit
    )
    reply = _about(world, q, str(found), found.to_dict())
    reply.listed = Listed(
        "together" if q.out else "supports", q.offset, q.limit, "sets"
    )
    return reply


@tool("Odds on the asker's own probabilities", "odds")
def odds(world: World, q: Chances) -> Reply:
    """The probability that one state is drawn in, computed from probabilities that the user gives for the open
    questions. There is no default: ask the user for them, and never invent any. An error lists the questions that
    lack one.
    """
    from engine.analysis.probability.odds import odds as found
    from engine.analysis.probability.priors import Priors

    given = Priors.of(q.probabilities)
    given.possible(world.under(asked_of(q)).corpus)
    reckoned = found(
        answer_of(world, q, bare=True),
        q.state,
        priors=given,
        duty=q.duty,
    )
    reply = _about(world, q, str(reckoned), reckoned.to_dict())
    own = ", ".join(f"{k} = {v}" for k, v in q.probabilities.items()) or "none"
    reply.caveats.append(
        f"The odds are arithmetic on these probabilities, which are the asker's own: {own}."
    )
    return reply


def _about(world: World, q: Ways | Chances, text: str, data: dict[str, Any]) -> Reply:
    """A result about one state, with the articles of the state's nearest proof beside it."""
    answer = answer_of(world, q).toward(q.state)
    row = answer[q.state]
    why = proofs_of(answer, row)
    proofs = why_to_dict(
        replace(why, proofs=why.proofs[:1], failed=why.failed[:FAILED], further=())
    )
    found = clauses(answer.corpus, [*named_in(data), *named_in(proofs)]).values()
    nearest = (
        f"Its nearest proof is {proofs['proofs'][0]['id']}."
        if why.proofs
        else "It owes nothing as things stand."
    )
    caveats = [undated(q), *limits(answer)]
    text = f"{row.name}: {row.status}. {nearest}\n\n{text}"
    return Reply(
        answer.corpus,
        text,
        data,
        caveats,
        answer=answer,
        state=row.state,
        articles=lambda _: found,
    )
