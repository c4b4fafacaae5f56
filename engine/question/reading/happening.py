"""The acts of force in one parse of a sentence, from its clauses and its question."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from engine.question.reading.chart import Meaning
from engine.question.reading.meant import (
    Meant,
    NotMeant,
    below,
    flat,
    numbers,
    part,
    parts,
    says,
)
from engine.question.referents import Ids
from engine.question.topic import Side
from engine.question.understood import Act
from treaties.vocabulary.errors import CasusError

Acts = tuple[Act, ...]


@dataclass(frozen=True)
class Happening:
    """What a parsed sentence says happened: its acts of force, the side whose helpers the question asks about, and the
    states that those helpers would help."""

    acts: Acts
    side: Side = Side.VICTIM
    helped: Ids = ()


def acts_of(meant: Meant, whole: Meaning, asked: Meaning) -> Acts:
    """Return the acts of force in a sentence, in the order of its words.

    Args:
        meant: the words with their meanings.
        whole: the meaning of all parts of the sentence.
        asked: the meaning of the question.
    """
    found: list[Act] = []
    for meaning in parts(whole, "pairs"):
        found += _paired(meant, meaning)
    for meaning in parts(whole, "a"):
        found += _further(meant, meaning, found, whole)
    by, hit = part(whole, "by_field"), part(whole, "hit_field")
    if by or hit:
        found += meant.act(
            (*((("by", by),) if by else ()), *((("hit", hit),) if hit else ()))
        )
    for meaning in parts(asked, "attack"):
        found += meant.act(meaning)
    for meaning in parts(asked, "related"):
        found += meant.act(meaning, (), meant.whom(part(asked, "helped"), "victim"))
    return tuple(dict.fromkeys(found))


def _further(
    meant: Meant, meaning: Meaning, before: Sequence[Act], whole: Meaning
) -> list[Act]:
    """The acts of one clause; one without a subject has that of the clause before it."""
    if numbers(meaning, "back"):
        return [Act(before[-1].by, _struck(meant, meaning, before[-1]))]
    if likewise := part(meaning, "so"):
        return [replace(before[-1], by=meant.whom(likewise, "attacker"))]
    if half := part(meaning, "which"):
        return meant.act(half, _named_last(whole, before[-1]))
    if half := part(meaning, "active"):
        last = before[-1]
        turned = (last.victim, last.by) if _passive(whole) else (last.by, last.victim)
        return meant.act(half, *turned)
    if half := part(meaning, "passive"):
        last = before[-1]
        return meant.act(half, (), last.victim if _passive(whole) else last.by)
    if gap := part(meaning, "gapped") or part(meaning, "gaveback"):
        return [replace(a, kind=before[-1].kind) for a in meant.act(gap)]
    return meant.act(meaning)


def _named_last(whole: Meaning, last: Act) -> Ids:
    """Whom `which` means behind a clause: whoever that clause names last."""
    first = parts(whole, "a")[0]
    roles = [role for role, _ in first if role in ("by", "hit")]
    return last.by if roles[-1] == "by" else last.victim


def _struck(meant: Meant, meaning: Meaning, last: Act) -> Ids:
    """Who strikes back: whoever was hit; raises where another is named, or nobody did it."""
    named = part(meaning, "named")
    who = meant.whom((("p", named),), "named") if named else last.victim
    if not last.by or set(who) != set(last.victim):
        why = "it is not said what is answered by striking back"
        raise CasusError(why, remedy="say first who attacks whom")
    return who


def _passive(whole: Meaning) -> bool:
    """Whether the first clause names first who is hit."""
    first = parts(whole, "a")[0]
    return next(role for role, _ in first if role in ("by", "hit")) == "hit"


def _paired(meant: Meant, meaning: Meaning) -> list[Act]:
    """The attacks of several states on as many, each on its own."""
    by, hit = parts(part(meaning, "by"), "p"), parts(part(meaning, "hit"), "p")
    if len(by) != len(hit) or len(by) < 2:
        raise NotMeant("not as many attack as are attacked")
    rest = tuple(pair for pair in meaning if pair[0] not in ("by", "hit"))
    found: list[Act] = []
    for one, other in zip(by, hit, strict=True):
        found += meant.act((("by", (("p", one),)), ("hit", (("p", other),)), *rest))
    return found


def happening(
    meant: Meant,
    acts: Acts,
    asked: Meaning,
    labels: Sequence[int],
    given: Sequence[Meaning] = (),
) -> Happening:
    """Return the acts of force, completed with what only the question says about them.

    Args:
        meant: the words with their meanings.
        acts: the acts in the clauses, in order.
        asked: the meaning of the question.
        labels: names that stand alone before the question.
        given: requests for help; the state that asks is taken as attacked if no other is named.

    Raises `CasusError` if clauses and question contradict each other, or nobody is attacked.
    """
    side = Side.ATTACKER if says(asked, "side") else Side.VICTIM
    if acts and not acts[0].victim:
        return _opened(meant, acts, (*asked, *_askers(given)), labels)
    meant.force = ""
    if part(asked, "aided"):
        return _aided(meant, acts, asked)
    if not acts and says(asked, "weighs"):
        return Happening(())
    deeds = (meant.text_of(n).casefold() for n in below(asked, "deed"))
    if not acts and any(deed.startswith("join") for deed in deeds):
        why = "it is not said who attacks whom"
        raise CasusError(why, remedy="say who attacks: `if X attacks Y, …`")
    helped, at = _helped(meant, acts, asked)
    against = part(asked, "against")
    by = meant.whom(against, "attacker") if against else ()
    named = Act(helped, by, at=at, force=meant.force)
    if not acts:
        return Happening((_asked_alone(meant, named, asked),), side, helped)
    return _agreed(meant, acts, named, side)


def _askers(given: Sequence[Meaning]) -> Meaning:
    """Whoever asks for help, as those whom one would help."""
    askers = (part(fact, "asker") for fact in given)
    return tuple(("helped", asker) for asker in askers if asker)


def _opened(
    meant: Meant, acts: Acts, asked: Meaning, labels: Sequence[int]
) -> Happening:
    """An attack whose victim only the question, or a name before it, gives."""
    content = part(asked, "helped") or part(asked, "covered") or part(asked, "owed")
    if not content and labels:
        content = (("p", (("who", labels[0]),)),)
    if not content or len(acts) > 1:
        raise CasusError("it is not said who is attacked", remedy="name the state")
    victim, at, thing = meant.hit(content, acts[0].by)
    act = replace(acts[0], victim=victim, at=acts[0].at or at, thing=thing)
    foes = set(meant.whom(part(asked, "against"), "attacker"))
    if apart := foes - set(act.by):
        meant.differ(apart, "does not attack here", "say once who attacks")
    return Happening((act,), Side.VICTIM, victim)


def _aided(meant: Meant, acts: Acts, asked: Meaning) -> Happening:
    """The attack in which the states asked about would help: `help Israel attack Iran`."""
    force = tuple(pair for pair in asked if pair[0] == "force")
    named = (("by", part(asked, "aided")), ("hit", part(asked, "against")), *force)
    found = tuple(meant.act(named))
    if acts and not set(acts) & set(found):
        raise NotMeant("it names a second attack")
    return Happening(acts or found, Side.ATTACKER, found[0].by)


def _helped(meant: Meant, acts: Acts, asked: Meaning) -> tuple[Ids, str | None]:
    """Whom one would help and where; a word like `it` means whoever is attacked."""
    content = part(asked, "helped") or part(asked, "covered") or part(asked, "owed")
    if not content:
        return _other_party(meant, acts, asked), None
    words = [n for p in parts(content, "p") for n in numbers(p, "who")]
    if acts and any(meant.every[n].what in ("PRON", "PPRON") for n in words):
        return flat(a.victim for a in acts), None
    helped, at, _ = meant.hit(content, ())
    return helped, at


def _other_party(meant: Meant, acts: Acts, asked: Meaning) -> Ids:
    """Whom one would help against a foe: the other party of the treaty of two states that is named."""
    if acts or not says(asked, "foe"):
        return ()
    ids, _ = meant.instruments(asked, ())
    about = set(meant.whom(part(asked, "asked"), "asked"))
    parties = [set(meant.corpus.treaty(i).parties_on(meant.on)) for i in ids]
    rest = parties[0] - about if len(parties) == 1 else set()
    return tuple(rest) if len(rest) == 1 and len(parties[0]) == 2 else ()


def _asked_alone(meant: Meant, named: Act, asked: Meaning) -> Act:
    """The attack where only the question tells of it."""
    if not named.victim:
        raise CasusError("nobody is attacked", remedy="name the state that is attacked")
    spots = numbers(asked, "at")
    if named.at or not spots:
        return named
    return replace(named, at=meant.place(meant.every[spots[0]], "", named.victim))


def _agreed(meant: Meant, acts: Acts, named: Act, side: Side) -> Happening:
    """The acts with what the question adds; raises `CasusError` where it says something else."""
    first, by = acts[0], flat(a.by for a in acts)
    hit = flat(a.victim for a in acts)
    if apart := set(named.victim) - set(hit):
        if set(named.victim) <= set(by):
            return Happening(acts, Side.ATTACKER, named.victim)
        why = "is not attacked here"
        meant.differ(apart, why, "ask who must help the state that is attacked")
    if by and not set(named.by) <= set(by):
        apart = set(named.by) - set(by)
        meant.differ(apart, "does not attack here", "say once who attacks")
    if named.force and (by or named.force != first.force):
        why = f"`{named.force}` does not attack here"
        raise CasusError(why, remedy="say once who attacks")
    at = named.at if named.victim == first.victim else None
    force = first.force or named.force
    whole = replace(first, by=first.by or named.by, force=force, at=first.at or at)
    return Happening((whole, *acts[1:]), side, named.victim or hit)


def not_itself(meant: Meant, acts: Acts) -> Acts:
    """Return the acts of force. Where a group attacks one of its own members, this member is removed from the
    attackers.

    Raises `CasusError` for a state that attacks itself.
    """
    named = (meant.group(piece) for piece in meant.every)
    treaties = meant.corpus.treaties
    groups = [set(g.members(meant.on, treaties)) for g in named if g]
    found = []
    for act in acts:
        if set(act.by) in groups:
            act = replace(act, by=tuple(b for b in act.by if b not in act.victim))
        both = set(act.victim) & set(act.by)
        if both and any(piece.what in ("PRON", "PPRON") for piece in meant.every):
            raise NotMeant("a word like `it` means another state")
        if both:
            meant.differ(both, "cannot attack itself", "name another attacker")
        found.append(act)
    return tuple(found)


def at_label(meant: Meant, acts: Acts, labels: Sequence[int]) -> Acts:
    """Return the acts of force with their place, if the name of the place stands alone before or after them.

    Args:
        meant: the words with their meanings.
        acts: the acts.
        labels: the names that stand alone.

    Raises `NotMeant` for a name that is neither a place nor a state in the acts.
    """
    known = {i for a in acts for i in (*a.victim, *a.by)}
    for number in labels:
        piece, first = meant.every[number], acts[0]
        if meant.is_place(number) and first.at is None:
            at = meant.place(piece, first.thing, first.victim)
            acts = (replace(first, at=at), *acts[1:])
        elif not set(meant.each(number)) <= known:
            raise NotMeant(f"it is not clear what `{piece.text}` does")
    return acts
