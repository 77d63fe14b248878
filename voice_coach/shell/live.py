"""Leads real people: by microphone and loudspeaker, by typing, or from a recording."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager, ExitStack, closing
from functools import partial
from pathlib import Path

from voice_coach.core.actions import EndSession
from voice_coach.edge import ports
from voice_coach.edge.complaints import unheard_complaints
from voice_coach.edge.devices import find_device
from voice_coach.edge.keyboard import TypedLines
from voice_coach.edge.memory import GivesBack, give_back_large_blocks
from voice_coach.edge.microphone import Microphone
from voice_coach.edge.player import DevicePlayer
from voice_coach.edge.sound_file import sound_blocks
from voice_coach.edge.typed_lines import MutePlayer, PipedLines, Ticker
from voice_coach.edge.virtual_room import Recording
from voice_coach.edge.wiring import Wiring
from voice_coach.errors import AudioError, UsageError, VoiceError
from voice_coach.exercise.script import spoilers
from voice_coach.hearing.loading import Loading
from voice_coach.hearing.utterance import not_understood
from voice_coach.screen.ribbon import Loom, Ribbon
from voice_coach.screen.screen import LONGEST_STAY, Look
from voice_coach.shell.captions import Captions
from voice_coach.shell.compose import conduct, in_room, shown, signals_stop
from voice_coach.shell.conductor import Observer
from voice_coach.shell.confided import Confided
from voice_coach.shell.facts import Facts
from voice_coach.shell.manner import names_apart
from voice_coach.shell.one_voice import voice_for
from voice_coach.shell.plan import SessionPlan
from voice_coach.shell.transcript import Transcript, clock
from voice_coach.shell.understanding import Understanding
from voice_coach.shell.window import LEFT_BY_A_KEY, Page, last_page, window_of
from voice_coach.signal.duplex import DuplexMode
from voice_coach.signal.sound import alike
from voice_coach.store.contacts import load_contacts
from voice_coach.store.model_store import COACH_EN, ChosenModels, data_home

A_WHILE = 60.0
"""Seconds that the last page of a hands-free evening stays without a key."""

Show = Callable[[str], None]

COMMANDS_ONLY = (
    "I'll only listen for words like pause, yes and I'm done. I won't follow what you say."
)
WORDS_TOO = (
    "I'll follow your words, on this machine only: to help with mirrors, and to notice when it "
    "gets heated. Nothing is kept."
)
WORDS_BADLY = (
    "I'll follow your words with coach-en, which gets about half of them wrong: fine to try it "
    "out, not for a real talk."
)


def what_is_heard(models: ChosenModels) -> str:
    """One line: what is listened for, by which models, and what that means."""
    if not models.words:
        return f"{COMMANDS_ONLY} (Speech model: {models.commands.name}.)"
    told = WORDS_BADLY if models.words.name == COACH_EN.name else WORDS_TOO
    used = " and ".join(dict.fromkeys([models.commands.name, models.words.name]))
    return f"{told} (Speech models: {used}.)"


def by_voice(
    plan: SessionPlan,
    *,
    models: ChosenModels,
    microphone: str | None,
    loudspeaker: str | None,
    duplex: DuplexMode = "auto",
    show: Show,
    look: Look | None = None,
    another: Callable[[], str] | None = None,
    hands_free: bool = False,
    page: Page | None = None,
    remains: Callable[[Ribbon], None] = lambda _: None,
    observers: Sequence[Observer] = (),
    speaker: Callable[[SessionPlan], AbstractContextManager[ports.Voice]] | None = None,
) -> EndSession:
    """Lead people by microphone and loudspeaker; keys work too where there is a terminal.

    With a `look` it is shown as a picture, where the terminal has a page for one; else in lines.
    `another` tells the title of an exercise for another day, for a last page that stays until a
    key; without it there is none, nor a line that it is over. In a `hands_free` evening nobody need
    press one: it stays for a while, or not here but as the `page` of what asks them next. `remains`
    is given what remains of it. `speaker` opens another voice than the one of the plan's manner.

    Raises:
        MicrophoneError: there is none, or it cannot be opened.
        PlaybackError: the loudspeaker asked for does not exist.
        VoiceError: there is no voice engine. (One that fails later does not end the session.)
    """
    give_back_large_blocks()
    facts = Facts()
    loom = Loom()
    with ExitStack() as seen:
        with ExitStack() as stack:
            stack.enter_context(unheard_complaints())
            voice = stack.enter_context(speaker(plan) if speaker else voice_for(plan, tell=show))
            wiring = stack.enter_context(closing(Wiring()))
            number = find_device(microphone, "input")
            opened = stack.enter_context(
                closing(Microphone(facts.post, device=number, wired_to=wiring.source))
            )
            opened.start()
            voice.speak(next(plan.said.prompts()))
            check_names(plan, names_apart(plan.manner, voice), show=show)
            show(what_is_heard(models))
            player = _player(facts.post, loudspeaker, show, wiring.sink)
            stack.enter_context(closing(player))
            stack.enter_context(signals_stop(facts.post))
            understanding = _understanding(plan, show=show) if models.words else None
            window = seen.enter_context(
                window_of(
                    plan,
                    look,
                    post=facts.post,
                    worded=shown(plan, understanding),
                    lines=_transcript(plan, show, understanding, ends=another is not None),
                    show=show,
                    page=page,
                )
            )
            captions = Captions(window.caption)
            if understanding:
                understanding.show, understanding.card = window.note, window.hold_up
                understanding.heard = captions.heard
            ending = conduct(
                plan,
                source=facts,
                player=player,
                voice=voice,
                ears=stack.enter_context(closing(_ears(plan, models, understanding))),
                duplex=duplex,
                understanding=understanding,
                observers=[window, loom, captions, GivesBack(), *observers],
                notify=window.note,
            )
        asked_next = hands_free and ending.reason == "finished"
        if window.holds_card or (another and not asked_next):
            lines = last_page(plan, ending, another() if another else "")
            stays = A_WHILE if hands_free and not window.holds_card else LONGEST_STAY
            window.stay((*lines, LEFT_BY_A_KEY), loom.ribbon, seconds=stays)
    remains(loom.ribbon)
    return ending


NO_EAR = (
    "I can't hear this language yet. Keys work: space pauses, enter says \"I'm done\" or yes, y, p "
    "and n answer, q ends."
)


def by_keys(
    plan: SessionPlan, *, loudspeaker: str | None, show: Show, look: Look | None = None
) -> EndSession:
    """Lead people by voice and keys, in a language that there is no ear for."""
    facts = Facts()
    with ExitStack() as stack:
        voice = _voice_if_any(plan, stack, show)
        show(NO_EAR)
        player = stack.enter_context(closing(_player(facts.post, loudspeaker, show)))
        ticker = stack.enter_context(closing(Ticker(facts.post)))
        stack.enter_context(signals_stop(facts.post))
        window = stack.enter_context(
            window_of(
                plan,
                look,
                post=facts.post,
                worded=shown(plan, None),
                lines=_transcript(plan, show, None),
                show=show,
            )
        )
        ticker.start()
        return conduct(
            plan,
            source=facts,
            player=player,
            voice=voice,
            ears=None,
            observers=[window],
            notify=window.note,
        )


def by_typing(plan: SessionPlan, *, loudspeaker: str | None, show: Show) -> EndSession:
    """Lead somebody who types what they would say, on a terminal, in real time."""
    facts = Facts()
    with ExitStack() as stack:
        voice = _voice_if_any(plan, stack, show)
        player = stack.enter_context(closing(_player(facts.post, loudspeaker, show)))
        if voice and not isinstance(player, MutePlayer):
            check_names(plan, names_apart(plan.manner, voice), show=show)
        ticker = stack.enter_context(closing(Ticker(facts.post)))
        lines = stack.enter_context(TypedLines(facts.post))
        show = partial(lines.above, show)
        stack.enter_context(signals_stop(facts.post))
        ticker.start()
        understanding = _understanding(plan, show=show)
        return conduct(
            plan,
            source=facts,
            player=player,
            voice=voice,
            ears=None,
            understanding=understanding,
            observers=[_transcript(plan, show, understanding)],
            notify=show,
        )


def by_piped_lines(plan: SessionPlan, lines: Iterable[str], *, show: Show) -> EndSession:
    """Lead a session whose lines are known beforehand: no sound, and no waiting."""
    understanding = _understanding(plan, show=show)
    return in_room(
        plan,
        [PipedLines(lines)],
        voice=None,
        ears=None,
        understanding=understanding,
        observers=[_transcript(plan, show, understanding, steps=True)],
        notify=show,
    )


def by_recording(
    plan: SessionPlan, recording: Path, *, models: ChosenModels, show: Show
) -> EndSession:
    """Lead a session whose microphone is a recording, as fast as the processor allows.

    Raises:
        AudioError: the file cannot be read.
        VoiceError: there is no voice engine, so the coach's lines would take no time.
    """
    sound = sound_blocks(recording)
    with voice_for(plan, tell=show) as voice:
        voice.speak(next(plan.said.prompts()))
        show(what_is_heard(models))
        understanding = _understanding(plan, show=show) if models.words else None
        with closing(_ears(plan, models, understanding, waits=True)) as ears:
            return in_room(
                plan,
                [Recording(sound)],
                voice=voice,
                ears=ears,
                understanding=understanding,
                observers=[_transcript(plan, show, understanding, steps=True)],
                notify=show,
            )


def check_names(plan: SessionPlan, voice: ports.Voice, *, show: Show) -> None:
    """See that the two names do not sound the same: nobody would know who is meant.

    A name the voice can only spell is taken, and what helps is shown.

    Raises:
        UsageError: they do; an engine for English says nothing, or one thing, for some scripts.
        VoiceError: there is no voice engine.
    """
    spoken = {name: voice.speak(name) for name in plan.said.names.values() if name}
    if len(spoken) == 2 and plan.said is plan and alike(*spoken.values()):
        raise UsageError(
            "I would say both names in the same way.",
            "Write one of them as it sounds, in English letters: --names Ana,Ben",
        )
    for name, sound in spoken.items():
        letters = name.replace(" ", "")
        if len(letters) > 1 and alike(sound, voice.speak(" ".join(letters))):
            show(f"I can only spell {name}. To be called by it, write it as it sounds: Ana.")


def _understanding(plan: SessionPlan, *, show: Show) -> Understanding:
    """What follows the words of a session."""
    return Understanding(
        names=plan.names,
        solo=plan.solo,
        lines=plan.settings.lines,
        place=load_contacts(data_home()).here(),
        show=show,
        without=spoilers(plan.exercise),
        told=plan.lends.told if plan.lends else lambda _: None,
        confided=Confided(plan.exercise),
        tally=plan.tally,
    )


def _ears(
    plan: SessionPlan,
    models: ChosenModels,
    understanding: Understanding | None,
    *,
    waits: bool = False,
) -> Loading:
    """Ears for words where there is somebody to understand them; for overlap where it counts."""
    return Loading(
        models.commands.path,
        words=models.words.path if models.words and understanding else None,
        understand=understanding.understand if understanding else not_understood,
        hint=understanding.hint if understanding else lambda: "",
        waits=waits,
        tell=lambda line: understanding.show(line) if understanding else None,
        stop_phrases=plan.stop_phrases,
        alone=plan.solo,
        overlap=not plan.solo and plan.settings.sensitivity != "off",
    )


def _voice_if_any(plan: SessionPlan, stack: ExitStack, show: Show) -> ports.Voice | None:
    """A voice that works; None: there is none, and what the coach says is written."""
    voice = stack.enter_context(voice_for(plan, tell=show))
    try:
        voice.speak(next(plan.said.prompts()))
    except VoiceError as error:
        show(f"{error.message} I'll write what I say.")
        return None
    return voice


def _player(
    post: ports.Post,
    loudspeaker: str | None,
    show: Show,
    wired_to: Callable[[], str | None] = lambda: None,
) -> ports.Player:
    """The loudspeaker; where there is none, prompts are shown and take no time."""
    number = find_device(loudspeaker, "output")
    try:
        return DevicePlayer(post, device=number, wired_to=wired_to)
    except AudioError as error:
        show(f"{error.message} I'll write what I say.")
        return MutePlayer(post)


def _transcript(
    plan: SessionPlan,
    show: Show,
    understanding: Understanding | None,
    *,
    steps: bool = False,
    ends: bool = True,
) -> Observer:
    """What the coach says and does, as lines."""
    return Transcript(
        names=plan.names,
        write=lambda at, line: show(f"{clock(at)}  {line}"),
        worded=shown(plan, understanding),
        steps=steps,
        ends=ends,
        hushed=plan.exercise.confides,
    )
