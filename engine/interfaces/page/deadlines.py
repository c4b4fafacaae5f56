"""Reading from a client with a last moment for the whole, not for each byte: drips hold nothing for longer."""

from __future__ import annotations

import io
import socket
import time


class Late(Exception):
    """The last moment has gone by, and something had come."""


class TimedReader(io.RawIOBase):
    """What a socket gives until the last moment that `within` has set."""

    def __init__(self, link: socket.socket) -> None:
        self.link = link
        self.end = time.monotonic()
        self.begun = False
        """Whether anything has come since."""

    def within(self, seconds: float) -> None:
        """From now on so many seconds are left."""
        self.end = time.monotonic() + seconds
        self.begun = False

    def readable(self) -> bool:
        """Yes."""
        return True

    def readinto(self, buffer: object) -> int:
        """Whatever comes first; raises `Late`, or `TimeoutError` where nothing came at all."""
        left = self.end - time.monotonic()
        try:
            if left <= 0:
                raise TimeoutError
            self.link.settimeout(left)
            count = self.link.recv_into(buffer)  # type: ignore[arg-type]
        except TimeoutError:
            raise (Late if self.begun else TimeoutError)("the client is too slow") from None
        self.begun = True
        return count


def linger(link: socket.socket, seconds: float = 1.0, most: int = 1 << 20) -> None:
    """Say that no more is sent, and let what the client still sends go by, so that it reads the reply and no reset."""
    end = time.monotonic() + seconds
    try:
        link.shutdown(socket.SHUT_WR)
        while most > 0 and (left := end - time.monotonic()) > 0:
            link.settimeout(left)
            got = len(link.recv(65_536))
            if not got:
                return
            most -= got
    except OSError:
        return
