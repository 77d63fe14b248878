"""The installer for Windows, as far as it can be looked at elsewhere. It was never run there."""

import re
from pathlib import Path

from setup.windows.payload import NO_WHEEL, UV, for_windows

ROOT = Path(__file__).parent.parent.parent
LOCK = (ROOT / "requirements" / "runtime.txt").read_text(encoding="utf-8")
SCRIPT = (ROOT / "setup" / "windows" / "installer.nsi").read_text(encoding="utf-8")


def names(lines: list[str]) -> set[str]:
    return {line.partition("==")[0] for line in lines}


def test_what_windows_needs_is_taken_and_nothing_else():
    kept = names(for_windows(LOCK))
    assert {"vosk", "pyttsx3", "comtypes", "sounddevice", NO_WHEEL} <= kept
    assert not {"pulsectl", "pyobjc", "onnxruntime"} & kept


def test_everything_taken_is_known_by_its_hash_and_has_no_condition_left():
    for line in (*for_windows(LOCK), UV):
        assert re.fullmatch(r"[\w.-]+==[\w.]+( --hash=sha256:[0-9a-f]{64})+", line), line


def test_a_condition_decides_and_hashes_stay_with_their_line():
    one, two = "a" * 64, "b" * 64
    lock = (
        f"here==1.0 ; sys_platform == 'win32' \\\n    --hash=sha256:{one} \\\n"
        f"    --hash=sha256:{two}\n    # via x\n"
        f"there==2.0 ; sys_platform == 'linux' \\\n    --hash=sha256:{one}\n    # via y\n"
    )
    assert for_windows(lock) == [f"here==1.0 --hash=sha256:{one} --hash=sha256:{two}"]


def test_no_administrator_is_asked_for_and_no_data_is_deleted():
    assert "RequestExecutionLevel user" in SCRIPT
    assert "HKLM" not in SCRIPT
    assert 'InstallDir "$LOCALAPPDATA\\Programs\\voice-coach"' in SCRIPT
    deleted = re.findall(r'(?:RMDir(?: /r)?|Delete) "([^"]+)"', SCRIPT)
    assert deleted
    assert all(each.startswith(("$INSTDIR", "$SMPROGRAMS\\voice-coach")) for each in deleted)


def test_the_network_is_used_only_after_somebody_said_yes():
    offline, asked, online = SCRIPT.partition("MessageBox MB_YESNO")
    assert asked
    commands = re.findall(r"uv\.exe\" (?:venv|pip)[^']*", offline + online)
    without = [each for each in commands if "--offline" in each]
    assert len(commands) == 3
    assert len(without) == 2
    assert SCRIPT.index("IDYES fetch") < SCRIPT.index("fetch:\n")
