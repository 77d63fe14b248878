"""Looks at everything a session needs on this machine, and says what to do where it is not well."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

from voice_coach.edge.espeak_voice import EspeakVoice, no_engine
from voice_coach.edge.ports import SystemVoice
from voice_coach.edge.pyttsx3_voice import Pyttsx3Voice
from voice_coach.edge.warm_voice import PACKAGES, missing, warm_voices
from voice_coach.errors import ModelError, VoiceError
from voice_coach.shell.manner import USUAL_PACE, USUAL_VOICE, Manner, speaking
from voice_coach.shell.one_voice import SLOWEST
from voice_coach.shell.sound_check import Finding, SoundCheck
from voice_coach.signal.sound import Sound
from voice_coach.signal.units import SAMPLE_RATE
from voice_coach.store.model_files import check_sums, shipped
from voice_coach.store.model_store import OVERLAP, ModelStore, data_home
from voice_coach.store.piper_voices import PiperVoices
from voice_coach.store.settings_file import FILE, config_home, read_settings

SENTENCE = (
    "This is how I sound. I'm listening for my own voice coming back, "
    "so that I know whether I can hear you while I speak."
)
"""Said to measure the echo: more than the three seconds of voice that takes."""

DRAWLED, HURRIED = 120, 250
"""Words a minute that nobody likes to listen to. Asked for 160, espeak-ng says 224 of `SENTENCE`,
whose words are short, and 163 and 283 if it takes the request for 120 and 200."""

WITHOUT_WARM = "The system's voice speaks instead. Or choose another: `voice-coach voices list`."

LITTLE_SPACE, TOO_LITTLE_SPACE = 500e6, 20e6
"""Bytes. The full speech model takes 110 MB while it is installed, a session log half a MB."""


def examine(
    *,
    microphone: str | None = None,
    loudspeaker: str | None = None,
    ask: Callable[[str], None] | None = None,
) -> Iterator[Finding]:
    """Every finding, as soon as it is made.

    Args:
        microphone: the microphone's number or part of its name; None: the default.
        loudspeaker: the same for the loudspeaker.
        ask: shows a request to the person; None: nobody is there to be asked.
    """
    finding, prompt = voice()
    yield finding
    yield from warm_voice(config_home())
    yield model()
    yield overlap()
    yield disk(data_home())
    yield settled(config_home())
    yield from SoundCheck(
        microphone=microphone, loudspeaker=loudspeaker, prompt=prompt, ask=ask
    ).findings()


def voice() -> tuple[Finding, Sound | None]:
    """Whether the coach has a voice, and the sentence it said with it."""
    began = time.monotonic()
    try:
        with closing(Pyttsx3Voice(voice=USUAL_VOICE, words_per_minute=USUAL_PACE)) as engine:
            sound = engine.speak(SENTENCE)
    except VoiceError:
        return _fallback_voice()
    return spoken_well(sound, took=time.monotonic() - began), sound


def warm_voice(home: Path) -> Iterator[Finding]:
    """Whether the warm voice that was settled on works here; nothing where none was."""
    voice = read_settings(home, tell=lambda line: None).voice or ""
    installed = PiperVoices()
    known = {*(name for name, _ in PACKAGES.values()), *installed.names()}
    for name in known & {voice.casefold()}:
        here = [each for each in warm_voices(installed.models()) if each.name == name]
        if not here:
            yield Finding(
                about="warm voice",
                verdict="warn",
                told=f"{name} isn't here: the session won't begin.",
                fix=f"{missing()} Or choose another: `voice-coach voices list`.",
            )
        for each in here:
            yield _warm(each)


def _warm(voice: SystemVoice) -> Finding:
    try:
        with speaking(Manner(voice=voice), waits=True) as engine:
            engine.speak(SENTENCE[:20])  # waits for it to be loaded
            began = time.monotonic()
            sound = engine.speak(SENTENCE)
    except VoiceError as error:
        return Finding(about="warm voice", verdict="warn", told=error.message, fix=WITHOUT_WARM)
    share = (time.monotonic() - began) * SAMPLE_RATE / max(len(sound), 1)
    quick = share < SLOWEST
    return Finding(
        about="warm voice",
        verdict="ok" if quick else "warn",
        told=f"{voice.name} works: a second of speech takes it {share:.1f} s."
        if quick
        else f"{voice.name} is too slow here: a second of speech takes it {share:.1f} s.",
        fix="" if quick else WITHOUT_WARM,
        figures={"seconds_a_second": round(share, 2)},
    )


def spoken_well(sound: Sound, *, took: float) -> Finding:
    """What is to be said of the sentence as it was spoken, after so many seconds: of its pace."""
    pace = len(SENTENCE.split()) * 60 * SAMPLE_RATE / max(len(sound), 1)
    even = DRAWLED < pace < HURRIED
    how = "slowly" if pace <= DRAWLED else "fast"
    return Finding(
        about="voice",
        verdict="ok" if even else "warn",
        told=f"The voice works: {pace:.0f} words a minute, as counted in the sound."
        if even
        else f"The voice speaks too {how}: {pace:.0f} words a minute, as counted in the sound.",
        fix=""
        if even
        else "Run `voice-coach doctor` again. If it stays so, choose a pace: `voice-coach run "
        f"--pace {140 if how == 'fast' else 180}`.",
        figures={"first_prompt_seconds": round(took, 2), "words_a_minute": round(pace)},
    )


def _fallback_voice() -> tuple[Finding, Sound | None]:
    try:
        sound = EspeakVoice(voice=USUAL_VOICE or "en").speak(SENTENCE)
    except VoiceError:
        error = no_engine()
        return Finding(about="voice", verdict="fail", told=error.message, fix=error.hint), None
    return Finding(
        about="voice",
        verdict="warn",
        told="The system's voice does not answer; espeak-ng speaks in its place.",
        fix="You don't need to do anything. Installing voice-coach again may bring it back.",
    ), sound


def model() -> Finding:
    """Whether the speech models that sessions use are whole."""
    try:
        chosen = ModelStore().choose()
        used = [chosen.commands, chosen.words] if chosen.words else [chosen.commands]
        told = [f"{each.name}: all {check_sums(each.path)} files" for each in used]
    except ModelError as error:
        return Finding(about="speech model", verdict="fail", told=error.message, fix=error.hint)
    told_all = f"{' and '.join(told)} check out."
    return Finding(about="speech model", verdict="ok", told=told_all)


def overlap() -> Finding:
    """Whether what tells two voices at once is whole; sessions do without it too."""
    try:
        check_sums(shipped(OVERLAP))
    except ModelError as error:
        told = f"I won't notice when you both talk at once. {error.message}"
        return Finding(about="two voices", verdict="warn", told=told, fix=error.hint)
    return Finding(about="two voices", verdict="ok", told="I can tell when you both talk at once.")


def settled(home: Path) -> Finding:
    """What people settled, and where; everything else is as the options of `run` say."""
    wrong: list[str] = []
    chosen = read_settings(home, tell=wrong.append).chosen
    if wrong:
        fix = f"Correct {home / FILE}, or delete it."
        return Finding(about="settings", verdict="warn", told="I can't read them.", fix=fix)
    told = f"{', '.join(chosen)}: from {home / FILE}." if chosen else "None: the defaults hold."
    return Finding(about="settings", verdict="ok", told=told)


def disk(folder: Path) -> Finding:
    """Whether there is room for what is kept."""
    there = next(each for each in (folder, *folder.parents) if each.is_dir())
    free = shutil.disk_usage(there).free
    told = f"{free / 1e9:.1f} GB are free. What you choose to keep lies in {folder}."
    fix = "Make room: empty the bin, and delete what you no longer need."
    figures = {"free_bytes": float(free)}
    if free < TOO_LITTLE_SPACE:
        return Finding(about="disk", verdict="fail", told=told, fix=fix, figures=figures)
    if free < LITTLE_SPACE:
        return Finding(about="disk", verdict="warn", told=told, fix=fix, figures=figures)
    return Finding(about="disk", verdict="ok", told=told, figures=figures)
