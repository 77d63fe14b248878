"""Scripts as people get them wrong: file, line, key, what was expected, and no traceback."""

import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from voice_coach.cli.main import main
from voice_coach.exercise.script import Exercise
from voice_coach.exercise.script_shape import expectation

GOOD = """\
name = "mine"
title = "Mine"
level = "easy"
purpose = "Try it."
about = "Our own."
[minutes]
short = 3
long = 5
[[couple]]
part = "talk"
each = true
[[couple.steps]]
kind = "ask"
id = "ready"
say = "{speaker}, ready?"
answers = ["yes", "no"]
otherwise = "yes"
[[couple.steps]]
kind = "floor"
id = "tell"
say = "{speaker}, tell {listener}."
seconds = { short = 20, long = 60 }
mirrored = true
[[couple.steps.hints]]
after_seconds = 10
say = "Take your time."
[[couple.steps]]
kind = "floor"
id = "more"
when = { ready = "yes" }
of = "listener"
say = "{listener}, and you?"
seconds = 20
"""

BROKEN = {
    # what is changed, into what: the line and key named, what was expected
    "a level nobody knows": ('"easy"', '"hard"', "3: level", 'deep, easy, warm, not "hard"'),
    "no title": ('title = "Mine"\n', "", "1: title", "the key `title`"),
    "a number as text": ("short = 3", 'short = "2"', "6: minutes", "a number, not text in quotes"),
    "no time at all": ("short = 3", "short = 0", "6: minutes", "a number above 0"),
    "days": ("short = 3", "short = 9000", "6: minutes", "a number of at most 180"),
    "a kind nobody knows": (
        '"ask"',
        '"askk"',
        "13: part talk, step ready, kind",
        "say, ask, floor",
    ),
    "no kind": ('kind = "ask"\n', "", "12: part talk, step ready, kind", "one of say, ask, floor"),
    "a key misspelt": ("mirrored", "mirored", "23: part talk, step tell, mirored", "`mirrored`"),
    "a table misspelt": ("steps.hints]", "step.hints]", "9: part talk, step", "`steps`"),
    "an unknown key": (
        "after_seconds",
        "x",
        "25: part talk, step tell, hints 1.x",
        "keys after_sec",
    ),
    "no answer to fall back on": (
        'otherwise = "yes"\n',
        "",
        "12: part talk, step ready, otherwise",
        "the key `otherwise`",
    ),
    "another answer": (
        'otherwise = "yes"',
        'otherwise = "ja"',
        "17: part talk, step ready",
        '"yes", "no", not "ja"',
    ),
    "an answer of two words": (
        '"no"]',
        '"no way"]',
        "16: part talk, step ready, answers 2",
        "0-10",
    ),
    "an answer that is a number": (
        '"no"]',
        "3]",
        "16: part talk, step ready, answers 2",
        "text in q",
    ),
    "a role nobody has": (
        '"listener"',
        '"lisener"',
        "31: part talk, step more, of",
        'listener, speaker, not "lisener"',
    ),
    "a length left out": (
        "{ short = 20, long = 60 }",
        "{ short = 20 }",
        "22: part talk, step tell, seconds",
        "each of short, long",
    ),
    "a name that is no name": (
        "{listener}, and",
        "{ben}, and",
        "32: part talk, step more, say",
        "{listener}",
    ),
    "a brace left open": ("{listener}, and", "{listener, and", "32: part talk", "names in braces"),
    "an empty line": ('"{speaker}, ready?"', '""', "15: part talk, step ready, say", "not empty"),
    "forty words": ("ready?", "ready? " * 40, "15: part talk, step ready, say", "35 words at most"),
    "a word it must not use": ("ready?", "ready to heal?", "15: part talk", 'than "heal"'),
    "an id twice": (
        'id = "more"',
        'id = "tell"',
        "29: part talk, step tell, id",
        "an id of its own",
    ),
    "an id with blanks": (
        'id = "more"',
        'id = "M O"',
        "29: part talk, step number 3, id",
        "small letters",
    ),
    "a question that is not there": (
        "{ ready =",
        "{ redy =",
        "30: part talk, step more, when",
        'earlier question: "ready", not "redy"',
    ),
    "an answer nobody gives": (
        '{ ready = "yes" }',
        '{ ready = "ears" }',
        "30: part talk, step more, when",
        'an answer of "ready"',
    ),
    "a table as text": ('{ ready = "yes" }', '"yes"', "30: part talk, step more, when", "a table"),
    "a list as text": ('["yes", "no"]', '"yes"', "16: part talk, step ready, answers", "a list"),
    "yes as text": ("each = true", 'each = "yes"', "11: part talk, each", "true or false"),
    "a block nobody knows": ("each = true", 'use = "end"', "11: part talk, use", "building block"),
    "steps and a block": (
        "each = true",
        'use = "close"',
        "11: part talk, use",
        "either `use` or steps",
    ),
    "another file's name": ('"mine"', '"yours"', "1: name", '"mine", the file\'s name'),
    "no mode": (GOOD[GOOD.index("[[couple]]") :], "", "1: expected", "a mode"),
    "a bracket left open": ("[minutes]", "[minutes", "6: a heading is not closed", "put ]"),
    "a quote left open": (
        '"Our own."',
        '"Our own.',
        "5: a text begins with",
        'put " where it ends',
    ),
    "a key twice": ("level", 'name = "mine"\nlevel', "3: this line stands there twice", ""),
    "cut in the middle": (
        GOOD[GOOD.index("]\notherwise") :],
        "",
        "16: a list is not closed",
        "comma",
    ),
    "nothing": (GOOD, "", "1: name", "the key `name`"),
    "brackets without end": (GOOD, "a = " + "[" * 5000, "mine.toml:", ""),
    "dots without end": (GOOD, "a." * 3000 + "b = 1", "1", "dots in a name"),
}


def check(path: Path) -> Result:
    return CliRunner().invoke(main, ["check", str(path)], catch_exceptions=False)


def test_the_script_they_are_made_from_is_fine(tmp_path):
    path = tmp_path / "mine.toml"
    path.write_text(GOOD)
    result = check(path)
    assert result.exit_code == 0, result.output
    assert "fine" in result.output


@pytest.mark.parametrize("broken", BROKEN)
def test_a_broken_script(tmp_path, broken):
    old, new, place, expected = BROKEN[broken]
    assert GOOD.count(old) >= 1
    path = tmp_path / "mine.toml"
    path.write_text(GOOD.replace(old, new, 1))
    result = check(path)
    assert result.exit_code == 3, result.output
    *messages, hint = result.stderr.splitlines()
    assert all(each.startswith(str(path)) for each in messages)
    assert [each for each in messages if place in each and expected in each], messages
    assert "script that works" in hint


ALL_AT_ONCE = {
    # what is changed, into what, and what is told: each once, and nothing else
    "a word, a level and a key": (
        [('"easy"', '"hard"'), ("mirrored", "mirored"), ("ready?", "ready to heal?")],
        ["3: level", "15: part talk, step ready, say", "23: part talk, step tell, mirored"],
    ),
    "a quote left open, and what else is wrong": (
        [('"Our own."', '"Our own.'), ("{listener}, and", "{listner}, and"), ("seconds = 20", "")],
        ["5: a text begins", "27: part talk, step more, seconds", "32: part talk, step more, say"],
    ),
    "three keys of a step": (
        [('"listener"', '"lisener"'), ("{ short = 20, long = 60 }", '"20"'), ('"no"]', "3]")],
        [
            "16: part talk, step ready, answers 2",
            "22: part talk, step tell, seconds",
            "31: part talk, step more, of",
        ],
    ),
    "a kind nobody knows, and a word": (
        [('"ask"', '"askk"'), ("and you?", "and diagnose?")],
        ["13: part talk, step ready, kind", "32: part talk, step more, say"],
    ),
    "what others refer to": (
        [('id = "ready"', 'id = "Ready"')],
        ["14: part talk, step number 1, id"],
    ),
    "keys that are none, or look like a place": (
        [("[minutes]", '"" = 1\n"a - at `$.couple[9]" = 2\n"b - at `$" = 1\n[minutes]')],
        ["1: expected one of the keys", "1: a - at `$.couple 10:", "1: b - at `$:"],
    ),
    "no times": ([("short = 3\nlong = 5\n", 'short = "x"\n')], ["6: minutes"]),
    "a step misspelt, alone too": (
        [
            ("[[couple]]", "[[solo]]"),
            ("couple.steps", "solo.steps"),
            ("each = true", 'note = "x"'),
            ("mirrored = true\n", ""),
        ],
        ["11: alone, part talk, note"],
    ),
    "sixty keys nobody knows: the first fifty": (
        [("[minutes]", "".join(f"zz{number} = 1\n" for number in range(60)) + "[minutes]")],
        [f"{number + 6}: zz{number}:" for number in range(50)],
    ),
    "a part that is none": (
        [(GOOD[GOOD.index("[[couple]]") :], "[couple]\n")],
        ["9: couple"],
    ),
    "letters that are none": (
        [('"Mine"', '"Mi\\u0007ne"'), ("each = true", 'each = true\nnotes = "\\u0007"')],
        ["2: title", "12: part talk, notes"],
    ),
    "curly quotes and a capital": (
        [('"Mine"', "“Mine”"), ("mirrored = true", "mirrored = True"), ('"easy"', '"hard"')],
        ["2: straight quotes", "3: level", "23: true is expected"],
    ),
}


@pytest.mark.parametrize("what", ALL_AT_ONCE)
def test_all_that_is_wrong_is_told_at_once_and_nothing_else(tmp_path, what):
    changes, expected = ALL_AT_ONCE[what]
    text = GOOD
    for old, new in changes:
        assert old in text
        text = text.replace(old, new) if old == "couple.steps" else text.replace(old, new, 1)
    path = tmp_path / "mine.toml"
    path.write_text(text, encoding="utf-8")
    *told, _ = check(path).stderr.splitlines()
    assert len(told) == len(expected), told
    for line, begin in zip(told, expected, strict=True):
        assert line.startswith(f"{path}:{begin}"), told


NO_TOML = {
    # a line, and what is said of it
    "about = Mine": "a text is expected in quotes",
    'about "Mine"': "a name, = and a value",
    'about = "a "b" c"': "for a quote",
    'about = "a\\q"': "a backslash is written twice",
    'about = """a': 'put """ where it ends',
    "about = 'a": "a text begins with ' and does not end",
    'about = "a\\" # b': 'a text begins with " and does not end',
    "[minutes]": "this heading stands there twice",
    "[[couple": "a heading is not closed: put ]]",
    "a.b = 1\na.b.c = 2": "",
    "\x00": "not valid TOML",
}


@pytest.mark.parametrize("line", NO_TOML)
def test_what_is_no_toml_is_told_in_plain_words(tmp_path, line):
    path = tmp_path / "mine.toml"
    path.write_text(GOOD.replace('about = "Our own."', line), encoding="utf-8")
    told = check(path).stderr.splitlines()[0]
    assert told.startswith(f"{path}:")
    assert NO_TOML[line] in told


def test_a_file_that_is_not_text(tmp_path):
    path = tmp_path / "mine.toml"
    path.write_bytes(b"\xff\xfe" + GOOD.encode("utf-16-le"))
    result = check(path)
    assert result.exit_code == 3
    assert "expected UTF-8" in result.stderr


def test_a_file_with_the_mark_some_editors_write(tmp_path):
    path = tmp_path / "mine.toml"
    path.write_bytes(b"\xef\xbb\xbf" + GOOD.replace("\n", "\r\n").encode())
    assert check(path).exit_code == 0


def test_no_file(tmp_path):
    result = check(tmp_path / "mine.toml")
    assert result.exit_code == 3
    assert "No such file" in result.stderr


def test_every_broken_file_is_told_and_the_good_ones_too(tmp_path):
    for name, text in (("mine", GOOD), ("one", "x ="), ("two", 'name = "two"')):
        (tmp_path / f"{name}.toml").write_text(text)
    paths = [str(each) for each in sorted(tmp_path.iterdir())]
    result = CliRunner().invoke(main, ["check", *paths])
    assert result.exit_code == 3
    assert "mine.toml: fine" in result.stdout
    assert re.search(r"one\.toml:1:.*two\.toml:1: title", result.stderr, re.DOTALL)


@pytest.mark.parametrize("command", ["run", "show"])
def test_a_broken_script_is_told_wherever_it_is_used(tmp_path, command):
    path = tmp_path / "mine.toml"
    path.write_text(GOOD.replace('"easy"', '"hard"'))
    result = CliRunner().invoke(main, [command, str(path)])
    assert result.exit_code == 3
    assert "mine.toml:3: level" in result.stderr


def test_what_is_not_foreseen_is_told_as_the_validator_says_it():
    path, told = expectation("Something new", "$.nowhere[0].x", {}, Exercise)
    assert (path, told) == ("$.nowhere[0].x", "something else: Something new")
    _, told = expectation("Expected `str` matching regex 'x+'", "$.name", {}, Exercise)
    assert told == "text like x+"
