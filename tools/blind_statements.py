"""Hold the engine against statements on who is bound that somebody wrote from the texts, one JSON object a line.

    python -m tools.blind_statements FILE [--show]

Each gives a day, attacks, attacks that were running, a state, whom it would help, a claim, and whether that holds
(`true`, `false`, `depends`). A name that is not resolved is a miss; so is a place, and then the attack is asked
without it as well.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from engine.record.verdict import Status
from engine.world import World, shipped
from treaties.models.scenario import Event, Scenario
from treaties.vocabulary.errors import CasusError
from treaties.vocabulary.terms import Duty, EventKind

HELP = {Duty.FIGHT, Duty.ASSIST, Duty.ACT}
CLAIMS = {
    "fight": {Duty.FIGHT},
    "aid": HELP,
    "any-help": HELP,
    "act": HELP,
    "consult": {Duty.CONSULT},
    "stay-neutral": {Duty.STAY_NEUTRAL},
    "not-aid": {Duty.NOT_AID, Duty.STAY_NEUTRAL},
    "no-help": HELP,
    "none": {*HELP, Duty.CONSULT, Duty.STAY_NEUTRAL, Duty.NOT_AID, Duty.MOBILISE},
}
"""The duties that each claim is about; the last two deny them."""
KINDS = {"border-incident": EventKind.LIMITED_FORCE}
FIRM, OPEN = {Status.BOUND}, {Status.CONTESTED, Status.CONDITIONAL}


@dataclass(frozen=True)
class Found:
    """What the engine makes of a statement."""

    says: str
    """`true`, `false`, `depends`, or the error."""
    place: str = ""
    """The place that is not known."""
    why: str = ""


def _place(given: dict[str, Any], day: date, world: World) -> tuple[str | None, str]:
    """The place of an attack, and beside it its name where it is not known."""
    try:
        at = (
            world.corpus.place_hit(
                given["place"], [world.state(given["victim"], day)], day
            )
            if given["place"]
            else None
        )
    except CasusError:
        return None, str(given["place"])
    return at, ""


def _event(given: dict[str, Any], day: date, world: World, on: date | None) -> Event:
    names = {
        k: (world.state(given[k], day),) if given[k] else ()
        for k in ("attacker", "victim")
    }
    kind = KINDS.get(given["kind"]) or EventKind(given["kind"])
    at = _place(given, day, world)[0] if kind.forcible else None
    return Event(
        kind=kind,
        by=names["attacker"],
        against=names["victim"],
        at=at,
        on=on,
        unprovoked=given["unprovoked"],
    )


def judged(row: dict[str, Any], world: World) -> Found:
    """What the engine says to one statement."""
    day = date.fromisoformat(row["on"])
    lost = next(filter(None, (_place(e, day, world)[1] for e in row["events"])), "")
    try:
        events = [
            _event(e, day, world, day - timedelta(days=1)) for e in row["running"]
        ]
        events += [_event(e, day, world, None) for e in row["events"]]
        answer = world.ask(Scenario(on=day, events=tuple(events)), rounds=1)
        state = world.state(row["state"], day)
        toward = world.state(row["toward"], day) if row["toward"] else None
    except CasusError as error:
        return Found(str(error), lost)
    duties = CLAIMS[row["claim"]]
    hits = [
        (j.at_once.status, j.ground)
        for j in answer[state].judged
        if j.ground.binding
        and j.at_once.duty in duties
        and (toward is None or j.ground.beneficiary == toward)
    ]
    firm, open_ = (any(s in of for s, _ in hits) for of in (FIRM, OPEN))
    says = "true" if firm else "depends" if open_ else "false"
    if row["claim"] in ("no-help", "none"):
        says = {"true": "false", "false": "true"}.get(says, says)
    return Found(
        says, lost, "; ".join(f"{s} {g.duty} {g.clause.label}" for s, g in hits[:4])
    )


def results(
    rows: Iterable[dict[str, Any]],
) -> Iterator[tuple[dict[str, Any], Found, bool]]:
    """Each statement with what the engine says, and whether that is its key."""
    world = shipped()
    for row in rows:
        found = judged(row, world)
        yield row, found, found.says == str(row["holds"]).lower()


def main(path: str, *, show: bool) -> None:
    """Print how many are right, and with `show` each that is not."""
    rows = [
        json.loads(line) for line in Path(path).read_text(encoding="utf-8").splitlines()
    ]
    told = list(results(rows))
    right = sum(ok for _, _, ok in told)
    lost = sum(ok and bool(f.place) for _, f, ok in told)
    print(
        f"{right} of {len(rows)} right, {right - lost} of them with every name and place resolved"
    )
    print(
        Counter(
            (str(r["holds"]).lower(), f.says if len(f.says) < 8 else "error")
            for r, f, _ in told
        )
    )
    for row, found, ok in told if show else ():
        if not ok or found.place:
            events = "; ".join(
                f"{e['attacker']}>{e['victim']} {e['kind']} {e['place'] or ''}"
                for e in row["events"]
            )
            print(f"\n{row['id']} {row['on']} {events} | running {len(row['running'])}")
            print(
                f"  {row['state']} {row['claim']} toward {row['toward']}: key {row['holds']}, engine {found.says}"
            )
            print(f"  {row['instrument']} -- {row['reason']} ({row['sure']})")
            print(
                f"  {found.why or 'no such duty'}{f'  PLACE {found.place}' if found.place else ''}"
            )


if __name__ == "__main__":
    main(sys.argv[1], show="--show" in sys.argv)
