"""Agreed times as a calendar file (RFC 5545), for whatever calendar people use.

It says no names and nothing of what was said, and when it was made is not in it.
"""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterator

from voice_coach.store.between import DAYS, Rhythm

LINE_OCTETS = 75
"""Longest line (RFC 5545, 3.1); a longer one goes on after a space."""

TIMELESS = "20000101T000000Z"
"""The stamp of every event: when it was made is nobody's business."""

LASTING = "PT30M"

COMING_BACK = "Our time: come back to each other"
TOGETHER = "Our time together"


def in_ics(due: dt.datetime | None, rhythm: Rhythm | None, *, today: dt.date) -> str:
    """The calendar file.

    Args:
        due: when they come back from a break, with its time zone.
        rhythm: their weekly time, by the clock of wherever they are.
        today: the day from which it is looked for.
    """
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//voice-coach//EN"]
    if due:
        moment = due.astimezone(dt.UTC)
        lines += _event(f"{moment:%Y%m%dT%H%M%SZ}", COMING_BACK)
    if rhythm:
        first = today + dt.timedelta(days=(rhythm.day - today.weekday()) % len(DAYS))
        hour, minute = rhythm.hour.split(":")
        lines += _event(
            f"{first:%Y%m%d}T{hour}{minute}00",
            f"{TOGETHER}: {rhythm.exercise}" if rhythm.exercise else TOGETHER,
            "RRULE:FREQ=WEEKLY",
        )
    lines.append("END:VCALENDAR")
    return "".join(f"{part}\r\n" for line in lines for part in _folded(line))


def _event(start: str, summary: str, *more: str) -> list[str]:
    """One event; made twice it is the same one to a calendar."""
    return [
        "BEGIN:VEVENT",
        f"UID:{uuid.uuid5(uuid.NAMESPACE_URL, f'voice-coach {start} {summary}')}",
        f"DTSTAMP:{TIMELESS}",
        f"DTSTART:{start}",
        f"DURATION:{LASTING}",
        *more,
        f"SUMMARY:{_escaped(summary)}",
        "END:VEVENT",
    ]


def _escaped(text: str) -> str:
    for mark in ("\\", ";", ","):
        text = text.replace(mark, f"\\{mark}")
    return text.replace("\n", "\\n")


def _folded(line: str) -> Iterator[str]:
    part = ""
    for letter in line:
        if len((part + letter).encode()) > LINE_OCTETS:
            yield part
            part = " "
        part += letter
    yield part
