"""What a question gives: the force that is used, and the principals who fight from the start."""

from __future__ import annotations

from engine.cascade.duties import Duties
from engine.cascade.facts import Fact, Step, belligerent
from engine.cascade.fighting import Fighting
from engine.cascade.occurrences import Occurrence
from engine.cascade.outcomes import attributed
from engine.cascade.questions import Literal
from engine.cascade.sides import Side
from treaties.vocabulary.terms import EventKind


def given(duties: Duties) -> list[Occurrence]:
    """Record the force that the question gives; returns what clauses are held against."""
    found = []
    for o in duties.setting.occurrences:
        if o.kind.forcible:
            duties.record.add(Step(Fact("attacked", (o.actor, o.object)), (), attribution(duties, o), "event"), 0)
        if o.object or o.kind is EventKind.MOBILISATION:
            found.append(o)
    return found


def attribution(duties: Duties, event: Occurrence) -> tuple[Literal, ...]:
    """What given force waits for: that its author is established, and that it hits the state on whose soil it falls."""
    asked, questions = [], duties.questions
    if event.guest:
        leased = event.guest in event.where.administered_by
        wording = "host-hit-on-leased-soil" if leased else "host-hit"
        place, guest = event.where.name, duties.setting.name_in_line(event.guest)
        asked.append(questions.put(wording, event.actor, event.object, what=place, guest=guest))
    if not event.attributed:
        asked.append(attributed(questions, event))
    return tuple(asked)


def principals(duties: Duties, fighting: Fighting) -> list[tuple[str, Side]]:
    """Record that the principals fight from the start, unless the only force between the sides is isolated."""
    setting, record = duties.setting, duties.record
    found = []
    helpers = {s for e in setting.has(EventKind.PERFORMS) for s in e.by}
    for side in setting.sides:
        for state in side.members:
            fact = belligerent(state, side.key)
            touching = [o for o in setting.occurrences if state in (o.actor, o.object) and o.kind.forcible]
            if touching and all(setting.peace(o.actor, o.object, o.begun) for o in touching):
                continue
            if state in helpers:
                record.add(Step(fact, (), (), "event"), 0)
            elif any(not o.isolated for o in touching) or not touching:
                rule = duties.rule("attack-makes-war")
                if touching and all(attribution(duties, o) for o in touching):
                    for o in touching:
                        attack = Fact("attacked", (o.actor, o.object))
                        record.add(Step(fact, (attack,), rule, "attack-makes-war"), 0)
                else:
                    record.add(Step(fact, (), rule, "attack-makes-war"), 0)
            else:
                fighting.asleep.add((state, side.key))
                continue
            found.append((state, side))
    return found
