"""What was kept as a page, agreed times for a calendar, and a sentence kept afterwards."""

import datetime as dt
import re
import stat

import pytest
from click.testing import CliRunner

from tests.store.state import kept
from voice_coach.cli.main import main
from voice_coach.store.between import Between, Rhythm, now_here
from voice_coach.store.calendar_file import COMING_BACK, LINE_OCTETS, TOGETHER, in_ics
from voice_coach.store.keepsakes import FILE, Keepsake, Keepsakes

SUNDAY = Rhythm(day=6, hour="18:00", exercise="weekly-check-in")
MONDAY = dt.date(2026, 3, 2)


@pytest.fixture(autouse=True)
def here(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*line: str, answer: str = "y\n", code: int = 0) -> str:
    done = CliRunner().invoke(main, ["keep", *line], input=answer)
    assert done.exit_code == code, done.output
    return done.output


def keepsake(day: int, words: str, who: str = "Ana") -> Keepsake:
    return Keepsake(
        day=dt.date(2026, 3, day), exercise="weekly-check-in", kind="action", who=who, words=words
    )


def test_a_sentence_is_kept_if_both_want_it(home):
    assert "not kept" in run("add", "We were kind.", answer="n\n")
    assert not (home / FILE).exists()
    assert "keep forget 1" in run("add", "We were kind.")
    [one] = Keepsakes(home).all()
    assert (one.kind, one.who, one.words) == ("note", "", "We were kind.")
    assert "We were kind." in run("show")
    run("add", " ", code=2)


def test_a_sentence_is_one_line(home):
    run("add", "We were kind.\n\tTwice.")
    assert "We were kind. Twice." in run("show")


def test_what_cannot_be_written_is_told_in_two_lines(home, here):
    Keepsakes(home).keep([keepsake(1, "ring my mother")])
    told = run("export", "gone/ours.md", code=2).splitlines()
    assert "cannot be written" in told[1]
    assert len(told) == 3  # the question stands before it


def test_a_page_holds_all_that_is_kept(home, here):
    Keepsakes(home).keep([keepsake(1, "ring my mother"), keepsake(1, "the *bins*", "Ben")])
    Keepsakes(home).keep([keepsake(8, "tea at nine", "")])
    assert run("export", "ours.md").endswith("Wrote ours.md.\n")
    assert (here / "ours.md").read_text(encoding="utf-8") == (
        "# What we kept\n\n## 2026-03-01\n\n- Ana, action: ring my mother\n"
        "- Ben, action: the \\*bins\\*\n\n## 2026-03-08\n\n- action: tea at nine\n"
    )
    assert stat.S_IMODE((here / "ours.md").stat().st_mode) == 0o600


def test_nothing_is_written_unless_both_want_it(home, here):
    Keepsakes(home).keep([keepsake(1, "ring my mother")])
    assert "nothing is written" in run("export", "ours.md", answer="\n")
    assert not (here / "ours.md").exists()


@pytest.mark.parametrize(
    ("line", "told"),
    [("ours.md", "Nothing is kept."), ("ours.ics", "No time is agreed."), ("ours.txt", ".md")],
)
def test_what_there_is_not_is_said_with_the_next_step(line, told):
    said = run("export", line, code=2)
    assert told in said
    assert "voice-coach" in said


def test_a_file_that_is_there_stays_as_it_is(home, here):
    Keepsakes(home).keep([keepsake(1, "ring my mother")])
    (here / "ours.md").write_text("precious", encoding="utf-8")
    assert "is there already" in run("export", "ours.md", code=2)
    assert (here / "ours.md").read_text(encoding="utf-8") == "precious"


def test_agreed_times_are_written_for_a_calendar(home, here):
    now = now_here()
    kept(home, Between(rhythm=SUNDAY).after_cool_down(now, dt.timedelta(minutes=30)))
    run("export", "ours.ics")
    text = (here / "ours.ics").read_bytes().decode()
    assert text.count("BEGIN:VEVENT") == 2
    due = (now + dt.timedelta(minutes=30)).astimezone(dt.UTC)
    assert f"DTSTART:{due:%Y%m%dT%H%M}" in text


def fields(ics: str) -> list[dict[str, str]]:
    """Every event's properties, unfolded as RFC 5545, 3.1 has it."""
    whole = ics.replace("\r\n ", "")
    found = re.findall(r"BEGIN:VEVENT\r\n(.*?)END:VEVENT\r\n", whole, re.S)
    return [dict(line.split(":", 1) for line in each.splitlines()) for each in found]


def test_a_weekly_time_begins_on_its_next_day_by_the_clock_on_the_wall():
    [event] = fields(in_ics(None, SUNDAY, today=MONDAY))
    assert event["DTSTART"] == "20260308T180000"
    assert event["RRULE"] == "FREQ=WEEKLY"
    assert event["SUMMARY"] == f"{TOGETHER}: weekly-check-in"
    [on_the_day] = fields(in_ics(None, SUNDAY, today=dt.date(2026, 3, 8)))
    assert on_the_day["DTSTART"] == event["DTSTART"]


def test_a_return_is_a_moment_whatever_the_time_zone():
    due = dt.datetime(2026, 3, 1, 20, 30, tzinfo=dt.timezone(dt.timedelta(hours=2)))
    [event] = fields(in_ics(due, None, today=MONDAY))
    assert (event["DTSTART"], event["SUMMARY"]) == ("20260301T183000Z", COMING_BACK)


def test_made_twice_it_is_the_same_to_a_calendar_and_tells_no_day_of_making():
    one, other = in_ics(None, SUNDAY, today=MONDAY), in_ics(None, SUNDAY, today=MONDAY)
    assert one == other
    [event] = fields(one)
    assert event["DTSTAMP"] == "20000101T000000Z"


def test_its_lines_are_as_long_as_they_may_be_and_their_marks_are_escaped():
    long = Rhythm(day=6, hour="18:00", exercise="täglich, " * 20)
    ics = in_ics(None, long, today=MONDAY)
    assert max(len(line.encode()) for line in ics.split("\r\n")) <= LINE_OCTETS
    assert "\n" not in ics.replace("\r\n", "")
    [event] = fields(ics)
    assert event["SUMMARY"].count("\\,") == 20
