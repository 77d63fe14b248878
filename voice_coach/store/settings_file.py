"""What people settled once and for all, in a file they can read: only what they asked to have kept.

Flags win over it, and it wins over the defaults. What is answered in the private set-up is never
among it.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any, Literal

import msgspec

from voice_coach.core.heat import Sensitivity
from voice_coach.store.home import locked, not_kept, write_whole
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
    pace: int | None = None
    """Words a minute."""
    volume: float | None = None
    """Decibels louder than usual."""
    pause: float | None = None
    """Seconds between two prompts in a row."""
    tones: Literal["soft", "low", "bell"] | None = None
    theme: Literal["night", "day"] | None = None
    dark: bool | None = None
    plain: bool | None = None

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
        return decoded(path.read_bytes(), Settings)
    except OSError:
        return Settings()
    except ValueError as error:
        tell(f"{path}: {error}. I go on without your settings; correct the file, or delete it.")
        return Settings()


def change_settings(home: Path, *, tell: Callable[[str], None], **changes: Any) -> Settings:
    """Keep a change; None takes a setting back.

    Raises:
        KeepsakeError: it cannot be kept.
    """
    with locked(home):
        path = home / FILE
        after = msgspec.structs.replace(read_settings(home, tell=tell), **changes)
        lines = [f"{name} = {_written(value)}\n" for name, value in after.chosen.items()]
        try:
            if lines:
                write_whole(path, (ABOUT + "".join(lines)).encode())
            else:
                path.unlink(missing_ok=True)
        except OSError as error:
            raise not_kept(path, error) from error
        return after


def _written(value: str | float | bool) -> str:
    """A value as TOML, which writes both as JSON does."""
    return json.dumps(value, ensure_ascii=False)
