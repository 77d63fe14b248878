"""A counsellor writes an exercise by the guide alone, mends it by the messages alone, hands it on.

Nothing here looks into the file but to do what the guide or a message says.
"""

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from voice_coach.cli.main import main

GUIDE = Path(__file__).parents[2] / "docs" / "writing-exercises.md"

MISTAKES = [
    # what the guide's example says, and what was typed instead
    ('level = "easy"', 'level = "eesy"'),
    ('purpose = "Share a small worry, and hear what would help."', 'purpose = "Share a worry.'),
    ('say = "{listener}, say one kind sentence."', 'say = "{listner}, say one kind sentence."'),
    ('kind = "floor"\nid = "idea"', 'kind = "flor"\nid = "idea"'),
    ('otherwise = "comfort"', 'otherwise = "confort"'),
]
"""One in the head, an open quote, a name in braces, a kind of step, an answer."""


def run(*line: str, code: int = 0, typed: str = "") -> str:
    result = CliRunner().invoke(main, line, input=typed, catch_exceptions=False)
    assert result.exit_code == code, result.output
    return result.output


def mend(lines: list[str], message: str) -> None:
    """Do what a message says, at the line it names: put there what was expected."""
    number, told = re.search(r"\.toml:(\d+): (.*)\.$", message).groups()
    at = int(number) - 1
    if 'put " where it ends' in told:
        lines[at] += '"'
        return
    wanted = re.search(r"expected (?:one of )?(.*?), not (\S+)$", told)
    assert wanted, told
    known, wrong = [each.strip("\"'") for each in wanted[1].split(", ")], wanted[2].strip("\"'")
    meant = [each for each in known if sorted(set(each)) == sorted(set(wrong))] or known
    # An author knows which of the few words they meant: the one that looks like theirs.
    meant.sort(key=lambda each: -len(set(each) & set(wrong)) / max(len(each), len(wrong)))
    assert wrong in lines[at], message
    lines[at] = lines[at].replace(wrong, meant[0])


def test_by_the_guide_alone(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    [example] = re.findall(r"^```toml\n(.*?)^```", GUIDE.read_text(encoding="utf-8"), re.M | re.S)

    # It begins with the file that `new` writes, and puts the worked example in its place.
    run("new", "small-worry")
    assert "fine" in run("check", "small-worry.toml")
    text = example
    for right, wrong in MISTAKES:
        assert right in text, right
        text = text.replace(right, wrong, 1)
    file = Path("small-worry.toml")
    file.write_text(text, encoding="utf-8")

    # Five mistakes, told at once, each at its line; mended from the messages only.
    told = run("check", "small-worry.toml", code=3).splitlines()
    told = [line for line in told if re.search(r"\.toml:\d", line)]
    assert len(told) == len(MISTAKES)
    lines = text.split("\n")
    for message in told:
        mend(lines, message)
    text = "\n".join(lines)
    file.write_text(text, encoding="utf-8")
    assert "fine" in run("check", "small-worry.toml")
    assert text == example.replace(MISTAKES[1][0], 'purpose = "Share a worry."')

    # Every way is rehearsed, and seen.
    ways = run("rehearse", "small-worry.toml", "--all")
    assert "wish=ideas" in ways
    assert "Every step was reached." in ways
    assert "early" in run("rehearse", "small-worry.toml", "--persona", "walks-out")
    run("show", "small-worry.toml", "--picture", "ways.svg", "--sheet", "page.md")
    assert "wish" in Path("ways.svg").read_text(encoding="utf-8")
    assert "A Small Worry" in Path("page.md").read_text(encoding="utf-8")

    # It is kept, named by whoever wrote it, and handed on.
    credited = text.replace(
        "[minutes]", 'origin = "Ana Weber"\nlicence = "CC BY 4.0"\n\n[minutes]', 1
    )
    file.write_text(credited, encoding="utf-8")
    run("add", "small-worry.toml")
    file.unlink()
    assert "small-worry" in run("list")
    run("pack", "small-worry", "-o", "gift.zip")

    # On another computer it is added, and done by its name.
    monkeypatch.setenv("VOICE_COACH_HOME", str(tmp_path / "second"))
    assert "no exercise called" in run("show", "small-worry", code=2)
    assert "By Ana Weber. Licence: CC BY 4.0." in run("add", "gift.zip")
    assert "small-worry" in run("list")
    assert "finished" in run("rehearse", "small-worry")
    done = run("run", "small-worry", "--typed", "--names", "Kim,Jo", typed="yes\nyes\nstop\n")
    assert "Kim, share a small worry you have these days." in done


@pytest.mark.parametrize("what", ["new", "check", "rehearse", "show", "add", "pack", "run", "list"])
def test_the_guide_names_every_step_of_the_way(what):
    assert f"voice-coach {what}" in GUIDE.read_text(encoding="utf-8") or f"`{what}`" in (
        GUIDE.read_text(encoding="utf-8")
    )
