"""Claims as values: the parts of a sentence that asserts a duty, and the verdict on it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from functools import cache

from engine.analysis.inquiry import Need
from engine.forms.result import DayText, Part, Result
from engine.output.prose import para
from engine.setting.graph import Clause
from treaties.support.sibling_toml import sibling_toml
from treaties.vocabulary.errors import visible
from treaties.vocabulary.names import listed

_VOCABULARY = sibling_toml(__file__, "claim_forms.toml")


class Says(StrEnum):
    """The kind of statement that a sentence makes."""

    DUTY = "duty"
    NO_DUTY = "no-duty"
    ONLY = "only"
    NOBODY = "nobody"
    IN_FORCE = "in-force"
    PARTY = "party"
    OBLIGES = "obliges"
    COVERS = "covers"
    QUOTES = "quotes"
    ALLIED = "allied"
    """A claim that states are allies: one must help the other."""
    EACH = "each"
    """A claim that each of some states must help each of the others."""
    OTHER = "other"
    """Conduct, a wish or a prediction, not a statement of treaty law."""
    UNREAD = "unread"


MOST_DECIDERS = 5
"""The largest number of deciders named for one question."""
OF_DUTY = (Says.DUTY, Says.NO_DUTY, Says.NOBODY, Says.ONLY)


@dataclass(frozen=True)
class Sentence:
    """The parts of a claim, in the sentence's own words."""

    says: Says
    who: str = ""
    deed: str = "help"
    whom: str = ""
    """The state that must be helped, if the sentence names it."""
    event: str = ""
    """The event, as a clause."""
    instrument: str = ""
    article: str = ""
    denied: bool = False
    quotation: str = ""
    reason: str = ""
    """A reason given with the claim, which is not judged."""
    against: str = ""
    """The state against which help is said to be owed, if the sentence names it besides the event."""
    bound: tuple[str, ...] = ()
    """For a claim about a treaty as such, the ids of the states said to be bound."""
    owed: tuple[str, ...] = ()
    """The ids of the states to which the duty is said to be owed."""
    on: date | None = None
    """The day to which the claim refers."""
    last: date | None = None
    """The last day of the time to which the claim refers, if it is longer than a day."""
    unjudged: tuple[str, ...] = ()
    """Words that are not assessed."""
    beside: bool = False
    """Whether one fights for `whom`, and not against it."""
    apart: bool = False
    """Whether the states are said to be free to stay out of the war, on either side."""


def sentences(text: str) -> list[str]:
    """Split a text into sentences. A sentence ends at a full stop, question mark or exclamation mark before a capital,
    but not at the stop of an abbreviation.

    >>> sentences("Art. 5 of NATO binds. The U.S. must help! Nobody else?")
    ['Art. 5 of NATO binds.', 'The U.S. must help!', 'Nobody else?']
    """
    short = r"(?<!\bArt\.)(?<!\bArts\.)(?<!\bNo\.)(?<!\bSt\.)(?<!\b[A-Z]\.)"
    return [
        " ".join(s.split())
        for s in re.split(short + r"(?<=[.!?])\s+(?=[“\"«]?[A-Z])", text)
        if s.strip()
    ]


def read(text: str) -> Sentence:
    """Parse a sentence that makes a claim. The result says `Says.UNREAD` if it claims a duty in unknown words.

    >>> read("If Russia attacks Estonia, America is obliged to go to war.").deed
    'fight'
    >>> read("Finland will not help if Russia attacks Estonia.").says.value
    'other'
    """
    plain, _, ground = text.strip().rstrip(" .!?").partition(" because ")
    if ground.startswith("of "):  # because of an instrument, which is part of the claim
        plain, ground = f"{plain} because {ground}", ""
    event, consequence = _parted(plain)
    for group, words in (("whole", plain), ("follows", consequence)):
        for says, form in _forms(group):
            found = form.fullmatch(words)
            if found and not _any("denying").search(found.groupdict().get("t") or ""):
                given = {k: v or "" for k, v in found.groupdict().items()}
                made = replace(_sentence(says, given, event), reason=ground)
                return (
                    made
                    if made.event or says not in OF_DUTY
                    else replace(made, says=Says.UNREAD)
                )
    conduct = _any("conduct").search(consequence) or not _any("law").search(text)
    other = conduct and not _any("pledge").search(text)
    return Sentence(Says.OTHER if other else Says.UNREAD)


def _words(name: str) -> str:
    """The alternatives of a list, with what they name put in."""
    given = _VOCABULARY["words"].get(name) or [
        w for deed in _VOCABULARY["deeds"].values() for w in deed
    ]
    return f"(?:{'|'.join(map(_filled, given))})"


def _filled(form: str) -> str:
    return re.sub(r"\{(\w+)\}", lambda m: _words(m[1]), form)


@cache
def _any(name: str) -> re.Pattern[str]:
    return re.compile(rf"\b{_words(name)}\b", re.I)


@cache
def _forms(group: str) -> tuple[tuple[Says, re.Pattern[str]], ...]:
    return tuple(
        (Says(f["says"]), re.compile(_filled(f["form"]), re.I))
        for f in _VOCABULARY[group]
    )


def _parted(plain: str) -> tuple[str, str]:
    """What happens, and what is said to follow; the comma before the last part parts them."""
    after = _words("after")
    first = re.fullmatch(
        rf"{after} (?P<event>.+), (?:then )?(?P<then>[^,]+)", plain, re.I
    )
    if found := first or re.fullmatch(
        rf"(?P<then>.+?),? {after} (?P<event>.+)", plain, re.I
    ):
        return found["event"], found["then"]
    return "", plain


def _deed(words: str) -> str:
    """Find the deed that words name; help where they name none."""
    for deed, patterns in _VOCABULARY["deeds"].items():
        if re.fullmatch("|".join(patterns), words, re.I):
            return str(deed)
    return "help"


def _sentence(says: Says, given: dict[str, str], event: str) -> Sentence:
    """Make a sentence of the words that its form found.

    Args:
        says: the kind of statement.
        given: the words, by the names of the form.
        event: the event, as a clause; empty where the sentence names none.
    """
    toward = f"for {given['toward']}" if given.get("toward") else ""
    whom, *under = _any("under").split(given.get("whom") or toward, maxsplit=1)
    whom, _, attacker = whom.partition(" against ")
    whom = _any("how").sub("", whom).strip()
    deed = _deed(given.get("deed", "help"))
    helped = _helped(whom, deed)
    beside = bool(helped)
    if helped and not event and says in OF_DUTY:
        # `must defend Y`: what calls it is an attack on Y
        event = f"{attacker} attacks {helped}" if attacker else f"{helped} is attacked"
        whom = attacker = ""
    whom = re.sub(r"^(?:on|upon|with|against|for) ", "", whom)
    if whom and deed != "not-aid":
        # `if Germany attacks it`: whom one would help is who is hit
        event = re.sub(r"\b(it|them)\b", whom, event)
    instrument, article = _cited(given, " ".join(under).strip())
    return Sentence(
        says,
        given.get("who", ""),
        deed,
        whom,
        _stated(given) or event.replace(" from outside", ""),
        instrument,
        article,
        denied=bool(given.get("no")),
        quotation=given.get("quotation", ""),
        against=attacker.strip(),
        beside=beside and bool(whom),
        apart=bool(given.get("apart")),
    )


def _helped(whom: str, deed: str) -> str:
    """Name who is helped: whoever stands behind a deed of help, or behind `for`; empty where it is nobody."""
    for_somebody = whom.startswith("for ")
    return whom.removeprefix("for ") if deed == "help" or for_somebody else ""


def _stated(given: dict[str, str]) -> str:
    """Word the event that the form itself names as a noun; empty where it names none."""
    return f"there is {given['event']}" if given.get("event") else ""


def _cited(given: dict[str, str], under: str) -> tuple[str, str]:
    """Find the instrument and its article, in words of the form's own or in those behind `under`."""
    cited = re.fullmatch(rf"(?:{_words('article')} )?(?P<t>.*)", under, re.I)
    found = cited.groupdict() if cited else {}
    instrument = given.get("t") or found.get("t") or ""
    article = given.get("n") or found.get("n") or ""
    return re.sub(r"^(?:the|a) ", "", instrument, flags=re.I), article


class ClaimVerdict(StrEnum):
    """The verdict on a claim."""

    TRUE = "true"
    FALSE = "false"
    ONLY_IF = "only-if"
    NOT_TREATY_LAW = "not-treaty-law"
    NOT_KNOWN = "not-known"
    NOT_UNDERSTOOD = "not-understood"


@dataclass(frozen=True)
class CitedArticle(Part):
    """An article with which a claim was compared."""

    treaty: str
    article: str
    label: str
    duty: str
    phrase: str
    since: str
    """The first day on which the instrument was in force."""

    @classmethod
    def of(cls, c: Clause) -> CitedArticle:
        """Return the citation of an article (`Clause`)."""
        o = c.obligation
        return cls(
            c.treaty.id, o.article, c.label, str(o.duty), o.phrase, str(c.treaty.since)
        )


@dataclass(frozen=True)
class Claim(Part):
    """One sentence of a text, with its verdict."""

    text: str
    verdict: ClaimVerdict
    why: str
    on: DayText
    needs: tuple[Need, ...] = ()
    articles: tuple[CitedArticle, ...] = ()
    unsaid: tuple[str, ...] = ()
    """What the claim omits."""
    understood: str = ""
    """The claim in full, as it was understood; empty if it was not."""

    def lines(self) -> Iterable[str]:
        """Yield the lines of text for the claim: the sentence, its verdict, and the articles behind the verdict."""
        yield para(f"{self.verdict.upper()}: {visible(self.text)}")
        if self.understood:
            yield para(f"understood as: {self.understood}", 2, 4)
        yield para(self.why, 2, 2)
        deciders: dict[tuple[str, str], list[str]] = {}
        for n in self.needs:
            deciders.setdefault((n.answer, n.text), []).append(n.decider)
        for (answer, text), who in deciders.items():
            yield para(f"needs {answer}: {text} (decides: {_few(who)})", 2, 4)
        for a in self.articles:
            phrase = f': "{a.phrase}"' if a.phrase else ""
            yield para(f"{a.label}{phrase} (in force since {a.since})", 2, 4)
        for u in self.unsaid:
            yield para(f"unsaid: {u}", 2, 4)


def _few(names: list[str]) -> str:
    """The names of those who decide, or how many more there are.

    >>> _few(["Latvia", "Chad"]), _few(["Latvia", "Chad", "Mali", "Togo", "Fiji", "Oman"])
    ('Latvia and Chad', 'each of Latvia, Chad, Mali and 3 others')
    """
    if len(names) <= MOST_DECIDERS:
        return listed(names)
    shown = MOST_DECIDERS - 2
    return f"each of {listed([*names[:shown], f'{len(names) - shown} others'])}"


@dataclass(frozen=True)
class Claims(Result):
    """The claims in a text, one for each sentence."""

    claims: tuple[Claim, ...]

    def __str__(self) -> str:
        return "\n\n".join("\n".join(c.lines()) for c in self.claims)

    @property
    def false(self) -> bool:
        """Whether at least one claim is false."""
        return any(c.verdict is ClaimVerdict.FALSE for c in self.claims)
