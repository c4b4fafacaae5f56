"""Permitted force: authorised by the Security Council, or consented to by the state in which it is used.

Authorised force is no unlawful attack, so nobody may help its target (Charter, Arts 25, 42 and 103). Force to which a
state consents is no attack on it at all (Articles on State Responsibility, Art. 20).
"""

from __future__ import annotations

from engine.record.questions import Literal, Questions
from engine.setting.occurrences import Occurrence
from engine.setting.setting import Setting
from treaties.models.contested import Contested
from treaties.models.permissions import Authorisation, Invitation, Permission


def authorised(
    setting: Setting, questions: Questions, event: Occurrence, *, reply: bool = False
) -> tuple[Literal, ...]:
    """Ask, for each authorisation in force on the day, whether it covers the force, and return the affirmative answers.

    Args:
        setting: the setting of the question.
        questions: the questions of the derivation.
        event: the force.
        reply: whether to ask about the victim's force against the attacker instead, to which `event` responds.
    """
    actor, victim = (
        (event.object, event.actor) if reply else (event.actor, event.object)
    )
    return tuple(
        _put(questions, "authorised", p, actor, victim)
        for p in setting.corpus.permissions(actor, victim, event.begun)
        if isinstance(p, Authorisation) and (reply or p.covers(event.where.kind))
    )


def consented(
    setting: Setting, questions: Questions, event: Occurrence
) -> tuple[Literal, ...]:
    """Ask, for each invitation in force on the day, whether it is consent to the force, and return the affirmative
    answers.

    Args:
        setting: the setting of the question.
        questions: the questions of the derivation.
        event: the force.
    """
    if not event.kind.forcible or event.own_war:
        return ()
    return tuple(
        _put(questions, "consent", p, event.actor, event.object)
        for p in setting.corpus.permissions(event.actor, event.object, event.begun)
        if isinstance(p, Invitation)
    )


def is_state(setting: Setting, questions: Questions, entity: Contested) -> Literal:
    """Ask whether a contested entity is a state, and return the answer yes, on which a conclusion may depend.

    Args:
        setting: the setting of the question.
        questions: the questions of the derivation.
        entity: the entity, with the presumption about it.
    """
    return questions.put(
        "statehood",
        about=entity.state,
        what=setting.name_in_line(entity.state),
        why=entity.why,
        presumed=entity.presumed,
    )


def _put(
    questions: Questions, wording: str, given: Permission, actor: str, victim: str
) -> Literal:
    return questions.put(
        wording,
        actor,
        victim,
        given.id,
        what=given.name,
        why=given.why,
        presumed=given.presumed,
    )
