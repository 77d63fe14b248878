"""The files of a speech model: which it must have, and whether they are as they should be."""

from __future__ import annotations

import hashlib
from pathlib import Path

from voice_coach.errors import ModelError

WHISPER_FILES = ("model.bin", "config.json", "tokenizer.json")
"""A folder that has these is a Whisper model as CTranslate2 has it."""

NEEDED_FILES = ("am/final.mdl", "conf/model.conf")
NEEDED_GRAPHS = (("graph/HCLr.fst", "graph/Gr.fst"), ("graph/HCLG.fst",))
"""A folder that has these is a Vosk model: a look-ahead graph, which run-time grammars need, or a
static one."""

SUMS = "SHA256SUMS"

INSTALL_AGAIN = "Install it again with `voice-coach models install`, or use --hear commands."
CAME_WITH_US = "It comes with voice-coach: install voice-coach again."


def shipped(name: str) -> Path:
    """A folder of models that come with us: inside an installed package, or beside a checkout's."""
    package = Path(__file__).parent.parent
    inside = package / "models" / name
    return inside if inside.is_dir() else package.parent / "models" / name


def is_whisper(path: Path) -> bool:
    """Whether a folder is a Whisper model's, not one of Vosk's."""
    return (path / WHISPER_FILES[0]).exists()


def check_model(path: Path) -> None:
    """See that a folder holds the files of a Vosk model, or of a Whisper model.

    Raises:
        ModelError: a file is missing or empty; names it.
    """
    graph = next((each for each in NEEDED_GRAPHS if (path / each[0]).is_file()), NEEDED_GRAPHS[0])
    for file in WHISPER_FILES if is_whisper(path) else (*NEEDED_FILES, *graph):
        if not (path / file).is_file() or not (path / file).stat().st_size:
            raise ModelError(
                f"{path} is not a whole speech model: {file} is missing or empty.", _again(path)
            )


def check_sums(path: Path) -> int:
    """Check every file of a model's folder against its sums, and tell how many there are.

    Raises:
        ModelError: there are no sums, or a file is missing or differs; names the file.
    """
    try:
        lines = (path / SUMS).read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise ModelError(f"{path} has no {SUMS} to check it against.", _again(path)) from error
    for line in lines:
        wanted, _, file = line.partition("  ")
        file = file.removeprefix("*").removeprefix("./")
        try:
            state = "" if file_sum(path / file) == wanted else "has changed"
        except OSError:
            state = "is missing"
        if state:
            raise ModelError(
                f"The speech model in {path} is damaged: {file} {state}.", _again(path)
            )
    if not lines:
        raise ModelError(f"{path} has an empty {SUMS}.", _again(path))
    return len(lines)


def _again(path: Path) -> str:
    """How to get a whole model in the place of this one."""
    return CAME_WITH_US if path.parent == shipped(path.name).parent else INSTALL_AGAIN


def file_sum(path: Path) -> str:
    """SHA-256 of a file, in hex."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
