"""The scenario of a question: names become ids, words become events, and a day becomes a date."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from engine.question.facts import UMPIRE, Doing, GivenFact, fact_of, ids_of
from engine.question.instruments import common_day, helped_by
from engine.question.mother_countries import with_mother_countries
from engine.question.query import FIELDS, Query
from engine.question.spans import on_documented_day, one_day
from engine.question.topic import (
    Kind,
    LawAlone,
    Side,
    Topic,
    complete,
    event_of_means,
    kind_named,
    of_alliance,
    side_named,
    states_asked,
    thing_of_target,
    treaty_asked,
)
from engine.question.understood import THINGS, Act, Understood
from treaties.models.corpus import Corpus
from treaties.models.groups import Force
from treaties.models.reading import Answered
from treaties.models.scenario import Event, Scenario, Spot
from treaties.support.limits import ENTRIES
from treaties.vocabulary.days import SpokenDay, day_of, spoken_day
from treaties.vocabulary.errors import CONTROL, CasusError, See
from treaties.vocabulary.precision import earliest
from treaties.vocabulary.terms import EventKind

OF_THE_LAW_ALONE = frozenset(
    ["victim", "on", "kind", "must", "under", "without", "with_", "in_force", "law"]
)
"""The fields that a question about the law alone may have."""


def _of_the_law(meant: Understood) -> bool:
    """Whether a question is about the law alone: what is owed, which treaty binds harder, when one binds."""
    if meant.kind is Kind.WHEN:
        return not meant.acts and bool(meant.instruments)
    return meant.kind in (Kind.OWES, Kind.WEIGH)


def _law_alone(meant: Understood, asked: Query, corpus: Corpus) -> LawAlone:
    """Hand over a question about the law alone; raises `CasusError` for a field that only an attack has."""
    owed = [v for act in meant.acts for v in act.victim]
    if owed and meant.kind is not Kind.OWES:
        raise CasusError(
            f"`{meant.kind}` asks about treaties as such, and `{owed[0]}` is attacked",
            remedy="leave the attack out",
        )
    given = (n for n in FIELDS if getattr(asked, n) != FIELDS[n].default)
    for name in given:
        if name not in OF_THE_LAW_ALONE:
            option = FIELDS[name].only or name.replace("_", "-")
            switched = "no-" * (FIELDS[name].default is True)
            raise CasusError(
                f"`{name}` is of an attack, and `{meant.kind}` asks about none",
                remedy=f"leave out `--{switched}{option}`",
            )
    if meant.kind is Kind.WHEN:
        _one_whole_treaty(meant.topic)
    states = tuple(dict.fromkeys((*meant.about, *owed)))
    topic = complete(replace(meant.topic, states=states))
    on = _day_owed(meant.day, topic, corpus) if meant.day else None
    return LawAlone(topic, on or _day_weighed(topic, corpus))


def _day_owed(day: SpokenDay, topic: Topic, corpus: Corpus) -> date:
    """The day whose duties an answer lists: of a month or a year the last, where a treaty between the states began
    within it, else the first.
    """
    if topic.kind is not Kind.OWES or not day.last:
        return day.day
    began = (
        t.since and day.day < earliest(t.since) <= day.last
        for t in corpus.treaties
        if set(topic.states) <= {*t.states, *helped_by(t)}
    )
    return day.last if any(began) else day.day


def _day_weighed(topic: Topic, corpus: Corpus) -> date:
    """Today; where two treaties are weighed that do not both bind today, the first day on which both did."""
    today = date.today()
    if topic.kind is not Kind.WEIGH:
        return today
    if all(corpus.treaty(t).parties_on(today) for t in topic.treaties):
        return today
    one, other = topic.treaties
    return common_day(one, other, corpus) or today


def _one_whole_treaty(topic: Topic) -> None:
    """Raises `CasusError` where the days of several treaties, or of an article, are asked about."""
    first = f"name it alone: `--under {topic.treaty}`"
    if len(topic.treaties) > 1:
        number = len(topic.treaties)
        why = f"`when` asks about one treaty, and {number} are named"
        raise CasusError(why, remedy=first)
    if topic.article:
        raise CasusError("`when` tells the days of a whole treaty", remedy=first)


def _asks_of_the_law(asked: Query) -> bool:
    """Whether fields without an attack ask about the law alone."""
    dated = asked.kind == Kind.WHEN and bool(asked.under)
    return dated or asked.kind in (Kind.OWES, Kind.WEIGH)


def scenario_of(
    asked: Query, corpus: Corpus, *, spans: bool = False
) -> tuple[Scenario, Understood | None]:
    """Return the scenario of a question, with the understood meaning of its sentence; None in place of the meaning if
    the question was given as fields.

    Args:
        asked: the question.
        corpus: the law, with its names.
        spans: raise `WhichDay` for every month or year, not only for one in which the answer may change.

    Raises `CasusError` for unknown names, days and places, for an empty question, and for a question that states the same thing twice.
    """
    meant = understood_of(asked, corpus) if asked.scenario is None else None
    if meant and _of_the_law(meant):
        raise _law_alone(meant, asked, corpus)
    scenario = _worded(meant, asked, corpus) if meant else _named(asked, corpus)
    understood = meant if asked.sentence else None
    scenario = _with_facts(scenario, asked, understood, corpus)
    if spoken := _spoken(asked, understood):
        one_day(scenario, spoken, corpus, understood, spans=spans)
    if understood and not spans:
        scenario, understood = on_documented_day(scenario, understood, corpus)
    _living(scenario, corpus)
    return scenario, understood


def _spoken(asked: Query, understood: Understood | None) -> SpokenDay | None:
    """The day in the words in which it was given."""
    if understood:
        return understood.day
    return spoken_day(asked.on) if isinstance(asked.on, str) else None


def _with_facts(
    scenario: Scenario, asked: Query, understood: Understood | None, corpus: Corpus
) -> Scenario:
    """A scenario with the facts, the further events and the answers that a question gives."""
    stated = (*asked.given, *(understood.given if understood else ()))
    facts = _given(stated, scenario, corpus)
    also = [_also(text, scenario.on, corpus) for text in asked.also]
    of_facts = [event for fact in facts for event in fact.events]
    events = (*scenario.events, *also, *of_facts)
    _demand_possible(events, scenario.on)
    answers = supposed((*asked.suppose, *(a for f in facts for a in f.answers)))
    whole = {
        "events": with_mother_countries(events, corpus, scenario.on),
        "answers": answers + scenario.answers,
        "as_known_by": "public" if asked.public else scenario.as_known_by,
        "idle": tuple(fact.text for fact in facts if fact.idle),
    }
    return scenario.model_copy(update=whole)


def _demand_possible(events: Sequence[Event], on: date) -> None:
    """Raises `CasusError` for too many events, for an event given twice, and for one after the day asked about."""
    if len(events) > ENTRIES:
        raise CasusError(
            f"{len(events):,} events are more than {ENTRIES:,}",
            remedy="ask about fewer at once",
        )
    if len(set(events)) < len(events):
        raise CasusError("one event is given twice", remedy="give it once")
    late = [event for event in events if event.on and event.on > on]
    if late:
        first = late[0]
        after = f"`{first.kind}` of {first.on} comes after the day asked about, {on}"
        last = max(event.on for event in late if event.on)
        raise CasusError(after, remedy=f"ask about {last}, or leave it out")


def topic_of(
    asked: Query, scenario: Scenario, understood: Understood | None, corpus: Corpus
) -> Topic:
    """Return the topic of a question: its kind, and the states and treaties that it asks about.

    Args:
        asked: the question.
        scenario: the scenario made from it.
        understood: the understood meaning of the question's sentence; None if the question was given as fields.
        corpus: the law, with its names.

    Raises `CasusError` if a field that the kind requires is missing, and for unknown names.
    """
    found = understood.topic if understood else _of_fields(asked, scenario, corpus)
    if found.side is Side.ATTACKER:
        _demand_attacker(scenario)
    return of_alliance(found, corpus)


def _of_fields(asked: Query, scenario: Scenario, corpus: Corpus) -> Topic:
    """Return the topic of a question that is given as fields, or by a scenario."""
    asked = _with_own_question(asked, scenario)
    victims = [v for event in scenario.events for v in event.against]
    states, group = states_asked(asked.must, victims, corpus, scenario.on)
    treaties = [treaty_asked(name, corpus, scenario.on) for name in asked.under]
    kind = kind_named(asked.kind) or Kind.WHO
    about = states or scenario.about
    found = Topic(
        kind=Kind.MUST if kind is Kind.WHO and about else kind,
        states=about,
        group=group,
        treaties=tuple(t for t, _ in treaties),
        articles=tuple(a for _, a in treaties),
        side=side_named(asked.side) or Side.VICTIM,
        means=asked.means or "",
        target=asked.target or "",
        deed=scenario.deed,
    )
    return complete(found)


def _with_own_question(asked: Query, scenario: Scenario) -> Query:
    """Put what a scenario is about into the place of fields that ask about nothing."""
    if asked.must or asked.under or asked.kind or asked.side:
        return asked
    kind = Kind.COVERS if scenario.under and not scenario.about else None
    return replace(asked, under=scenario.under, side=scenario.side, kind=kind)


def _demand_attacker(scenario: Scenario) -> None:
    """Raises `CasusError` for the attacker's side where everybody who attacks is attacked too."""
    acts = [e for e in scenario.events if e.kind.forcible] or scenario.events
    hit = {victim for event in acts for victim in event.against}
    if all(event.by and hit.issuperset(event.by) for event in acts):
        raise CasusError(
            f"`{acts[0].by[0]}` attacks and is attacked, so that no side only attacks",
            remedy="leave out `--side attacker`: both are asked about",
        )


def _living(scenario: Scenario, corpus: Corpus) -> None:
    """Raises `NotThen` for a state that acts, is acted on or is asked about on a day on which there was none."""
    named = [
        (n, e.on or scenario.on)
        for e in scenario.events
        for n in (*e.by, *e.against, *e.for_, *e.to)
    ]
    for name, day in (*named, *((a, scenario.on) for a in scenario.about)):
        if name in corpus.states and not corpus.states[name].exists_on(day):
            raise corpus.states.not_then(name, day)


def understood_of(asked: Query, corpus: Corpus) -> Understood:
    """Return the meaning of a question, given as a whole sentence or by names, completed by its other fields.

    Args:
        asked: the question, without a scenario.
        corpus: the law, with its names.

    Raises `CasusError` for unknown names, and if nobody is attacked.
    """
    meant = _question_of(asked, corpus)
    if meant.acts:
        meant = _with_fields(meant, asked, corpus)
    else:
        _demand_law_alone(meant, asked)
    return _asking(meant, asked, corpus)


def _question_of(asked: Query, corpus: Corpus) -> Understood:
    """What a sentence says, or the name of who is attacked; raises `CasusError` where nobody is."""
    day = day_of(asked.on) if asked.on or not asked.sentence else None
    if asked.sentence:
        from engine.question.sentence import parse_question

        return parse_question(asked.sentence, corpus, on=day)
    spoken = SpokenDay(day, day.isoformat()) if day else None
    if asked.victim:
        return Understood((Act(ids_of(asked.victim, day, corpus)),), spoken)
    if _asks_of_the_law(asked):
        return Understood((), spoken)
    or_treaty = ", or add `--under NATO`" * (asked.kind == Kind.WHEN)
    raise CasusError(
        "nobody is attacked",
        remedy=f"name the state that is attacked, or a scenario{or_treaty}",
    )


def _demand_law_alone(meant: Understood, asked: Query) -> None:
    """Raises `CasusError` for a question without an attack that needs one."""
    kind = kind_named(asked.kind) or meant.kind
    by_fields = not asked.sentence and _asks_of_the_law(asked)
    if kind in (Kind.OWES, Kind.WEIGH) or _of_the_law(meant) or by_fields:
        return
    shown = " and ".join(f"`casus show {i}`" for i in meant.instruments)
    raise CasusError("nobody is attacked", remedy=f"{shown} give what each asks for")


def _with_fields(meant: Understood, asked: Query, corpus: Corpus) -> Understood:
    """What is meant, with the attackers, the place and the means that fields name; raises `CasusError` for what is said
    twice.
    """
    first = meant.acts[0]
    twice = {
        "by": (first.by or first.force, asked.by),
        "group": (first.force or first.by, asked.group),
        "at": (first.at, asked.at),
    }
    for name, (before, other) in twice.items():
        if before and other:
            raise CasusError(
                f"the sentence already says `{name}`", remedy=f"leave out `--{name}`"
            )
    attackers, force = _attackers(asked, meant.on, corpus)
    _apart(attackers, first.victim)
    place = first.at
    if asked.at:
        place = corpus.place_hit(asked.at, first.victim, meant.on or date.today())
    act = replace(first, by=attackers or first.by, force=force or first.force, at=place)
    return replace(meant, acts=(_of_kind(act, asked), *meant.acts[1:]))


def _of_kind(act: Act, asked: Query) -> Act:
    """Give an act the means and the target that the fields name; raises `CasusError` where both say it."""
    if asked.means:
        kind = event_of_means(asked.means)
        if act.kind not in (EventKind.ARMED_ATTACK, kind):
            raise CasusError(
                "the sentence already says `means`", remedy="leave out `--means`"
            )
        act = replace(act, kind=kind)
    if asked.target:
        thing = thing_of_target(asked.target)
        if act.thing not in ("", thing):
            raise CasusError(
                "the sentence already says `target`", remedy="leave out `--target`"
            )
        act = replace(act, thing=thing)
    return act


def _asking(meant: Understood, asked: Query, corpus: Corpus) -> Understood:
    """Add what the fields ask about to what a sentence asks; raises `CasusError` where both say it and differ."""
    _said_once(meant, asked)
    on = meant.on or date.today()
    kind, side = kind_named(asked.kind), side_named(asked.side)
    victims = [v for act in meant.acts for v in act.victim]
    states, group = states_asked(asked.must, victims, corpus, on)
    treaties = [treaty_asked(name, corpus, on) for name in asked.under]
    found = replace(
        meant,
        about=states or meant.about,
        group=group or meant.group,
        instruments=tuple(t for t, _ in treaties) or meant.instruments,
        articles=tuple(a for _, a in treaties) if treaties else meant.articles,
        kind=kind or meant.kind,
        side=side or meant.side,
        means=asked.means or meant.means,
        target=asked.target or meant.target,
    )
    complete(found.topic)
    return found


def _said_once(meant: Understood, asked: Query) -> None:
    """Raises `CasusError` where a sentence and a field both say what is asked about."""
    kind = kind_named(asked.kind)
    if kind and meant.kind not in (Kind.WHO, Kind.MUST, kind):
        raise CasusError(
            f"`{meant.kind}` and `{kind}` are two kinds of question",
            remedy=f"leave out `--kind {kind}`",
        )
    both = {
        "must": bool(asked.must and meant.about),
        "under": bool(asked.under and meant.instruments),
    }
    for name, twice in both.items():
        if twice:
            raise CasusError(
                f"the sentence already says `{name}`", remedy=f"leave out `--{name}`"
            )


def _spot(act: Act) -> str | Spot | None:
    """The place that is hit, or ships, aircraft or forces there: at home where no place is said."""
    own = "" if act.at else act.soil or "".join(act.victim[:1])
    return Spot(of=own, place=act.at, kind=THINGS[act.thing]) if act.thing else act.at


def _worded(meant: Understood, asked: Query, corpus: Corpus) -> Scenario:
    events = tuple(
        Event(
            kind=a.kind,
            by=a.by,
            against=a.victim,
            at=_spot(a),
            isolated=asked.isolated and n == 0,
            group=a.force,
            means=meant.means if n == 0 and corpus.means_of(meant.means) else "",
        )
        for n, a in enumerate(meant.acts)
    )
    on, about, deed = meant.on or date.today(), meant.about, meant.deed
    return Scenario(
        on=on,
        events=events,
        about=about,
        deed=deed,
        background=asked.background,
    )


def _beside_scenario(asked: Query) -> None:
    """Raises `CasusError` for a field that says what a scenario says itself, or that no scenario can use."""
    if asked.victim or asked.by or asked.at or asked.group or asked.isolated:
        remedy = (
            "leave out `victim`, `by`, `group`, `at` and `isolated`, or the scenario"
        )
        raise CasusError(
            "a scenario says itself who attacks whom and where", remedy=remedy
        )
    if asked.means or asked.target:
        raise CasusError(
            "a scenario says itself by which means what is hit",
            remedy="leave out `means` and `target`, or the scenario",
        )
    if asked.kind in (Kind.OWES, Kind.WEIGH):
        raise CasusError(
            f"`{asked.kind}` asks about no attack, and a scenario is one",
            remedy="leave out the scenario",
        )


def _named(asked: Query, corpus: Corpus) -> Scenario:
    given = asked.scenario
    _beside_scenario(asked)
    if isinstance(given, str) and given.endswith(".toml"):
        from treaties.loading.assembly import load_scenario

        given = load_scenario(Path(given), corpus)
    found = given if isinstance(given, Scenario) else corpus.scenario(str(given))
    change: dict[str, object] = {"on": day_of(asked.on)} if asked.on is not None else {}
    # The moves of games are loaded only with a scenario.
    from engine.question.moves import as_of

    found = as_of(found, day_of(asked.on or found.on), corpus)
    if asked.must:
        on = day_of(asked.on) if asked.on is not None else found.on
        victims = [v for event in found.events for v in event.against]
        change["about"] = states_asked(asked.must, victims, corpus, on)[0]
    return found.model_copy(
        update=change if asked.background else change | {"background": False}
    )


def _also(text: str, day: date, corpus: Corpus) -> Event:
    attacker, sign, victim = text.partition(">")
    if not sign or not attacker.strip() or not victim.strip():
        raise CasusError(
            f"`{text}` is not of the form STATE>STATE",
            remedy='write the attacker first: "A>B"',
        )
    by, against = (
        ids_of([attacker.strip()], day, corpus),
        ids_of([victim.strip()], day, corpus),
    )
    _apart(by, against)
    return Event(kind=EventKind.ARMED_ATTACK, by=by, against=against)


def _given(texts: Iterable[str], scenario: Scenario, corpus: Corpus) -> list[GivenFact]:
    """Facts in words; raises `CasusError` for the judgement of one state, which holds for its own duties alone."""
    found = [fact_of(t, scenario.on, corpus, scenario.events) for t in texts]
    for fact in found:
        if fact.doing is Doing.JUDGES and fact.by != UMPIRE:
            raise CasusError(
                f"`{fact.text}` holds for one state alone, and only in a game",
                remedy=f"suppose it for everybody: `--suppose {fact.answers[0]}`",
            )
    return found


def _attackers(
    asked: Query, day: date | None, corpus: Corpus
) -> tuple[tuple[str, ...], str]:
    """The states that attack, and the armed group whose force is meant, given as such or named where a state would be."""
    forces = [f.name for n in asked.by if isinstance(f := corpus.groups.get(n), Force)]
    named = [
        f.name if isinstance(f := corpus.groups.get(n), Force) else n
        for n in (asked.group,)
        if n
    ] + forces
    if len(named) > 1 or (forces and len(asked.by) > 1):
        remedy = (
            "name one group, with `by` only the state to which its force may be laid"
        )
        raise CasusError(
            f"`{named[0]}` is an armed group and attacks by itself", remedy=remedy
        )
    if named and corpus.states.known(named[0]):
        raise CasusError(
            f"`{named[0]}` is a state and no armed group", remedy="name it with `by`"
        )
    if CONTROL.search(force := "".join(named)):
        raise CasusError(
            f"`{force}` holds a control character", remedy="write the name of the group"
        )
    return (() if forces else ids_of(asked.by, day, corpus)), force


def _apart(attackers: Sequence[str], victims: Sequence[str]) -> None:
    if both := set(attackers) & set(victims):
        raise CasusError(
            f"`{min(both)}` cannot attack itself", remedy="name another attacker"
        )
    if twice := next(
        (
            n
            for some in (attackers, victims)
            for i, n in enumerate(some)
            if n in some[:i]
        ),
        None,
    ):
        raise CasusError(f"`{twice}` is named twice", remedy="name it once")


def supposed(given: Iterable[str]) -> tuple[Answered, ...]:
    """Return answers from texts of the form `QUESTION=yes`. Raises `CasusError` for a text of another form.

    >>> supposed(["state-of-war:*=yes"])[0].answer
    'yes'
    """
    found: list[Answered] = []
    for text in given:
        question, sign, answer = text.rpartition("=")
        if not sign or not question:
            raise CasusError(
                f"`{text}` is not of the form QUESTION=yes or QUESTION=no",
                remedy=See.QUESTIONS,
            )
        if answer not in ("yes", "no"):
            raise CasusError(
                f"`{answer}` is no answer to `{question}`",
                remedy="answer `yes` or `no`",
            )
        if any(f.question == question and f.answer != answer for f in found):
            both = f"`{question}=yes` and `{question}=no` contradict each other"
            raise CasusError(both, remedy="suppose one of them")
        found.append(Answered(question=question, answer=answer))
    return tuple(found)
