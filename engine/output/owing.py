"""Duties in words: the modal verb, the acts that must come first, the open judgements, and the warrant of the article."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from engine.findings.calls import TriggeredArticle
from engine.findings.explanation import who_decides
from engine.findings.findings import Findings
from engine.findings.nearest import decisions, events_and_judgements
from engine.output.prose import OWN_BRACKETS, capital, crowd, listed, the
from engine.record.question_ids import OBLIGOR, QuestionId, acts
from engine.record.questions import Literal
from engine.record.verdict import Status
from engine.ruling.bars import BarKind, bar_of
from engine.setting.graph import Clause, permanently_neutral
from engine.setting.setting import Setting
from treaties.models.conditions import InArea
from treaties.models.treaty import Treaty
from treaties.vocabulary.names import article_cited, bare_area, with_article
from treaties.vocabulary.terms import Duty, Nature, Warrant


def verb_of(duty: Duty, many: bool, toward: str) -> str:
    """Return a duty in words, as written after `must` or `may`.

    Args:
        duty: the duty.
        many: whether several states owe it.
        toward: the names of the beneficiaries; empty to leave them out.
    """
    verb = (toward and duty.toward) or duty.verb
    chooses = "each chooses" if many else "chooses"
    return verb.format(chooses=chooses, toward=toward)


def must(duty: Duty, many: bool = False, toward: str = "") -> str:
    """Return a duty in words, beginning with `must` or `may`.

    Args:
        duty: the duty.
        many: whether several states owe it.
        toward: the names of the beneficiaries; empty to leave them out.

    >>> must(Duty.ASSIST), must(Duty.ASSIST, toward="Estonia"), must(Duty.ACT, many=True)
    ('must help', 'must help Estonia', 'must act, but each chooses how')
    """
    return f"{duty.modal} {verb_of(duty, many, toward)}"


MARKS = {
    Warrant.SEEN: "",
    Warrant.NOT_SEEN: "not seen",
    Warrant.UNPUBLISHED: "unpublished",
}
"""The words for each warrant of an article; empty for an article whose words were read."""


def mark(clause: Clause) -> str:
    """Return the warrant of an article (how well it is attested) in one or two words; empty if its words were read or
    its label already states the warrant.
    """
    return (
        ""
        if clause.label.endswith(f", {MARKS[clause.warrant]}")
        else MARKS[clause.warrant]
    )


def reference(clause: Clause) -> str:
    """Return the citation of an article and its warrant (how well it is attested)."""
    return ", ".join(filter(None, (clause.label, mark(clause))))


def bare_name(treaty: Treaty) -> str:
    """Return the name of a treaty for use in brackets, without brackets of its own."""
    return OWN_BRACKETS.sub("", treaty.name)


def marked_reference(clause: Clause, treaty: str | None = None) -> str:
    """Return the citation of an article for a short answer, in which ° marks an article whose words were not read.

    Args:
        clause: the article.
        treaty: what stands in the place of the treaty's name; empty to leave it out.
    """
    name = bare_name(clause.treaty) if treaty is None else treaty
    article = article_cited(clause.obligation.article)
    if clause.warrant is not Warrant.NOT_SEEN:
        return ", ".join(filter(None, (name, article, mark(clause))))
    unread = article == MARKS[Warrant.NOT_SEEN]
    return ", ".join(filter(None, (name, "" if unread else article))) + "°"


def heading(clause: Clause) -> str:
    """Return the citation of an article for use before a colon; its rank, if below a treaty, and its warrant follow in
    brackets.
    """
    rank = "" if clause.treaty.rank.binding else clause.treaty.rank.meaning
    marks = ", ".join(filter(None, (rank, mark(clause))))
    return f"{clause.label} ({marks})" if marks else clause.label


OF_FACT = "a question of fact"
SEVERAL = (
    "the parties",
    "the words",
    "the three",
    "the Conference of the Community and",
)
"""Beginnings of names of deciders that are plural."""


def claim(solution: Findings, literal: Literal) -> str:
    """Return the proposition on which a duty depends, as a clause for use after `if`."""
    ident, yes = literal
    return solution.posed[ident].claim(yes)


def obligors_in_words(
    solution: Findings, call: TriggeredArticle, *, whole: bool = False
) -> str:
    """Return the names of the states that a triggered article binds: great powers and neighbours by name, the others by
    number, with a note on those already at war.

    Args:
        solution: the answer.
        call: the triggered article.
        whole: name all of them.
    """
    members = call.treaty.members_on(solution.setting.on, call.states)
    text = crowd(solution.display_order, call.states, members, whole=whole)
    if not call.fighting:
        return text
    if len(call.fighting) == len(call.states):
        return f"{text}, already in the war,"
    return f"{text} ({the(solution.setting, *call.fighting)} already in the war)"


def _deed(solution: Findings, literal: Literal) -> tuple[str, str]:
    """Return who performs a duty or strikes, and what that is in words; two empty texts for anything else."""
    ident, yes = literal
    setting, q = solution.setting, QuestionId.parse(ident)
    if not yes or q.kind not in ("performs", "strikes"):
        return "", ""
    target = the(setting, q.target)
    if q.kind == "performs":
        owed = solution.graph.clauses.get(q.about)
        fights = owed is not None and owed.obligation.duty is Duty.FIGHT
        return q.actor, f"{'fights for' if fights else 'helps'} {target}"
    given = any(
        o.actor == q.target and o.object == q.actor and o.kind.forcible
        for o in setting.occurrences
    )
    return q.actor, f"{'strikes back at' if given else 'strikes'} {target}"


def _other_event(solution: Findings, literal: Literal) -> str:
    """Return a decision, or an act of another kind, as a clause."""
    ident, yes = literal
    if not yes or QuestionId.parse(ident).kind in acts():
        return claim(solution, literal)
    body = _decider(solution, ident)
    return f"{body} so decide{'' if body.startswith(SEVERAL) else 's'}"


def events_in_words(solution: Findings, events: Iterable[Literal]) -> list[str]:
    """Return the acts and decisions on which a duty depends, each as a clause for use after `if`. A state with several
    deeds in a row is named once.
    """
    texts = list[str]()
    deeds = [(*_deed(solution, event), event) for event in events]
    for actor, some in groupby(deeds, lambda deed: deed[0]):
        if actor:
            does = listed(dict.fromkeys(what for _, what, _ in some))
            texts.append(f"{the(solution.setting, actor)} {does}")
        else:
            texts += [_other_event(solution, event) for *_, event in some]
    return list(dict.fromkeys(texts))


def _decider(solution: Findings, ident: str) -> str:
    """Who takes a decision, within a sentence."""
    decider = solution.posed[ident].decider
    return (
        "it"
        if decider == OBLIGOR
        else with_article(who_decides(solution, solution.posed[ident]))
    )


@dataclass(frozen=True)
class DecidingBody:
    """The state or body that decides a question, with the verb, such as `the Council decides`."""

    name: str
    verb: str = ""
    end: str = ""
    """The words behind what is decided, such as `for itself`."""

    @property
    def one_state(self) -> bool:
        """Whether one state judges as the only obligor."""
        return self.verb == "judges" and not self.end

    def in_words(self, what: str = "") -> str:
        """Return the decider as a clause, with what is decided.

        >>> DecidingBody("each", "judges", "for itself").in_words("that")
        'each judges that for itself'
        """
        return " ".join(filter(None, (self.name, self.verb, what, self.end)))


def decider(solution: Findings, ident: str, states: Iterable[str]) -> DecidingBody:
    """Return the state or body that decides a question.

    Args:
        solution: the answer.
        ident: the id of the question.
        states: the ids of the states whose duties depend on the question.
    """
    question, bound = solution.posed[ident], set(states)
    body = with_article(who_decides(solution, question))
    if question.decider == OBLIGOR or body == "each for itself":
        verb = "decides" if question.nature is Nature.WILL else "judges"
        if len(bound) == 1:
            return DecidingBody(the(solution.setting, *bound), verb)
        return DecidingBody("each", verb, "for itself")
    if body == "the facts":
        return DecidingBody(OF_FACT)
    comma = "," * (", " in body)
    return DecidingBody(
        body + comma, "decide" if body.startswith(SEVERAL) else "decides"
    )


def decides(solution: Findings, ident: str, states: Iterable[str]) -> str:
    """Return who decides a question, as a clause; that it is a question of fact if nobody does.

    Args:
        solution: the answer.
        ident: the id of the question.
        states: the ids of the states whose duties depend on the question.
    """
    return decider(solution, ident, states).in_words()


def conditions(solution: Findings, literals: Iterable[Literal]) -> str:
    """Return the events that must happen first, as one clause for use after `if`; empty if there are none."""
    return listed(awaited(solution, literals, ()))


def awaited(
    solution: Findings, events: Iterable[Literal], judgements: Iterable[Literal]
) -> list[str]:
    """Return the conditions on which a duty depends, acts before judgements, each as a clause for use after `if`.

    Args:
        solution: the answer.
        events: the acts and decisions.
        judgements: the judgements.
    """
    acts = events_in_words(solution, events)
    judged = [claim(solution, x) for x in judgements]
    return list(dict.fromkeys((*acts, *judged)))


def only_if(
    solution: Findings, literals: Iterable[Literal], joined: str = ", only if"
) -> str:
    """Return the judgements on which a duty depends, as the end of a clause; empty if there are none.

    Args:
        solution: the answer.
        literals: the judgements.
        joined: the words with which the end of the clause begins.
    """
    claims = listed(dict.fromkeys(claim(solution, x) for x in literals))
    return f"{joined} {claims}" if claims else ""


def because_barred(solution: Findings, call: TriggeredArticle) -> str:
    """Return the reason why help that an article promises may not be given, or why the article is not triggered.

    >>> from engine import ask
    >>> from engine.ruling.attack import ruling_of
    >>> answer = ask("Libya", by="France", on="2011-03-19", rounds=1)
    >>> because_barred(answer, ruling_of(answer).barred[0].call)
    'help to Libya is barred (UN Charter, Arts 25 and 103)'
    """
    named, article = the(solution.setting, *call.beneficiaries), reference(call.clause)
    helped = f"help to {named}" if call.duty.drawn_in else "the duty"
    match bar_of(solution, call).kind:
        case BarKind.AUTHORISED:
            return f"{helped} is barred (UN Charter, Arts 25 and 103)"
        case BarKind.CONSENTED:
            return "force by consent is no attack (Articles on State Responsibility, Art. 20)"
        case BarKind.LAWFUL:
            return f"{helped} is barred: the force against it counts as lawful (UN Charter, Arts 2(4) and 51)"
        case BarKind.MEASURES:
            return f"the Security Council has taken measures in the place of {helped} (UN Charter, Art. 51)"
        case BarKind.WAIVED:
            return f"{named} has waived the help ({article})"
    return f"{helped} is promised and may not be given ({article})"


def owed(solution: Findings, call: TriggeredArticle) -> str:
    """Return a triggered article as a sentence without its full stop."""
    obligors = obligors_in_words(solution, call)
    return capital(f"{obligors} {duty_in_words(solution, call)}")


def _must_do(call: TriggeredArticle, many: bool, toward: str) -> str:
    """Write what a called article asks, in its own terms where these say more than the name of the duty."""
    return (
        f"{call.duty.modal} {call.asks}" if call.asks else must(call.duty, many, toward)
    )


def duty_in_words(solution: Findings, call: TriggeredArticle, toward: str = "") -> str:
    """Return what the obligors of a triggered article must do, and after which events, in words.

    Args:
        solution: the answer.
        call: the triggered article.
        toward: the names of the beneficiaries; empty to leave them out.
    """
    v, many = call.verdict, len(call.states) > 1
    text = (
        "must help neither side"
        if permanently_neutral(call.clause)
        else _must_do(call, many, toward)
    )
    if v.status is Status.RELEASED:
        return f"{text} on the text, but {because_barred(solution, call)}"
    events, _ = events_and_judgements(solution, v)
    taken = decisions(events)
    if taken:
        bodies = dict.fromkeys(_decider(solution, q) for q, _ in taken)
        text += f", on a decision of {listed('its own' if b == 'it' else b for b in bodies)}"
    first = events_in_words(solution, [x for x in events if x not in taken])
    return f"{text}{',' if taken else ''} if {listed(first)}" if first else text


def area_named(setting: Setting, clause: Clause) -> str:
    """Return the name of the area that an article is confined to; empty if it is not one area with a name."""
    gazetteer = setting.corpus.gazetteer
    areas = {c.area for c in clause.obligation.conditions if isinstance(c, InArea)}
    if len(areas) != 1:
        return ""
    return bare_area(gazetteer.area(areas.pop()).name)
