"""What `voice-coach hear` makes of people's recordings, beside the bare recogniser."""

import json

import pytest
from click.testing import CliRunner

from benchmarks import hearing
from benchmarks.ears import room_talk, words
from benchmarks.ears.hearing import Models
from benchmarks.word_errors import word_errors
from voice_coach.cli.main import main


@pytest.mark.parametrize(
    ("said", "heard", "errors"),
    [
        ("a b c", "a b c", 0),
        ("a b c", "a c", 1),
        ("a b c", "a x b c", 1),
        ("a b c", "a x c", 1),
        ("a b c", "", 3),
        ("", "a", 1),
    ],
)
def test_word_errors_are_counted(said, heard, errors):
    assert word_errors(said.split(), heard.split()) == errors


def test_no_more_words_are_wrong_than_stock_vosk_gets_wrong(samples, coach_en):
    ours, stock = hearing.scores(coach_en, every=3)
    assert ours.words > 100
    assert ours.percent <= stock.percent + 1.0


def test_single_words_are_told_apart_as_well_as_the_bare_model_does(samples, coach_en):
    right, wrong = words.told_apart(Models(coach_en), 10)
    assert right.of("ten words") > 30
    assert right.total("ten words", "ours") >= right.total("ten words", "bare")
    assert right.total("yes, no, stop, go", "ours") >= right.total("yes, no, stop, go", "bare")
    assert wrong.total("ten words", "ours") <= wrong.total("ten words", "bare")


def test_of_five_commands_heard_without_a_television_four_are_heard_over_one(samples, coach_en):
    heard = room_talk.over_programme(Models(coach_en), None, over=(20,))
    without = heard.total("yes, no, stop without it", "ours")
    assert without > 20
    assert heard.total("yes, no, stop 20 dB above a talk programme", "ours") >= 0.8 * without


def test_one_object_a_line(samples):
    clip = samples / "audio" / "commands_speech_commands" / "stop_96ab6565_nohash_3.flac"
    folder = clip.parent
    clip = clip if clip.exists() else sorted(folder.glob("stop_*.flac"))[0]
    result = CliRunner().invoke(main, ["hear", str(clip), "--grammar", "yes,no,stop", "--json"])
    assert result.exit_code == 0, result.output
    lines = [json.loads(line) for line in result.output.splitlines()]
    assert [line["text"] for line in lines] == ["stop"]
    assert lines[0]["meaning"] == "STOP"
    assert set(lines[0]) == {
        *("file", "start_seconds", "end_seconds", "text", "meaning", "confidence")
    }
    assert 0 <= lines[0]["start_seconds"] < lines[0]["end_seconds"] <= 2
    assert 0 < lines[0]["confidence"] <= 1
