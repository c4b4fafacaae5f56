"""What is owed, in words: a duty with its modal, what must happen first, what is open, and how sure the text is."""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum

from engine.cascade.claims import clause
from engine.cascade.questions import OBLIGOR, Literal, kind_of
from engine.output.prose import capital, crowd, listed, number, the
from engine.verdicts.broken import permanently_neutral
from engine.verdicts.calls import TriggeredArticle
from engine.verdicts.explanation import who_decides
from engine.verdicts.further import Chain
from engine.verdicts.grounds import Ground
from engine.verdicts.prominence import DisplayOrder
from engine.verdicts.solution import Solution
from engine.verdicts.verdict import Status
from treaties.vocabulary.names import with_article
from treaties.vocabulary.terms import Duty

VERBS = {
    Duty.FIGHT: "give military aid",
    Duty.ASSIST: "help",
    Duty.ACT: "act to meet the danger, by means of {own} own choice",
    Duty.MOBILISE: "mobilise",
    Duty.CONSULT: "consult",
    Duty.STAY_NEUTRAL: "not help the other side",
    Duty.NOT_AID: "not help the attacker",
    Duty.MAY_ASSIST: "help, but need not",
}


def must(duty: Duty, many: bool = False) -> str:
    """A duty with its modal.

    >>> must(Duty.ASSIST), must(Duty.MAY_ASSIST), must(Duty.ACT, many=True)
    ('must help', 'may help, but need not', 'must act to meet the danger, by means of their own choice')
    """
    verb = VERBS.get(duty, duty.meaning.removeprefix("must ")).format(own="their" if many else "its")
    return f"{'may' if duty is Duty.MAY_ASSIST else 'must'} {verb}"


class Unchecked(Enum):
    """What of an instrument is not sure, and how that is said."""

    HIDDEN = "Not published, known by report"
    TEXT = "Text to be checked before relying on it"
    DATES = "Dates to be checked before relying on them"


def unchecked_in(ground: Ground) -> Unchecked | None:
    """The gravest doubt about what a ground rests on; None where all was checked."""
    treaty = ground.clause.treaty
    if not treaty.text_available:
        return Unchecked.HIDDEN
    if not ground.clause.obligation.verified:
        return Unchecked.TEXT
    return None if ground.verified else Unchecked.DATES


HEDGES = {Unchecked.HIDDEN: "if the text is as reported", Unchecked.TEXT: "if the text, unchecked, says so"}


def hedge(ground: Ground) -> str:
    """How the word is softened where the text is unpublished or was not checked; nothing where it was.

    A date that was not checked does not soften what is owed; it is told among what is not known.
    """
    doubt = unchecked_in(ground)
    return HEDGES.get(doubt, "") if doubt else ""


ACTS = ("performs", "strikes", "request", "in-area")
"""Kinds of event that the engine itself knows; any other is a decision that an article asks for."""
SEVERAL = ("the parties", "the three", "the Conference of the Community and")
"""How deciders begin that are several."""


def claim(solution: Solution, literal: Literal) -> str:
    """What has to be found for a duty that waits for a judgement, as a clause after `if`."""
    ident, yes = literal
    return clause(solution.stances.questions[ident], yes, solution.setting.name_in_line)


def who(
    call: TriggeredArticle, order: DisplayOrder, *, whole: bool = False, owing: str = "already at war and owing"
) -> str:
    """Those bound by a call: great powers and neighbours by name, the others counted, and which are at war already."""
    told = crowd(order, call.states, call.treaty.members, whole=whole)
    if not call.fighting:
        return told
    if len(call.fighting) == len(call.states):
        return f"{told}, {owing},"
    return f"{told} ({the(order.setting, *call.fighting)} {owing})"


def happens(solution: Solution, literal: Literal) -> str:
    """An event that a duty waits for, as a clause after `if`."""
    ident, yes = literal
    setting, kind = solution.setting, kind_of(ident)
    head, _, tail = ident.partition(":")[2].rpartition(">")
    if kind == "performs" and yes:
        obligor, _, key = head.partition("/")
        owed = solution.graph.clauses.get(key)
        fights = owed is not None and owed.obligation.duty is Duty.FIGHT
        return f"{the(setting, obligor)} {'fights for' if fights else 'helps'} {the(setting, tail)}"
    if kind == "strikes" and yes:
        back = any(o.actor == tail and o.object == head and o.kind.forcible for o in setting.occurrences)
        return f"{the(setting, head)} strikes {'back at ' if back else ''}{the(setting, tail)}"
    if kind == "request" and yes:
        return f"{the(setting, head)} asks for help"
    if kind == "in-area" and yes:
        striker = head.partition("/")[2]
        return f"what {the(setting, striker)} strikes lies where the treaty holds"
    if not yes:
        return claim(solution, literal)
    body = _decider(solution, ident)
    return f"{body} so decide{'' if body.startswith(SEVERAL) else 's'}"


def decided(literals: Iterable[Literal]) -> list[Literal]:
    """Those of some events that are decisions which an article itself asks for."""
    return [x for x in literals if x[1] and kind_of(x[0]) not in ACTS]


def _decider(solution: Solution, ident: str) -> str:
    """Who takes a decision, within a sentence."""
    decider = solution.stances.questions[ident].decider
    return "it" if decider == OBLIGOR else with_article(who_decides(solution, solution.stances.questions[ident]))


def conditions(solution: Solution, literals: Iterable[Literal]) -> str:
    """What must happen first, as one clause after `if`; nothing where nothing must."""
    return listed(dict.fromkeys(happens(solution, x) for x in literals))


def parted(solution: Solution, literals: Iterable[Literal]) -> tuple[list[Literal], list[Literal]]:
    """The events and the judgements of a support."""
    given = list(literals)
    events = [x for x in given if solution.stances.questions[x[0]].is_event]
    return events, [x for x in given if x not in events]


def open_judgements(n: int) -> str:
    """How many judgements are open.

    >>> open_judgements(1), open_judgements(2)
    ('one open judgement', 'two open judgements')
    """
    return f"{number(n)} open judgement{'s' * (n != 1)}"


def force_judged(solution: Solution, chain: Chain) -> str:
    """How force has to be judged for a chain, as the end of a clause with `if`; nothing where it does not matter."""
    claims = listed(claim(solution, x) for x in chain.on_force)
    return f", and only if {claims}" if claims else ""


def unsettled(chain: Chain) -> str:
    """How many judgements a chain waits for beside those on force, as the end of a clause."""
    rest = len(chain.judgements) - len(chain.on_force)
    return f", on {open_judgements(rest)}" if rest else ""


def barred(solution: Solution, call: TriggeredArticle) -> str:
    """Why what is owed on the text is not due: general law, or a waiver, measures or terms that stand in the way."""
    stance = solution.stances.under(solution.asked)
    contradicted = {
        kind_of(q) for m in call.judged.ground.due for q, a in solution.labels.literals.decode(m & stance.false)
    }
    if contradicted & {"lawful-defence", "unlawful", "rule"}:
        return "but may not by force: the Charter forbids it"
    return "but is not held to it: the duty was waived, or something in the text or in law stands in the way"


def owed(
    solution: Solution, call: TriggeredArticle, order: DisplayOrder, *, whole: bool = False, cited: bool = False
) -> str:
    """One call as a sentence without its full stop; `cited` names treaty and article in brackets."""
    said = f"{who(call, order, whole=whole)} {does(solution, call)}"
    return capital(f"{said} ({call.clause.label})" if cited else said)


def does(solution: Solution, call: TriggeredArticle) -> str:
    """What those bound by a call must do, after which events, and how sure the text is."""
    v, soft = call.verdict, hedge(call.judged.ground)
    said = "must help neither side" if permanently_neutral(call.clause) else must(call.duty, len(call.states) > 1)
    if v.status is Status.RELEASED:
        said = f"{said} on the text, {barred(solution, call)}"
        return f"{said}, {soft}" if soft else said
    events, _ = parted(solution, solution.labels.literals.decode(v.supports[0])) if v.supports else ([], [])
    taken = decided(events)
    if taken:
        bodies = dict.fromkeys(_decider(solution, q) for q, _ in taken)
        said += f", on a decision of {listed('its own' if b == 'it' else b for b in bodies)}"
    first = [soft.removeprefix("if ")] if soft else []
    first += dict.fromkeys(happens(solution, x) for x in events if x not in taken)
    return f"{said}{',' if soft or taken else ''} if {listed(first)}" if first else said
