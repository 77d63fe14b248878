"""A whole session without ears or voice: what the coach says is printed, what you say is typed.

    python examples/core_only.py [EXERCISE]

An empty line lets time go by until something happens. Words that count are those of
docs/commands.md ("yes", "done", "pause"); everything else is talk.
"""

import sys
from collections import deque
from collections.abc import Iterable

from voice_coach import SAMPLE_RATE, CommandPhrases, ScriptFiles, Session, actions, events

NAMES = {"{a}": "Ana", "{b}": "Ben"}
WORDS_A_SECOND = 2.5


def lead(exercise: str, typed: Iterable[str]) -> str:
    """Lead a session to its end, and tell how it ended."""
    scripts, phrases, lines = ScriptFiles(), CommandPhrases.load(), iter(typed)
    session = Session(exercise=scripts.load(exercise), lines=scripts.lines())
    coming: deque[events.AnyEvent] = deque([events.SessionStarted(at=0)])
    meanings: tuple[str, ...] = ()
    saying, ending = 0, "early"
    while not session.ended:
        now = session.now
        if coming:
            event = coming.popleft()
        elif (line := next(lines, None)) is None:
            event = events.InputEnded(at=now)
        elif line.strip():
            meaning = phrases.meaning_of_text(line, meanings)
            event = events.UtteranceHeard(at=now, meaning=meaning, by="typed")
        else:
            event = events.ClockAdvanced(at=session.next_deadline() or now)
        for action in session.receive(event):
            match action:
                case actions.SayPrompt(text=text, number=number):
                    for place, name in NAMES.items():
                        text = text.replace(place, name)
                    print(f"{action.at / SAMPLE_RATE:7.1f}  {text}")
                    lasting = round(len(text.split()) / WORDS_A_SECOND * SAMPLE_RATE)
                    saying = max(saying, action.at) + lasting
                    coming.append(events.PromptFinished(at=saying, number=number))
                case actions.StopPlayback():
                    coming, saying = deque(), action.at
                case actions.Listen():
                    meanings = action.meanings
                case actions.EndSession():
                    ending = action.reason
    return ending


if __name__ == "__main__":
    print(lead(sys.argv[1] if len(sys.argv) > 1 else "outside-stress", sys.stdin))
