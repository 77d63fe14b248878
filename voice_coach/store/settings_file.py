"""What people settled once and for all, in a file they can read: only what they asked to have kept.

Flags win over it, and it wins over the defaults. What is answered in the private set-up is never
among it.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any, Literal

import msgspec

from voice_coach.core.heat import Sensitivity
from voice_coach.store.home import locked, not_kept, set_aside, write_whole
from voice_coach.store.model_store import HOMELESS, Hears, has_home
from voice_coach.store.toml_file import decoded

FILE = "settings.toml"

ABOUT = "# Settings of voice-coach. `voice-coach settings` shows and changes them; so may you.\n"


class Settings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Each is None until somebody sets it."""

    names: str | None = None
    """As `--names` takes them: "Ana,Ben"."""
    length: str | None = None
    """Taken where an exercise has it."""
    microphone: str | None = None
    loudspeaker: str | None = None
    sensitivity: Sensitivity | None = None
    hear: Hears | None = None
    voice: str | None = None
    pace: Annotated[int, msgspec.Meta(ge=120, le=220)] | None = None
    """Words a minute."""
    pitch: Annotated[int, msgspec.Meta(ge=20, le=80)] | None = None
    """How high, with espeak-ng; 50 is usual."""
    volume: Annotated[float, msgspec.Meta(ge=-20, le=12)] | None = None
    """Decibels louder than usual."""
    pause: float | None = None
    """Seconds between two prompts in a row."""
    tones: Literal["soft", "low", "bell"] | None = None
    remember: bool | None = None
    """Whether "louder", "slower" and the like hold for the next session too."""
    theme: Literal["night", "day"] | None = None
    dark: bool | None = None
    plain: bool | None = None
    exercises: str | None = None
    """The folder of their own exercises."""
    guided: bool | None = None
    """Whether they were offered the guide, which is done once."""

    @property
    def chosen(self) -> dict[str, Any]:
        """Those that were set, by name."""
        found = {name: getattr(self, name) for name in self.__struct_fields__}
        return {name: value for name, value in found.items() if value is not None}


def config_home() -> Path:
    """The folder for settings: VOICE_COACH_HOME, or the platform's place for them."""
    if home := os.environ.get("VOICE_COACH_HOME"):
        return Path(home)
    if not has_home():
        return HOMELESS
    import platformdirs

    return platformdirs.user_config_path("voice-coach", appauthor=False)


def read_settings(home: Path, *, tell: Callable[[str], None]) -> Settings:
    """What is set; a file that is no good counts as none, and is named."""
    path = home / FILE
    try:
        return _decoded(path)
    except (FileNotFoundError, NotADirectoryError):
        return Settings()
    except OSError as error:
        tell(f"{path} cannot be read ({error.strerror}), so I go on without your settings.")
    except ValueError as error:
        tell(f"{path}: {error}. I go on without your settings; correct the file, or delete it.")
    return Settings()


def change_settings(home: Path, *, tell: Callable[[str], None], **changes: Any) -> Settings:
    """Keep a change; None takes a setting back. A file that is no good is set aside and named.

    Raises:
        KeepsakeError: it cannot be kept. What was set before is there still.
    """
    with locked(home):
        path = home / FILE
        try:
            after = msgspec.structs.replace(_found(path, tell), **changes)
            lines = [f"{name} = {_written(value)}\n" for name, value in after.chosen.items()]
            if lines:
                write_whole(path, (ABOUT + "".join(lines)).encode())
            else:
                path.unlink(missing_ok=True)
        except OSError as error:
            raise not_kept(path, error) from error
        return after


def _found(path: Path, tell: Callable[[str], None]) -> Settings:
    """What is set, where it is about to be written: nobody's file is written over unread."""
    try:
        return _decoded(path)
    except FileNotFoundError:
        return Settings()
    except ValueError as error:
        tell(f"{path}: {error}. It is now {set_aside(path)}.")
        return Settings()


def _decoded(path: Path) -> Settings:
    """What a file sets.

    Raises:
        OSError: it cannot be read, or is not there.
        ValueError: it is no good; says what is wrong.
    """
    return decoded(path.read_bytes(), Settings)


def _written(value: str | float | bool) -> str:
    """A value as TOML, which writes both as JSON does."""
    return json.dumps(value, ensure_ascii=False)
