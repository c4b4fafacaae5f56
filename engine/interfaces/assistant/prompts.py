"""Prompts that a user may pick: the question put so that the assistant must show its proof."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from treaties.vocabulary.errors import CasusError, UnknownName

RULES = (
    "Use the tools of this server and nothing else for the law. Answer in two parts. First, under `What the tool says`: only "
    "what a result says, each sentence with its article and the id of its proof, the phrase and its source, every open "
    "judgement with who makes it and who has answered it how, and the mark of what is unverified; change no status into a "
    "stronger or a weaker word. Then, under `What I add`: whatever comes from elsewhere (history, politics, likelihood, "
    "conduct), each sentence marked as yours; leave the part out if there is nothing. Never move a sentence from the second "
    "part to the first. Where the tool knows of no instrument, say so and do not fill the gap. Keep duty, judgement and conduct "
    "apart: a duty is no prediction. End with the caveats and with the version and hash of the corpus."
)


LONGEST = 300
"""Characters that an argument may have."""


@dataclass(frozen=True)
class Prompt:
    """One prompt: its arguments, each with its meaning and whether it is needed, and its words."""

    name: str
    title: str
    purpose: str
    arguments: tuple[tuple[str, str, bool], ...]
    words: str


PROMPTS = (
    Prompt(
        "is-bound",
        "Is X bound?",
        "Whether one state would owe help if another is attacked, with the proof.",
        (
            ("state", "The state that may owe help.", True),
            ("victim", "The state that is attacked.", True),
            ("by", "The attacker; anybody where left out.", False),
            ("on", "The day; today where left out.", False),
        ),
        "Is {state} bound to help if {victim} is attacked{by}{on}? Call `explain` for {state}, then `firebreaks` if it is "
        "bound, conditional or contested, and answer bound, conditional, contested, released or not, and why.",
    ),
    Prompt(
        "what-would-settle-it",
        "What would settle it?",
        "What a contested answer turns on, who decides, and what each answer changes.",
        (("victim", "The state that is attacked.", True), ("by", "The attacker.", False), ("on", "The day.", False)),
        "If {victim} is attacked{by}{on}, whose duties are contested, on which judgements do they turn, and who makes those? "
        "Call `ask`, then `supports` for each contested state, and give both sides of every judgement with who holds it.",
    ),
    Prompt(
        "says-and-adds",
        "What the tool says, and what you add",
        "Any question, answered in two parts: what the tool says with the ids of its proofs, and what the assistant adds.",
        (("question", "The question in words.", True),),
        "{question} Call `ask` with the question, and `explain` for every state that you name.",
    ),
)


def prompt(name: str) -> Prompt:
    """The prompt of a name."""
    found = next((p for p in PROMPTS if p.name == name), None)
    if found is None:
        raise UnknownName(
            "prompt",
            name[:60],
            [p.name for p in PROMPTS],
            remedy="the prompts are " + ", ".join(p.name for p in PROMPTS),
        )
    return found


def filled(name: str, given: Mapping[str, str]) -> str:
    """The words of a prompt with its arguments; raises `CasusError` for a missing or unknown one.

    >>> filled("is-bound", {"state": "A", "victim": "B", "on": "2026-01-01"}).partition("?")[0]
    'Is A bound to help if B is attacked on 2026-01-01'
    """
    chosen = prompt(name)
    known = [a for a, *_ in chosen.arguments]
    for key, value in given.items():
        if key not in known:
            raise UnknownName(
                "argument of this prompt", key[:60], known, remedy="the arguments are " + ", ".join(known)
            )
        if len(value) > LONGEST or "\n" in value:
            raise CasusError(f"`{key}` is no name, no day and no question", remedy="write it shorter, on one line")
    missing = [a for a, _, needed in chosen.arguments if needed and not given.get(a, "").strip()]
    if missing:
        raise CasusError(f"the argument `{missing[0]}` is missing", remedy="the arguments are " + ", ".join(known))
    words = {a: given.get(a, "").strip() for a in known}
    words |= {k: f" {k} {words[k]}" if words.get(k) else "" for k in ("by", "on")}
    return f"{chosen.words.format(**words)}\n\n{RULES}"
