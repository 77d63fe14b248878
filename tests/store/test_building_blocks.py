"""Building blocks that leave places open: the part that uses one brings the lines."""

from importlib.resources import files

import pytest

from voice_coach.errors import ScriptError
from voice_coach.store.script_files import ScriptFiles

WHOLE = (files("voice_coach") / "scripts" / "partner-late.toml").read_text(encoding="utf-8")
HEARD = 'heard = "Yes. That\'s how it was."\n'
LINE_OF_HEARD = WHOLE[: WHOLE.index(HEARD)].count("\n") + 1


def loaded(tmp_path, text: str):
    path = tmp_path / "partner-late.toml"
    path.write_text(text, encoding="utf-8")
    return ScriptFiles().load_file(path)


def test_a_line_stands_where_the_block_left_a_place(tmp_path):
    exercise = loaded(tmp_path, WHOLE.replace("That's how it was", "It was like that"))
    said = {step.id: step.say for part in exercise.solo for step in part.steps}
    assert said["heard-a"] == said["heard-c"] == "Yes. It was like that."
    assert said["label"].startswith("You'll hear a practice partner")
    assert not any(part.lines or part.use for part in exercise.solo)


@pytest.mark.parametrize(
    ("old", "new", "place", "expected"),
    [
        (
            HEARD,
            "",
            "alone, part exchange, lines.heard: ",
            "a line called heard, which the building block asks for",
        ),
        (
            HEARD,
            HEARD + 'herd = "Yes."\n',
            "alone, part exchange, lines.herd: ",
            "one of opening-strong, ",
        ),
        (
            HEARD,
            f'heard = "{"word " * 36}"\n',
            f"{LINE_OF_HEARD}: alone, part exchange, lines.heard: ",
            "35 words",
        ),
        (
            HEARD,
            'heard = "This heals."\n',
            f"{LINE_OF_HEARD}: alone, part exchange, lines.heard: ",
            '"heals"',
        ),
        (
            'use = "close-alone"',
            'use = "close-alone"\nlines = { heard = "Yes." }',
            "alone, part close, lines.heard: ",
            "no lines here",
        ),
    ],
)
def test_a_line_that_is_wrong_is_told_where_it_stands(tmp_path, old, new, place, expected):
    assert WHOLE.count(old) == 1
    with pytest.raises(ScriptError) as error:
        loaded(tmp_path, WHOLE.replace(old, new))
    assert place in str(error.value)
    assert expected in str(error.value)


def test_steps_of_its_own_have_no_lines(tmp_path):
    own = '[[solo.steps]]\nkind = "say"\nid = "own"\nsay = "Well."\n'
    text = WHOLE.replace('use = "close-alone"', f'lines = {{ own = "Well." }}\n{own}')
    with pytest.raises(ScriptError, match="no lines here"):
        loaded(tmp_path, text)
