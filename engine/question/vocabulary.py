"""The words of a question: what each may do in a sentence, and which kind of act each verb names."""

from __future__ import annotations

from functools import cache

from treaties.vocabulary.terms import Duty

KINDS: tuple[tuple[str, str, str], ...] = (
    # kind, its verbs, its nouns
    (
        "armed-attack",
        "attack, invade, assault, bomb, bombard, shell, strike, hit, raid, storm, occupy, overrun, nuke, "
        "march into, open fire on, go to war with, go to war against, wage war on, wage war against, make war on, "
        "fire missiles at, fire missiles on, fire rockets at, launch missiles at, launch rockets at, move into, "
        "send troops into, land troops in, land troops on, seize, annex, conquer",
        "attack, armed attack, assault, invasion, strike, air strike, airstrike, missile strike, drone strike, raid, "
        "bombing, bombardment, offensive, missile attack, nuclear attack, nuclear strike, war, surprise attack, missiles, missile, rockets, drones, bombs",
    ),
    (
        "limited-force",
        "ram, harass, clash with, skirmish with, fire on, shoot at, fire warning shots at, "
        "shoot down an aircraft of, seize a ship of",
        "border incident, skirmish",
    ),
    ("blockade", "blockade, quarantine, lay siege to, besiege", "blockade, naval blockade, quarantine, siege"),
    ("threat", "threaten", "threat"),
    ("mobilisation", "mobilise against, mobilize against", "mobilisation, mobilization"),
    ("declaration-of-war", "declare war on, declare war upon, declare war against", "declaration of war"),
    ("arming", "arm against", ""),
    ("cyber-attack", "hack, cyberattack", "cyber attack, cyberattack, cyber operation, hacking attack"),
    ("sabotage", "sabotage", "sabotage, act of sabotage, sabotage attack"),
)
"""The kinds of act in people's verbs and nouns."""

PAST = {
    "strike": "struck",
    "hit": "hit",
    "overrun": "overran overrun",
    "go": "went gone",
    "make": "made",
    "send": "sent",
    "shoot": "shot",
    "lay": "laid",
    "begin": "began begun",
    "come": "came come",
    "fight": "fought",
    "join": "joined",
}
DOUBLED = ("ram",)

PHRASES: tuple[tuple[str, str], ...] = (
    (
        "IF",
        "if, suppose, suppose that, supposing, supposing that, imagine, imagine that, assume, assume that, assuming, "
        "assuming that, let s say, let us say, let s say that, let us suppose, say that, in case, in case of, in the event of, in the event that, "
        "when, whenever, once, given, given that, provided that, what if, how about, what about, in the case of, let us assume, let s assume, let s suppose",
    ),
    (
        "HAPPENS",
        "what happens, what would happen, what will happen, what follows, what would follow, what happens then, "
        "what is the consequence, what are the consequences, what would be the consequences",
    ),
    (
        "WHO",
        "who, whom, who else, anybody, anyone, which state, which states, which country, which countries, which nations, "
        "which powers, what states, what countries, any state, any country, which allies, what allies, which other states, "
        "which other countries",
    ),
    ("WHICH", "which, which of"),
    ("WHAT", "what, how"),
    ("MEMBERS", "members, states, countries, allies, member states, parties, member, state, ally, country"),
    ("MODAL", "must, would, will, shall, does, do, did, has, have, had, needs, need, ought, is going, are going, got"),
    ("SHOULD", "should"),
    ("MAY", "can, could, may, might"),
    ("BE", "is, are, was, were, be, been, being, gets, get, becomes, become, comes, come"),
    ("TO", "to"),
    (
        "DUTY",
        "obliged, bound, required, obligated, committed, duty bound, legally bound, legally obliged, legally required, "
        "bound by treaty, obliged by treaty, under an obligation, under a duty, treaty bound, supposed",
    ),
    ("OBLIGATIONS", "obligations, obligation, duty, duties, treaty obligations, legal obligations, commitments"),
    (
        "HELP",
        "help, helps, help defend, defend, defends, assist, assists, aid, aids, support, supports, protect, protects, "
        "stand by, stands by, side with, fight for, fights for, back, backs, rescue, come to the aid of, comes to the aid of, "
        "come to the help of, comes to the help of, come to the defence of, come to the defense of, comes to the defence of, "
        "comes to the defense of, come to the rescue of, comes to the rescue of, come to the assistance of, "
        "go to war for, goes to war for, fight alongside, owe, owes, helped, defended, helping, defending",
    ),
    ("COMETO", "come to, comes to, go to, goes to, rush to"),
    ("AID", "defence, defense, rescue, assistance, side"),
    (
        "ACT",
        "fight, fights, act, acts, react, reacts, respond, responds, consult, consults, go to war, goes to war, "
        "enter the war, enters the war, join, joins, join in, joins in, join the war, joins the war, intervene, intervenes, "
        "step in, steps in, mobilise, drawn in, drawn into the war, drawn into it, dragged in, dragged into the war, "
        "pulled in, involved, get involved, gets involved, at war, do, do anything, take part, enter, do by treaty, "
        "draw in, affected, called, called upon, called on, called upon to act, do so",
    ),
    ("BY", "by"),
    ("FROM", "from"),
    ("ON", "on, upon"),
    (
        "IN",
        "in, at, near, off, over, around, off the coast of, on the island of, inside, within, in the area of, close to",
    ),
    ("AGAINST", "against"),
    ("OF", "of"),
    ("WITH", "with"),
    ("TOWARDS", "towards, toward"),
    ("OR", "or, and or"),
    ("AND", "and, as well as, together with, along with, plus"),
    ("PRON", "it, them, they, him, her, she, he"),
    ("PPRON", "its, their, his"),
    ("ALLOF", "all of, all, every one of, each of, all members of, all states of, every member of"),
    ("ANYOF", "any of, one of, any, some of, a member of, any member of, one member of, an ally of, either of"),
    (
        "BACK",
        "strikes back, strike back, hits back, hit back, retaliates, retaliate, counterattacks, counterattack, "
        "fights back, fight back, struck back, retaliated",
    ),
    ("THREAT", "threatens, threaten, threatened"),
    (
        "LAND",
        "territory, soil, mainland, capital, cities, homeland, borders, border, pipeline, pipelines, infrastructure, "
        "embassy",
    ),
    ("BETWEEN", "between, at war with each other, go to war with each other"),
    ("THEN", "then, please"),
)
"""Words and phrases by what they may do in a sentence; verbs of attack are made of `KINDS`."""
THINGS: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    (
        "ships",
        "ships, ship, vessels, vessel, warships, warship, fishing boats, coast guard, navy, fleet",
        ("ships in the {}", "ships in {}"),
    ),
    ("aircraft", "aircraft, planes, plane, jets, airliner", ("aircraft over the {}", "aircraft over {}")),
    ("forces", "forces, troops, soldiers, bases, base, armed forces", ("forces in the {}", "forces in {}")),
    ("cables", "cables, cable, undersea cables", ("{} cables",)),
)
"""What may be hit that is no land of its own: it must be said where, and the places of that are called so."""
OBLIGING = frozenset(["must", "shall", "has", "have", "had", "need", "needs", "ought", "got", "owe", "owes", "should"])
"""Words that ask what a state must do; without one of them, or of a duty, it is asked what it will do."""
DEEDS = {
    Duty.FIGHT: "fight fights war alongside",
    Duty.CONSULT: "consult consults",
}
"""Words that ask for more or less than help."""
SUFFERED = frozenset(["invasion", "bombing", "bombardment", "blockade", "quarantine", "siege"])
"""Nouns after which `of` names who is hit; after the others it may name who strikes."""
NOISE = ("the", "a", "an", "both", "also", "so", "ever", "actually", "legally")
"""Words that change nothing."""
SILENT = {"THEN"}


def inflected(verb: str) -> dict[str, str]:
    """Every form of a verb, with what it may do: `VERB` (finite), `VERBED` (past or participle), `VERBHIT` (both), `VERBING`.

    >>> inflected("strike") == {"strike": "VERB", "strikes": "VERB", "struck": "VERBED", "striking": "VERBING"}
    True
    """
    head, _, tail = verb.partition(" ")
    stem = head + head[-1] if head in DOUBLED else head[:-1] if head.endswith("e") else head
    third = head + ("es" if head.endswith(("s", "sh", "ch", "x", "z", "o")) else "s")
    third = head[:-1] + "ies" if head.endswith("y") and head[-2] not in "aeiou" else third
    past = PAST.get(head, head[:-1] + "ied" if head.endswith("y") and head[-2] not in "aeiou" else stem + "ed").split()
    found = {head: "VERB", third: "VERB", stem + "ing": "VERBING"}
    for word in past:
        found[word] = "VERBHIT" if word == head else "VERBED"
    return {f"{word} {tail}".strip(): what for word, what in found.items()}


@cache
def phrases() -> dict[tuple[str, ...], tuple[str, str]]:
    """Every word and phrase, as folded words without articles: what it may do, and for acts their kind."""
    found: dict[tuple[str, ...], tuple[str, str]] = {}
    for what, listed in PHRASES:
        for phrase in listed.split(","):
            found[bare(phrase)] = (what, "")
    for thing, listed, _ in THINGS:
        found |= {bare(word): ("THING", thing) for word in listed.split(",")}
    heads = ("launch", "carry out", "mount", "make", "start", "begin", "conduct", "impose", "commit")
    doing = [[(bare(v), what) for v, what in inflected(head).items()] for head in heads]
    joins = ("on", "against", "of")
    struck = ("hit by", "struck by", "victim of", "target of", "subject to", "subjected to")
    under = ("under", "come under", "comes under", "came under", "suffers", "suffer")
    undergoing = [(bare(s), "VERBED") for s in struck] + [(bare(s), "UNDERGOES") for s in under]
    for kind, verbs, nouns in KINDS:
        for noun in map(bare, filter(None, map(str.strip, nouns.split(",")))):
            found.setdefault(noun, ("NOUN", kind))
            found |= {(*v, *noun, j): (what, kind) for forms in doing for j in joins for v, what in forms}
            found |= {(*said, *noun): (what, kind) for said, what in undergoing}
        for verb in filter(None, map(str.strip, verbs.split(","))):
            for form, what in inflected(verb).items():
                held = found.get(bare(form))
                found[bare(form)] = ("VERBNOUN" if held and held[0] == "NOUN" else what, kind)
    for word in ("threatens", "threaten", "threatened"):
        found[(word,)] = ("THREATENED" if word.endswith("ed") else "THREAT", "threat")
    return found


def bare(phrase: str) -> tuple[str, ...]:
    """The words of a phrase without its articles, in small letters.

    >>> bare("come to the aid of")
    ('come', 'to', 'aid', 'of')
    """
    return tuple(w for w in phrase.casefold().replace("-", " ").split() if w not in NOISE)
