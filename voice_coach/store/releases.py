"""Whether a newer release exists: one question to the project's list of releases, when asked for.

The answer is read and thrown away. Nothing is downloaded or installed, and nothing of this machine
is told but what any request tells. No address is built in until the project has a public home.
"""

from __future__ import annotations

import os
import re
from urllib.parse import urlsplit

import msgspec

from voice_coach.errors import ReleaseError

ADDRESS = ""
"""Where the list of releases lies: JSON as GitHub, Gitea and Forgejo give the newest one of a
project, an object with `tag_name` and `html_url`. Empty: the project has no public home yet."""

VARIABLE = "VOICE_COACH_RELEASES"
"""The environment variable that names another address."""

TIMEOUT_SECONDS = (10, 10)
"""To connect, and between two pieces of an answer."""

MOST_BYTES = 1_000_000
"""Longest answer that is read; a release's is a few kilobytes."""

PIECE_BYTES = 65_536

NUMBERS = re.compile(r"v?([0-9]{1,9}(?:\.[0-9]{1,9}){0,3})")

PAGE = re.compile(r"https?://[!-~]{1,300}")
"""An address that may be shown: it comes from elsewhere, and could be any text."""

ELSEWHERE = "Look at the project's page of releases, or try again later."


class Release(msgspec.Struct, frozen=True):
    """The newest release there is."""

    tag_name: str
    html_url: str = ""

    @property
    def version(self) -> tuple[int, ...]:
        """Its number: (0, 2, 0) for "v0.2".

        Raises:
            ReleaseError: its name holds no number.
        """
        return numbers(self.tag_name)

    @property
    def page(self) -> str:
        """Where to read about it; empty where that is no plain address."""
        return self.html_url if PAGE.fullmatch(self.html_url) else ""


def numbers(name: str) -> tuple[int, ...]:
    """The numbers of a version's name, always four of them.

    Raises:
        ReleaseError: the name is of another kind.
    """
    found = NUMBERS.fullmatch(name.strip())
    if not found:
        raise ReleaseError("The newest release has a name that is no version.", ELSEWHERE)
    given = [int(each) for each in found[1].split(".")]
    return (*given, *(0 for _ in range(4 - len(given))))


def newer_than(ours: str, address: str | None = None) -> Release | None:
    """The newest release, if it is newer than ours. Opens the one connection that is asked for.

    Args:
        ours: our version.
        address: where the list lies; None: what `VARIABLE` says, else `ADDRESS`.

    Raises:
        ReleaseError: there is no address or no answer, or it is no release.
    """
    newest = _newest(address or os.environ.get(VARIABLE) or ADDRESS)
    return newest if newest.version > numbers(ours) else None


def _newest(address: str) -> Release:
    import requests
    from urllib3.exceptions import LocationParseError  # requests lets it through

    if not address:
        raise ReleaseError(
            "No address of the project's releases is known.",
            f"Name it in {VARIABLE}, or look where you got voice-coach from.",
        )
    host = _host(address)
    headers = {"Accept": "application/json", "User-Agent": "voice-coach"}
    try:
        with (
            requests.Session() as session,
            session.get(address, headers=headers, timeout=TIMEOUT_SECONDS, stream=True) as answer,
        ):
            answer.raise_for_status()
            told = b""
            for piece in answer.iter_content(PIECE_BYTES):
                told += piece
                if len(told) > MOST_BYTES:
                    raise ReleaseError(f"What {host} sent is no release.", ELSEWHERE)
    except (requests.RequestException, LocationParseError, OSError) as error:
        raise ReleaseError(
            f"{host} did not say which release is the newest ({type(error).__name__}).",
            ELSEWHERE,
        ) from error
    try:
        return msgspec.json.decode(told, type=Release)
    except msgspec.DecodeError as error:
        raise ReleaseError(f"What {host} sent is no release.", ELSEWHERE) from error


def _host(address: str) -> str:
    """The machine an address names.

    Raises:
        ReleaseError: it is no address of the web.
    """
    try:
        parts = urlsplit(address)
        host = parts.hostname if parts.scheme in ("https", "http") else None
    except ValueError:  # "http://[", for one
        host = None
    if not host:
        raise ReleaseError(
            "The address of the releases is none that begins with https:// or http://.",
            f"Correct it: it stands in {VARIABLE}, or after --from.",
        )
    return host
