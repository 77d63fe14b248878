"""The voices this system offers: which there are, which one is meant, how to get a better one."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from difflib import get_close_matches

import msgspec

from voice_coach.edge.espeak_voice import espeak_variants
from voice_coach.edge.flite_voice import ENGINE as FLITE
from voice_coach.edge.flite_voice import flite_voices
from voice_coach.edge.ports import SystemVoice
from voice_coach.edge.pyttsx3_voice import pyttsx3_voices
from voice_coach.edge.warm_voice import ENGINE as WARM
from voice_coach.edge.warm_voice import warm_voices
from voice_coach.errors import UsageError, VoiceError
from voice_coach.shell.manner import USUAL_PACE, USUAL_PAUSE, USUAL_VOICE, Manner, Tones
from voice_coach.shell.pack_voice import ENGINE as PACK
from voice_coach.shell.pack_voice import voice_of
from voice_coach.store.piper_voices import PiperVoices
from voice_coach.store.voice_packs import VoicePacks

BETTER = {
    "linux": "espeak-ng is plain whichever voice you choose. A variant, such as en-us+f3, and "
    "another pace can make it pleasanter to listen to.",
    "darwin": "A better one is free: System Settings, Accessibility, Spoken Content, System voice, "
    "Manage Voices; an English one marked Enhanced or Premium.",
    "win32": "A better one is free: Settings, Time & language, Speech, Manage voices, Add voices. "
    "Only those listed here after that can be used: Windows keeps some to itself.",
}
"""How to get a better voice, by `sys.platform`."""

SAY = 'voice-coach voices say "Hello, you two." --voice'
"""How to hear one, but for its name."""

NAMED_AT_MOST = 6
"""How many voices an error names."""


class SystemVoices:
    """The voices of this system.

    Args:
        voices: what its engines offer, in their order; no variants.
        variants: what can be put behind the name of any of them.
        usual: the id of the one spoken with where none is chosen.
    """

    def __init__(
        self, voices: Sequence[SystemVoice], variants: Sequence[SystemVoice], usual: str
    ) -> None:
        self.usual = usual
        english = [each for each in voices if each.english]
        self.english = sorted(english, key=lambda each: each.id != usual)
        self.others = [each for each in voices if not each.english]
        self.variants = list(variants)

    @classmethod
    def here(cls) -> SystemVoices:
        """Those of this machine.

        Raises:
            VoiceError: there is no voice engine, or it does not answer.
        """
        warm = warm_voices(PiperVoices().models())
        more = [*warm, *flite_voices(), *map(voice_of, VoicePacks().all())]
        try:
            voices, systems = pyttsx3_voices()
        except VoiceError:
            if not more:
                raise
            voices, systems = [], ""
        variants = espeak_variants() if sys.platform == "linux" else []
        return cls([*voices, *more], variants, USUAL_VOICE or systems)

    @property
    def every(self) -> list[SystemVoice]:
        """All of them: the English ones, the others, the variants."""
        return [*self.english, *self.others, *self.variants]

    def rivals(self, voice: SystemVoice | None) -> list[SystemVoice]:
        """Others that are worth hearing beside this one, unlike each other; no voice packs."""
        now = voice.id if voice else self.usual
        warm = [each for each in self.english if each.engine == WARM]
        flite = [each for each in self.english if each.engine == FLITE and each.gender == "female"]
        if self.variants:  # espeak-ng's own differ in accent alone
            names = [f"{self.english[0].name}+f3", f"{self.english[0].name}+m3"]
            known = {each.name for each in self.variants}
            varied = [self.find(each) for each in names if each[-3:] in known]
            return [each for each in [*warm, *flite, *varied] if each.id != now]
        plain = [each for each in self.english if each.engine != PACK]
        return [each for each in plain if each.id != now]

    def find(self, wanted: str) -> SystemVoice:
        """The one voice that is meant by its name, its title or a part of them, with its variant.

        Raises:
            UsageError: none is, or several could be.
        """
        name, plus, variant = wanted.partition("+")
        voice = self._one([*self.english, *self.others], name.strip(), wanted)
        if not plus:
            return voice
        added = self._one(self.variants, variant.strip(), wanted)
        return msgspec.structs.replace(
            voice,
            name=voice.name + added.name,
            title=f"{voice.title}, {added.title}",
            gender=added.gender,
            id=voice.id + added.name,
        )

    def _one(self, among: Sequence[SystemVoice], part: str, wanted: str) -> SystemVoice:
        asked = part.casefold()
        found = [each for each in among if asked in _called(each)]
        if asked and not found:
            found = [each for each in among if any(asked in one for one in _called(each))]
        if len(found) == 1:
            return found[0]
        hint = "`voice-coach voices list` shows every voice."
        if found:
            several = ", ".join(each.name for each in found[:NAMED_AT_MOST])
            more = ", ..." if len(found) > NAMED_AT_MOST else ""
            raise UsageError(
                f'{len(found)} voices match "{wanted}": {several}{more}.', f"Name one. {hint}"
            )
        likely = {each.id: each.name for each in among if each.english or each in self.variants}
        near = [likely[id] for id in get_close_matches(part, likely, n=3, cutoff=0.5)]
        did_you_mean = f" Did you mean {' or '.join(near)}?" if near else ""
        raise UsageError(f'There is no voice "{wanted}" here.{did_you_mean}', hint)


def _called(voice: SystemVoice) -> set[str]:
    """What it may be asked for by: its name, its title, its engine's name for it."""
    return {each.casefold() for each in (voice.name, voice.title, voice.id)}


def chosen_manner(
    voice: str | None,
    pace: int | None,
    volume: float | None,
    pause: float | None = None,
    tones: Tones | None = None,
    pitch: int | None = None,
) -> Manner:
    """How the coach is to sound; what was not chosen is as usual.

    A pitch is no more than a wish: an engine without one speaks at its own.

    Raises:
        UsageError: there is no such voice, or several could be meant.
        VoiceError: a voice was named, and there is no voice engine to ask.
    """
    usual_pace, found = USUAL_PACE, None
    if pack := next((each for each in VoicePacks().all() if each.facts.name == voice), None):
        usual_pace, found = pack.facts.paces[0], voice_of(pack)  # needs no engine: none is asked
    elif voice is not None:
        found = SystemVoices.here().find(voice)
    return Manner(
        voice=found,
        words_per_minute=pace or usual_pace,
        pitch=pitch,
        volume=volume or 0.0,
        pause=pause or USUAL_PAUSE,
        tones=tones or "soft",
    )
