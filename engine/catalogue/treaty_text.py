"""One treaty or reading in full, as text and as data."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from engine.catalogue.columns import cell
from engine.catalogue.condition_words import condition_words
from engine.output.prose import listed, para
from treaties.loading.corpus import load_corpus
from treaties.models.conditions import Condition, Judgement
from treaties.models.corpus import Corpus
from treaties.models.dated import Dated
from treaties.models.parties import Invoked, Party
from treaties.models.reading import Reading
from treaties.models.treaty import Obligation, Treaty
from treaties.vocabulary.errors import CasusError, See, UnknownName
from treaties.vocabulary.names import article_cited
from treaties.vocabulary.precision import earliest


def entry(ident: str, corpus: Corpus | None = None, party: str = "") -> dict[str, Any]:
    """Return a treaty or reading as data; for a treaty, with the readings that dispute it and the cases that cite it.

    Args:
        ident: a treaty by id or name, or a reading.
        corpus: the law; the shipped one by default.
        party: a state, by any name, to return only its own share of a treaty.
    """
    law = corpus or load_corpus()
    item = _find(law, ident)
    if party:
        item = share_of(law, _treaty_with_parties(item), party)
    out = {
        "schema": 1,
        "kind": type(item).__name__.casefold(),
        **item.model_dump(mode="json", by_alias=True),
    }
    if isinstance(item, Treaty):
        out["read_by"] = [r.id for r in disputing(law, item)]
        out["cited_by"] = [c["id"] for c in citing(law, item)]
    return out


def tell(ident: str, corpus: Corpus | None = None, party: str = "") -> str:
    """Return a treaty, article by article, or a reading, as text.

    Args:
        ident: a treaty by id or name, or a reading.
        corpus: the law; the shipped one by default.
        party: a state, by any name, to show only its own share of a treaty.
    """
    law = corpus or load_corpus()
    item = _find(law, ident)
    if party:
        item = share_of(law, _treaty_with_parties(item), party)
    return "\n".join(
        _reading(law, item) if isinstance(item, Reading) else _treaty(law, item)
    )


def _treaty_with_parties(item: Treaty | Reading) -> Treaty:
    if isinstance(item, Reading):
        raise CasusError(
            f"`{item.id}` is a reading and has no parties", remedy="leave out `--party`"
        )
    return item


def share_of(law: Corpus, treaty: Treaty, name: str) -> Treaty:
    """Return a copy of a treaty with one state's share only: its dates, what it owes and is owed, its reservations.

    Args:
        law: the corpus, which supplies names.
        treaty: the instrument.
        name: the state, by any name or code.

    Raises `CasusError` for a state that the instrument neither binds nor protects.

    >>> law = load_corpus()
    >>> [p.state for p in share_of(law, law.treaty("NATO"), "Spain").parties]
    ['spain']
    """
    state = law.states.resolve(name).id
    duties = [
        o
        for o in treaty.obligations
        if state in (o.obligors or treaty.states)
        or state in (o.beneficiaries or treaty.states)
    ]
    parties = tuple(p for p in treaty.parties if p.state == state)
    named = [o for o in duties if state in (*o.obligors, *o.beneficiaries)]
    if not parties and not named:
        raise CasusError(
            f"`{name}` is no party to `{treaty.id}`",
            remedy=f"`casus show {treaty.id}` lists its parties",
        )
    reserved = tuple(r for r in treaty.reservations if r.state == state)
    return treaty.model_copy(
        update={
            "parties": parties or treaty.parties,
            "obligations": tuple(duties),
            "reservations": reserved,
        }
    )


def _find(law: Corpus, ident: str) -> Treaty | Reading:
    try:
        return law.treaty(ident)
    except UnknownName as treaties:
        try:
            return law.reading(ident)
        except UnknownName:
            known = [*treaties.meant, *(r.id for r in law.readings)]
            raise UnknownName(
                "treaty or reading", ident, known, remedy=See.TREATIES
            ) from None


def disputing(law: Corpus, t: Treaty) -> list[Reading]:
    """Return the readings about an instrument: readings that name it, lower one of its duties, or answer a question
    about it. Readings of general law are not included.
    """
    return [
        r
        for r in law.readings
        if t.id in (*r.treaties, *(x.treaty for x in r.lowers))
        or any(t.id in a.question for a in r.answers)
    ]


def citing(law: Corpus, t: Treaty) -> list[dict[str, Any]]:
    """Return the documented cases in which an instrument was expected to apply, or was invoked, kept or broken."""
    found = []
    for case in law.cases:
        what = {
            "expected": [e.treaty for e in case.expected],
            "invoked": [i.treaty for i in case.invocation],
            "conduct": [c.treaty for c in case.conduct],
        }
        if ways := [k for k, named in what.items() if t.id in named]:
            found.append(
                {
                    "id": case.id,
                    "code": case.code,
                    "date": str(case.date),
                    "title": case.title,
                    "as": ways,
                }
            )
    return sorted(found, key=lambda c: (c["date"], c["id"]))


def _treaty(law: Corpus, t: Treaty) -> list[str]:
    lines = [para(t.title), "", *_status(t), *_parties(law, t), *_links(law, t)]
    lines += _suspensions(law, t)
    for o in t.obligations:
        lines += ["", *article_lines(law, t, o)]
    lines += _reservations(law, t)
    lines += _section("Read in different ways by", _disputes(law, t))
    lines += _section("Cited by the cases", _citations(law, t))
    invoked = sorted(t.invoked, key=lambda x: x.day)
    lines += _section("Invoked", [_invoked(law, x) for x in invoked])
    lines += _section("Witnesses", _witnesses(law, t))
    atop = [f"ATOP: {t.atop.words}"] if t.atop.words else []
    lines += _section("Notes", [*t.notes, *atop])
    lines += ["", "Sources", *(_source(law, s) for s in t.sources)]
    ids = [f"ATOP {n}" for n in t.atop.ids] + [f"COW {n}" for n in t.cow]
    if t.citation or ids:
        lines.append(para("; ".join(x for x in (t.citation, *ids) if x)))
    return lines


def _section(heading: str, paragraphs: Iterable[str]) -> list[str]:
    """A heading with indented paragraphs; nothing where there are none."""
    lines = [para(p, 2, 4) for p in paragraphs]
    return ["", heading, *lines] if lines else []


def _status(t: Treaty) -> Iterator[str]:
    """What kind of instrument it is, since when it is in force, and how far its text can be trusted."""
    ends = f", until {t.until}" if t.until else ", still in force"
    force = f"in force {t.since}{ends}" if t.since else t.unborn
    dates = _mark(t.verified, "dates unverified")
    yield para(f"{t.rank}; signed {t.signed}, {force}{dates}; {_asks(t)}")
    if not t.rank.binding:
        yield "No treaty: it never answers as a treaty duty."
    if t.exit:
        yield para(f"Exit: {t.exit}")
    if t.conflict_rule:
        yield para(f"Other engagements: {t.conflict_rule}")
    if not t.text_available:
        yield "Text unavailable: only public statements are encoded."
    if t.secret:
        yield f"Secret; published {t.published or 'never'}."
    if t.languages:
        yield f"Authentic in {' and '.join(t.languages)}."
    if doubtful := sum(not o.verified for o in t.obligations):
        yield f"Unverified: {doubtful} of {len(t.obligations)} duties."


def _asks(t: Treaty) -> str:
    """Name the duties of an instrument, hardest first, or say that it has none."""
    duties = sorted({o.duty for o in t.obligations}, key=lambda duty: duty.rank)
    if not duties:
        return "no duty to help, consult or stay neutral"
    return f"duties: {', '.join(str(duty).replace('-', ' ') for duty in duties)}"


def _parties(law: Corpus, t: Treaty) -> Iterator[str]:
    named = [(_called(law, t, p.state), p) for p in t.parties]
    yield para("Parties: " + ", ".join(_party(name, p) for name, p in named))
    for name, p in named:
        if p.note:
            yield para(f"{name}: {p.note}", 2, 4)


def _suspensions(law: Corpus, t: Treaty) -> Iterator[str]:
    """When it rests for one party, or between two."""
    for p in t.parties:
        for rest in p.suspended:
            name = _called(law, t, p.state)
            yield para(f"Suspended for {name} {_span(rest)}: {rest.why}")
    for s in t.suspensions:
        names = listed([_called(law, t, state) for state in s.between])
        what = _of_articles(s.articles)
        why = f"{s.why}{_mark(s.verified)}"
        over = "Ended" if s.ended else "Suspended"
        yield para(f"{over} between {names} {_span(s)}{what}: {why}")


def _reservations(law: Corpus, t: Treaty) -> Iterator[str]:
    for r in t.reservations:
        who = f"{_called(law, t, r.state)}{_of_articles(r.articles)}"
        gist = f"{r.gist}{_mark(r.verified)}"
        yield ""
        yield para(f"Reservation or understanding of {who}: {gist}")
        for c in r.conditions:
            yield condition_line(law, c, earliest(t.signed))


def _of_articles(articles: Sequence[str]) -> str:
    return f" (Art. {', '.join(articles)})" if articles else ""


def _disputes(law: Corpus, t: Treaty) -> Iterator[str]:
    for r in disputing(law, t):
        yield f"{r.name} ({r.when or r.kind}; {r.id}): {r.gist}{_mark(r.verified)}"


def _citations(law: Corpus, t: Treaty) -> Iterator[str]:
    for c in citing(law, t):
        yield f"{c['code']} {c['title']} ({c['date']}; {', '.join(c['as'])})"


def _witnesses(law: Corpus, t: Treaty) -> Iterator[str]:
    for w in t.witnesses:
        yield f"{law.source(w.source).title} ({w.about}): {w.says}"


def _span(s: Dated) -> str:
    return f"from {s.since or 'the start'}" + (f" to {s.until}" if s.until else "")


def _links(law: Corpus, t: Treaty) -> Iterator[str]:
    """What it does to other instruments, what they do to it, and what of it is watched."""
    known = {k.id: k.title for k in law.known_of} | {x.id: x.name for x in law.treaties}
    for word in ("amends", "replaces", "prolongs"):
        if named := [known.get(i, i) for i in getattr(t, word)]:
            yield para(f"{word.capitalize()} {' and '.join(named)}.")
        if by := [x.name for x in law.treaties if t.id in getattr(x, word)]:
            yield para(f"{' and '.join(by)} {word} it.")
    for w in law.watched:
        if w.treaty == t.id:
            looked = (
                f", last looked at on {max(x.day for x in w.looks)}" if w.looks else ""
            )
            yield para(
                f"Watched ({str(w.pending).replace('-', ' ')}): {w.page}{looked}."
            )


def _invoked(law: Corpus, x: Invoked) -> str:
    who = " and ".join(law.states[s].name_on(x.day) for s in x.by)
    whom = " and ".join(law.states[s].name_on(x.day) for s in x.against)
    where = f" ({article_cited(x.article)})" if x.article else ""
    return f"{x.day}, by {who}{f' against {whom}' if whom else ''}{where}: {x.what} — {law.source(x.source).title}"


def _mark(verified: bool, word: str = "unverified") -> str:
    return "" if verified else f" [{word}]"


def _source(law: Corpus, ident: str) -> str:
    s = law.source(ident)
    return para(
        f"{s.title} {s.address}".rstrip() + ("" if s.seen else " [not read]"), 2, 4
    )


def _called(law: Corpus, t: Treaty, state: str, day: date | None = None) -> str:
    """The name of a state on a day, by itself that of signature, or on the later one on which it acceded."""
    since = (p.since for p in t.parties if p.state == state and p.since)
    return law.states[state].name_on(max([day or t.signed, *since]))


def _party(name: str, party: Party) -> str:
    dates = "".join(
        f" {w} {d}" for w, d in (("from", party.since), ("to", party.until)) if d
    ).strip()
    limits = "; ".join(
        filter(None, (party.for_ and f"for {party.for_}", dates, party.reservation))
    )
    return name + (f" ({limits})" if limits else "") + _mark(party.verified)


def article_lines(law: Corpus, t: Treaty, o: Obligation) -> list[str]:
    """Return an article as lines of text: duty, obligors and beneficiaries, trigger, conditions, quotation with source,
    summary.

    Args:
        law: the corpus, which supplies names.
        t: the instrument.
        o: the obligation.
    """

    def names(states: tuple[str, ...]) -> str:
        return " and ".join(_called(law, t, s, o.since) for s in states)

    two = len(t.states) == 2
    owing = names(o.obligors) or ("each" if two else "each party")
    to = names(o.beneficiaries) or ("the other" if two else "the others")
    against = f", against {names(o.adversaries)}" if o.adversaries else ""
    duty = f"{o.duty} — {o.duty.meaning}{_mark(o.verified)}"
    return [
        para(f"{article_cited(o.article)}{_days(o)}: {duty}"),
        para(f"{owing} to {to}{against}; trigger: {o.trigger}", 2),
        *(condition_line(law, c, earliest(t.signed)) for c in o.conditions),
        *_words(law, o),
    ]


def _days(o: Obligation) -> str:
    """From and until which day an article holds, where it has days of its own."""
    words = (("from", o.since), ("until", o.until))
    days = "".join(f" {word} {day}" for word, day in words if day)
    return f"{days}, when the law of all states overtook it" if o.overtaken else days


def _words(law: Corpus, o: Obligation) -> Iterator[str]:
    """The phrase of an article with its source, its gist, and what else is to be known of it."""
    source = law.source(o.source).title if o.source else ""
    if o.phrase:
        cited = f" — {source}" if source else ""
        yield para(f"{o.quotation}{cited}", 2, 4)
    elif source:
        yield para(f"after {source}", 2, 4)
    yield para(o.gist, 2, 2)
    if o.secret:
        yield f"  secret; published {o.published or 'never'}"
    if o.note:
        yield para(f"Note: {o.note}", 2, 4)


def condition_line(law: Corpus, c: Condition, on: date) -> str:
    """Return a condition as a line of text, with its kind and its fields in the file.

    Args:
        law: the corpus, which supplies names.
        c: the condition.
        on: the day for names of states.
    """
    if isinstance(c, Judgement):
        who = law.states[c.decider].name if c.decider in law.states else c.decider
        why = f", because {c.why}" if c.why else ""
        text = c.text.replace("{", "the ").replace("}", "")
        how = (
            f"{c.nature}; decided by {who}; presumed {c.presumed}{why}; needs {c.needs}"
        )
        return para(f"condition: to be judged: {text} ({how})", 2, 4)
    detail = c.model_dump(mode="json", exclude_defaults=True, exclude={"kind"})
    each = [f"{k.replace('_', ' ')} {cell(v)}" for k, v in detail.items()]
    words = condition_words(law, c, "the beneficiary", on)
    return para(f"condition: {words} ({'; '.join([c.kind, *each])})", 2, 4)


def _reading(law: Corpus, r: Reading) -> list[str]:
    out = [para(f"{r.name} ({r.kind}){_mark(r.verified)}"), ""]
    out.append(
        para(
            f"{r.who}{', ' + r.when if r.when else ''}{', ' + r.where if r.where else ''}"
        )
    )
    out.append(para(r.gist))
    out += (
        [para("Speaks of: " + ", ".join(law.treaty(t).name for t in r.treaties))]
        if r.treaties
        else []
    )
    out += [para(f"Hook: {r.hook}")] if r.hook else []
    out += [para(f"Effect: {r.effect}")] if r.effect else []
    out += [
        para(
            f"answers {a.question} = {a.answer}" + (f" ({a.why})" if a.why else ""),
            2,
            4,
        )
        for a in r.answers
    ]
    out += [
        para(
            f"holds that {u.question} is not asked by the text"
            + (f" ({u.why})" if u.why else ""),
            2,
            4,
        )
        for u in r.unasked
    ]
    out += [
        para(
            f"lowers {x.treaty} Art. {x.article} to {x.duty}"
            + f" for {', '.join(x.obligors)}" * bool(x.obligors),
            2,
            4,
        )
        for x in r.lowers
    ]
    return [*out, "", "Sources", *(_source(law, s) for s in r.sources)]
