"""Every line that is kept is looked at, made again where it is bad, and named where it stays so."""

import numpy as np
import pytest

from tests.store.packs import FACTS
from voice_coach.edge.espeak_voice import EspeakVoice
from voice_coach.edge.ports import Word
from voice_coach.shell.line_check import (
    LOUDNESS,
    LOUDNESS_WITHIN,
    expected_seconds,
    finished_line,
    levelled,
    loudness,
    wrong_with,
)
from voice_coach.shell.rendering import TRIES, coach_ear, render
from voice_coach.signal.sound import PEAK_LIMIT, louder

TEXT = "Take your time, both of you. There is plenty of it."
SAID = EspeakVoice(voice="en-us+f3").speak(TEXT)


class Ear:
    """Hears the same words in everything."""

    def __init__(self, heard: str = TEXT) -> None:
        self._words = [
            Word(text=word.strip(",.").lower(), start=0, end=1, confidence=1.0)
            for word in heard.split()
        ]

    def transcribe(self, sound, hint=""):
        return tuple(self._words)

    def close(self) -> None:
        """Nothing is held."""


def wrong(sound, *, text: str = TEXT, pace: int = 160, heard: str = TEXT) -> list[str]:
    return list(wrong_with(text, sound, pace=pace, ear=Ear(heard)))


@pytest.mark.parametrize("gain", [-15, 0, 6])
def test_a_line_is_brought_to_the_one_loudness(gain):
    sound = levelled(louder(SAID, gain))
    assert loudness(sound) == pytest.approx(LOUDNESS, abs=0.1)
    assert wrong(sound) == []


def test_a_line_with_a_few_high_peaks_is_as_loud_as_any_and_none_is_cut():
    peaky = levelled(SAID).astype(float) * 0.4
    peaky[4000:40_000:9000] = 32_000
    sound = levelled(peaky.astype(np.int16))
    assert loudness(sound) == pytest.approx(LOUDNESS, abs=0.3)
    assert np.abs(sound).max() <= round(PEAK_LIMIT * 32_767)
    assert "clipped" not in wrong(sound)


@pytest.mark.parametrize("text", ["Softer.", "Good."])
def test_a_short_one_too(text):
    sound = levelled(EspeakVoice().speak(text))
    assert abs(loudness(sound) - LOUDNESS) < LOUDNESS_WITHIN
    assert wrong(sound, text=text, heard=text) == []


def test_what_is_wrong_is_told():
    good = levelled(SAID)
    quiet = np.zeros(8_000, dtype=np.int16)
    assert wrong(louder(good, -3)) == ["3.0 LU too soft"]
    assert wrong(louder(good, 2)) == ["2.0 LU too loud"]
    assert wrong(np.concatenate([quiet, good])) == ["silence at an end"]
    assert wrong(np.concatenate([good, quiet])) == ["silence at an end"]
    assert wrong(quiet) == ["silent"]
    assert wrong(quiet[:0]) == ["silent"]
    assert wrong(good, heard="Let us breathe for a minute together now") == ["not understood"]
    assert wrong(good, heard="") == ["not understood"]
    assert "0.5 times as long" in wrong(good, pace=80)[0]
    assert "times as long" in wrong(np.tile(good, 3))[0]


def test_a_line_is_good_in_its_last_shape_if_it_is_as_long_as_it_should_be():
    line, good = finished_line(TEXT, louder(SAID, -9), 160)
    assert good
    assert loudness(line) == pytest.approx(LOUDNESS, abs=0.1)
    assert not finished_line(TEXT, SAID[:8000], 160)[1]
    assert not finished_line(TEXT, np.zeros(0, dtype=np.int16), 160)[1]


def test_a_peak_that_was_cut_off_is_found_at_any_level():
    cut = np.clip(SAID, -4_000, 4_000)
    assert "clipped" in wrong(levelled(cut))
    assert "clipped" in wrong(np.clip(SAID.astype(int) * 20, -32768, 32767).astype(np.int16))


def test_a_faster_line_is_expected_to_be_shorter():
    assert expected_seconds(TEXT, 200) == pytest.approx(0.8 * expected_seconds(TEXT, 160))


class Stammering:
    """Says a line wrong so often, a little otherwise each time, before it says it right."""

    name = "stammering"

    def __init__(self, times: int) -> None:
        self._left, self.asked = times, 0

    def speak(self, text: str, *, rate: float = 1.0):
        self.asked += 1
        if self._left:
            self._left -= 1
            return np.tile(SAID, 2 + self._left)
        return SAID

    def prepare(self, texts) -> None:
        """Nothing to prepare."""


@pytest.mark.parametrize(("times", "asked"), [(0, 1), (1, 2), (TRIES, TRIES)])
def test_a_bad_line_is_made_again_and_named_if_it_stays_so(times, asked, tmp_path):
    voice, facts = Stammering(times), FACTS.__class__(**{**asdict(FACTS), "paces": (160,)})
    done = render([TEXT], facts, voice=voice, out=tmp_path / "evening", ear=Ear())
    assert voice.asked == asked
    assert [each.text for each in done.flaws] == ([TEXT] if times == TRIES else [])
    assert done.pack.has(TEXT)


def asdict(facts) -> dict:
    return {name: getattr(facts, name) for name in facts.__struct_fields__}


def test_one_that_comes_out_the_same_again_is_not_made_a_third_time(tmp_path):
    class Wrong(Stammering):
        def speak(self, text: str, *, rate: float = 1.0):
            self.asked += 1
            return np.tile(SAID, 3)

    voice = Wrong(0)
    done = render([TEXT], FACTS, voice=voice, out=tmp_path / "evening", ear=Ear())
    assert voice.asked == 2 * len(FACTS.paces)
    assert len(done.flaws) == len(FACTS.paces)


def test_the_ear_hears_a_line_and_no_other(tmp_path):
    texts = [TEXT, "Say back what you heard, in your own words."]
    ear, voice = coach_ear(), EspeakVoice(voice="en-us")
    one, other = (levelled(voice.speak(text)) for text in texts)
    assert list(wrong_with(texts[0], one, pace=160, ear=ear)) == []
    assert "not understood" in wrong_with(texts[0], other, pace=160, ear=ear)


def test_a_line_is_as_loud_and_as_whole_in_its_file(tmp_path):
    done = render([TEXT], FACTS, voice=Stammering(0), out=tmp_path / "evening", ear=Ear())
    kept = done.pack.line(TEXT, FACTS.paces[0])
    assert kept is not None
    assert wrong(kept) == []
    assert loudness(kept) == pytest.approx(LOUDNESS, abs=0.5)
    assert int(np.abs(kept.astype(int)).max()) < 32_767
