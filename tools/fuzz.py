#!/usr/bin/env python3
"""Bad input by the thousand: whether anything ends in a traceback, stalls, or gives two answers.

`python tools/fuzz.py --count 10000 --seed 1` tries that many of everything and prints a table; `--only files` one kind,
`--seconds` bounds each kind. The same seed makes the same input. What may come of any input is an answer, or one clear
error; anything else is printed with its number, and `--only KIND --at NUMBER` does that one again, by itself. `--write`
puts the counts into docs/reliability.md; with `--first` they are added to those of the same seed.
"""

from __future__ import annotations

import argparse
import contextlib
import gzip
import json
import os
import random
import sys
import tempfile
import traceback
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from itertools import count
from pathlib import Path
from time import monotonic, process_time
from typing import TextIO

HOME = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(HOME))

from engine.world import World, shipped  # noqa: E402
from tools import fuzz_assistant, fuzz_counts, fuzz_kills, fuzz_lines, fuzz_sentences  # noqa: E402
from treaties.support.limits import LINE  # noqa: E402
from treaties.vocabulary.errors import CONTROL, CasusError  # noqa: E402

STALL = 10.0
"""Processor seconds that no input may take."""
WORDS = (
    "[",
    "]" * 9,
    "{",
    "}",
    "[" * 500,
    '"',
    "'''",
    '"""',
    "=",
    ",",
    "#",
    "\\u001b[2J",
    "\x1b[2J",
    "\0",
    "\u202e",
    "\ud800",
    "\r",
    "\n",
    "\t",
    "9" * 5000,
    "1e99999999",
    "-1",
    "0",
    "nan",
    "true",
    "2026-02-30",
    "0001-01-01",
    "9999-12-31",
    "1999-01-01T00:00:00",
    "*",
    "é",
    "ﬃ",
    "\\",
    "../../etc/passwd",
    "x" * 3000,
    "poland",
    "[[obligations]]",
    "a.b.c",
    "",
)
"""What is put into texts."""


class Refused(Exception):
    """What was put in was refused, as it should be."""


@dataclass
class Report:
    """What came of one kind of input."""

    kind: str
    tried: int = 0
    refused: int = 0
    slowest: float = 0.0
    found: list[str] = field(default_factory=list)

    def row(self, seed: int, commit: str) -> fuzz_counts.Row:
        """This as a row of the table in the documentation."""
        answered, found = self.tried - self.refused, len(self.found)
        return fuzz_counts.Row(
            self.kind,
            self.tried,
            self.refused,
            answered,
            self.slowest,
            found,
            seed,
            commit,
            date.today(),
        )

    def __str__(self) -> str:
        return (
            f"{self.kind:<14}{self.tried:>8,} tried {self.refused:>8,} refused {self.tried - self.refused:>8,} answered"
            f"   slowest {self.slowest:5.1f} s   found {len(self.found)}"
        )


def spoilt(text: str, r: random.Random) -> str:
    """A text with one to six changes: pieces left out, repeated or moved, words put in, letters exchanged."""
    for _ in range(r.choice((1, 1, 1, 2, 3, 6))):
        at, end = sorted(r.randrange(len(text) + 1) for _ in range(2))
        end = min(end, at + r.choice((1, 3, 20, 400)))
        how = r.randrange(6)
        if how == 0:
            text = text[:at] + text[end:]
        elif how == 1:
            text = text[:end] + text[at:end] * r.choice((1, 2, 300)) + text[end:]
        elif how == 2:
            text = text[:at] + r.choice(WORDS) + text[at:]
        elif how == 3:
            text = text[:at] + r.choice(WORDS) + text[end:]
        elif how == 4:
            lines = text.split("\n")
            r.shuffle(lines)
            text = "\n".join(lines)
        else:
            text = (
                text[:at]
                + chr(r.choice((r.randrange(128), r.randrange(0x2FFF))))
                + text[at + 1 :]
            )
        text = text[:200_000]
    return text


def spoilt_bytes(content: bytes, r: random.Random) -> bytes:
    """The same for bytes, or cut short."""
    if r.random() < 0.3:
        return content[: r.randrange(len(content) + 1)]
    return spoilt(content.decode("latin-1"), r).encode("latin-1", "replace")


class Bench:
    """The law, a folder of its own, and one try of each kind by its name."""

    def __init__(self, folder: Path, world: World | None = None) -> None:
        self.folder = folder
        self.world = world or shipped()
        self.law = sorted(
            p
            for kind in ("data", "scenarios", "cases", "readings")
            for p in (HOME / "treaties" / kind).rglob("*.toml")
        )
        self.tables = sorted((HOME / "tests" / "fixtures" / "outside").glob("*.csv"))
        self.states = [s.id for s in self.world.corpus.states.all]
        self._alone: list[list[str]] = []

    def files(self, r: random.Random) -> None:
        """One file of law, spoilt, through `check` and its reader."""
        from engine.catalogue.catalogue import check

        source = r.choice(self.law)
        path = self.folder / source.name
        path.write_bytes(
            spoilt_bytes(source.read_bytes(), r)
            if r.random() < 0.3
            else _written(source, r)
        )
        check([path])

    def folders(self, r: random.Random) -> None:
        """A small corpus folder with one of its files spoilt."""
        from treaties.loading.corpus import load_corpus

        root = Path(tempfile.mkdtemp(dir=self.folder))
        names = [
            "law.toml",
            "groups.toml",
            "places.toml",
            "edition.toml",
            "states.toml",
        ]
        books = (
            sorted((HOME / "treaties" / "sources").glob("*.toml"))
            if r.random() < 0.5
            else []
        )
        for source in books:
            (root / "sources").mkdir(exist_ok=True)
            (root / "sources" / source.name).symlink_to(source)
        for source in [HOME / "treaties" / r.choice(names), *r.sample(self.law, 2)]:
            target = root / source.relative_to(HOME / "treaties")
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(
                _written(source, r) if r.random() < 0.5 else source.read_bytes()
            )
        load_corpus(root, cache=False)

    def tables_(self, r: random.Random) -> None:
        """A table of outside data, spoilt, as a reader of its kind takes it."""
        from treaties.outside import atop, cow, tables

        content = spoilt_bytes(r.choice(self.tables).read_bytes(), r)
        path = self.folder / r.choice(("x.csv", "x.csv.gz", "x.dta"))
        path.write_bytes(gzip.compress(content, 1) if r.random() < 0.2 else content)
        r.choice((atop.load, cow.load, tables.identify, tables.read_table))(path)

    def scenarios(self, r: random.Random) -> int:
        """A question with anything in it; asked twice, it has one answer."""
        day = (
            f"{r.randrange(1815, 2028)}-{r.randrange(1, 13):02}-{r.randrange(1, 29):02}"
        )
        asked = {
            "victim": self._name(r),
            "by": self._name(r),
            "on": day if r.random() < 0.9 else r.choice(WORDS),
            "also": [
                f"{self._name(r)}>{self._name(r)}"
                for _ in range(r.choice((0, 0, 1, 3)))
            ],
            "rounds": r.choice((1, 1, 2)),
            "isolated": r.random() < 0.3,
        }
        told = [json.dumps(self.world.ask(**asked).to_dict()) for _ in range(2)]
        assert told[0] == told[1], "two answers"
        return len(told)

    def sentences(self, r: random.Random) -> None:
        """A sentence made from known roles: it is understood as what it was made of, or asked back."""
        if not hasattr(self, "_writer"):
            self._writer = fuzz_sentences.Writer(self.world.corpus)
        if not fuzz_sentences.hold(self._writer.made(r), self.world.corpus):
            raise Refused

    def assistant(self, r: random.Random) -> int:
        """A call of the assistant's server with anything in it, over its protocol; made twice, it has one reply."""
        if not hasattr(self, "_client"):
            self._client = fuzz_assistant.Client(self.world)
        name, given = fuzz_assistant.made(r, name=self._name, words=WORDS)
        ends = [self._client.call(name, given) for _ in range(2)]
        fuzz_assistant.hold(ends[0])
        assert ends[0] == ends[1], "two answers"
        if ends[0].refused:
            raise Refused
        return len(ends)

    def lines(self, r: random.Random) -> int:
        """A command line of verbs, options and anything; run twice it ends as it should, and the same way."""
        words = (*WORDS, str(r.choice(self.law)), str(self.folder), "/dev/zero")
        args = fuzz_lines.made(r, name=self._name, words=words)
        args = [
            arg.replace("\0", "").replace("\ud800", "\udcff") for arg in args
        ]  # what a system can hand on
        room = self.folder / "room"
        room.mkdir(exist_ok=True)
        if (
            args in self._alone
        ):  # nothing was drawn for it, and the whole law takes long
            return 1
        ends = [
            fuzz_lines.ended(args, room) for _ in range(1 if args[0] == "odds" else 2)
        ]
        for end in ends:
            fuzz_lines.hold(args, end)
        assert ends[0] == ends[-1], "two answers"
        if ends[0].status:
            raise Refused
        if len(args) == 1:
            self._alone.append(args)
        return len(ends)

    def priors(self, r: random.Random) -> None:
        """A file of priors, spoilt, and the odds on it."""
        from engine.analysis.probability.odds import odds

        path = self.folder / "priors.toml"
        path.write_bytes(spoilt(PRIORS, r).encode("utf-8", "surrogatepass"))
        typed = [
            f"{r.choice(('strikes:*', '*', 'performs:*'))}={r.choice((*WORDS, '0.5', '1/3', '0.2'))}"
        ]
        found = odds(
            self._chain(),
            "China",
            typed if r.random() < 0.4 else [],
            priors=path,
            seconds=1,
        )
        assert 0 <= found.value <= 1, found.value

    def kills(self, r: random.Random) -> None:
        """Something that writes files, killed at a drawn moment, and run again to its end."""
        if not hasattr(self, "_killer"):
            self._killer = fuzz_kills.Killer(Path(tempfile.mkdtemp(dir=self.folder)))
        self._killer.try_one(r)

    def requests(self, r: random.Random) -> None:
        """Bytes on the wire to the served page: a reply, or a closed connection, and the next one is served."""
        import socket

        server = self._server()
        given = r.choice(
            (*REQUESTS, spoilt(r.choice(REQUESTS), r), spoilt(r.choice(REQUESTS), r))
        )
        sent = given.replace("PORT", str(server.server_port)).encode(
            "utf-8", "surrogatepass"
        )
        with socket.create_connection(
            ("127.0.0.1", server.server_port), timeout=6 * STALL
        ) as link:
            reply = b""
            with contextlib.suppress(
                OSError
            ):  # closed or reset, before or after all was sent
                link.sendall(sent)
                link.shutdown(socket.SHUT_WR)
                while more := link.recv(65_536):
                    reply += more
        assert not reply or reply.startswith((b"HTTP/1.0 ", b'{"schema"')), reply[:80]
        assert b"Traceback" not in reply, reply[:300]
        assert not reply.startswith(b"HTTP/1.0 500"), reply[:300]
        if reply.startswith(b"HTTP/1.0 4"):
            raise CasusError("refused")

    def close(self) -> None:
        """Stop what was started."""
        if hasattr(self, "_served"):
            self._served.shutdown()
            self._served.server_close()
        if hasattr(self, "_client"):
            self._client.close()

    def _name(self, r: random.Random, on: date | None = None) -> str:
        there = (
            [s.id for s in self.world.corpus.states.all if s.exists_on(on)]
            if on and r.random() < 0.9
            else self.states
        )
        if on and r.random() < 0.15:
            there = BUSY
        return (
            r.choice(there)
            if r.random() < 0.96
            else spoilt(r.choice(there), r) or r.choice(WORDS)
        )

    def _chain(self) -> object:
        if not hasattr(self, "_answer"):
            self._answer = self.world.ask(scenario="shen-chain")
        return self._answer

    def _server(self) -> object:
        import threading

        from engine.interfaces.page.page_server import Limits, serve

        if not hasattr(self, "_served"):
            self._served = serve(self.world, limits=Limits(patience=2, processes=1))
            threading.Thread(
                target=self._served.serve_forever,
                kwargs={"poll_interval": 0.05},
                daemon=True,
            ).start()
        return self._served


def _written(source: Path, r: random.Random) -> bytes:
    return spoilt(source.read_text(encoding="utf-8"), r).encode(
        "utf-8", "surrogatepass"
    )


KINDS: dict[str, Callable[[Bench, random.Random], int | None]] = {
    "files": Bench.files,
    "folders": Bench.folders,
    "tables": Bench.tables_,
    "scenarios": Bench.scenarios,
    "sentences": Bench.sentences,
    "assistant": Bench.assistant,
    "command lines": Bench.lines,
    "priors": Bench.priors,
    "requests": Bench.requests,
    "kills": Bench.kills,
}
BUSY = (
    "united-states",
    "russia",
    "china",
    "france",
    "united-kingdom",
    "germany",
    "italy",
    "turkey",
    "poland",
    "japan",
)
"""States with many treaties, which make worlds that are crowded."""
PRIORS = """[priors]
"strikes:*" = 0.3
"state-of-war:*" = 0.25
"lawful-defence:*" = "1/3"
"performs:*" = 0.95
"""
HEAD = "Host: 127.0.0.1:PORT\r\n"
BODY = '{"victim": "Serbia", "by": "Austria-Hungary", "on": "1914-07-28", "rounds": 1}'
REQUESTS = (
    f"GET / HTTP/1.1\r\n{HEAD}\r\n",
    f"GET /api/ask?victim=Serbia&by=Austria-Hungary&on=1914-07-28&rounds=1 HTTP/1.1\r\n{HEAD}\r\n",
    f"HEAD /?victim=Serbia&by=Austria-Hungary&on=1914-07-28&rounds=1 HTTP/1.1\r\n{HEAD}\r\n",
    f"POST /api/ask HTTP/1.1\r\n{HEAD}Content-Type: application/json\r\nContent-Length: {len(BODY)}\r\n\r\n{BODY}",
    f"POST /api/why HTTP/1.1\r\n{HEAD}Content-Type: application/json\r\nContent-Length: 9\r\n\r\n{{"
    + "}" * 50,
    f"GET /nowhere HTTP/1.1\r\n{HEAD}Origin: http://example.org\r\n\r\n",
    "BREW / HTTP/9.9\r\n\r\n",
)


def fuzz(
    kind: str,
    bench: Bench,
    *,
    seed: int,
    tries: int,
    seconds: float = 1e9,
    first: int = 0,
    log: TextIO | None = None,
) -> Report:
    """Try one kind so often, or for so long; a `log` is told now and then how far it is, and what was found."""
    report, told = Report(kind), 0
    until = monotonic() + seconds
    for n in count(first):
        if n >= first + tries or monotonic() > until:
            break
        report.tried += 1
        began, times = process_time(), 1
        try:
            times = KINDS[kind](bench, random.Random(f"{kind} {seed} {n}")) or 1
        except CasusError as error:
            report.refused += 1
            for line in str(error).split("\n"):
                if len(line) > LINE or CONTROL.search(line):
                    report.found.append(
                        f"{n}: a message of {len(line)} characters: {line[:200]!r}"
                    )
        except Refused:
            report.refused += 1
        except Exception as error:
            where = traceback.extract_tb(error.__traceback__)[-1]
            report.found.append(
                f"{n}: {error!r:.300} at {Path(where.filename).name}:{where.lineno}"
            )
        taken = (process_time() - began) / times
        report.slowest = max(report.slowest, taken)
        if taken > STALL:
            report.found.append(f"{n}: took {taken:.1f} s")
        if log and n % 50 == 49:
            print(
                f"after {n + 1}: {report}",
                *report.found[told:],
                sep="\n    ",
                file=log,
                flush=True,
            )
            told = len(report.found)
    return report


def main() -> int:
    """Try what was asked for; the exit status says whether anything was found."""
    parser = argparse.ArgumentParser(description=str(__doc__).split("\n")[0])
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", choices=KINDS)
    parser.add_argument("--seconds", type=float, default=1e9)
    parser.add_argument("--at", type=int, help="only this number, with its traceback")
    parser.add_argument("--first", type=int, default=0, help="go on from this number")
    parser.add_argument(
        "--log", help="write here, every fifty tries, how far it is and what was found"
    )
    parser.add_argument(
        "--write", action="store_true", help="put the counts into docs/reliability.md"
    )
    given = parser.parse_args()
    os.environ["COLUMNS"] = "100"
    any_found, commit = False, fuzz_counts.commit() if given.write else ""
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(Path(folder))
        if given.at is not None:
            with contextlib.closing(bench):
                KINDS[given.only](
                    bench, random.Random(f"{given.only} {given.seed} {given.at}")
                )
            return 0
        for kind in [given.only] if given.only else KINDS:
            with open(given.log or os.devnull, "a", encoding="utf-8") as log:
                report = fuzz(
                    kind,
                    bench,
                    seed=given.seed,
                    tries=given.count,
                    seconds=given.seconds,
                    first=given.first,
                    log=log,
                )
            print(report, *report.found[:20], sep="\n    ", flush=True)
            if given.write:
                fuzz_counts.write(
                    report.row(given.seed, commit), goes_on=given.first > 0
                )
            any_found |= bool(report.found)
        bench.close()
    return int(any_found)


if __name__ == "__main__":
    sys.exit(main())
