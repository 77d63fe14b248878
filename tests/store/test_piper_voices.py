"""`voices install --from` of a warm voice of Piper's: whole and speaking, or not at all."""

import json
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tests.store.commands import failed
from voice_coach.cli.main import main
from voice_coach.edge.warm_voice import warm_voices
from voice_coach.shell.system_voices import SystemVoices
from voice_coach.store.kept_lines import KeptFiles
from voice_coach.store.piper_voices import PiperVoices

MODEL = "en_US-evening-medium.onnx"
CARD = """# Model card for evening (medium)

## Dataset

* URL: https://example.org/
* License: public domain

## Training

Trained from scratch.
"""


def voices(*arguments: object) -> Result:
    return CliRunner().invoke(main, ["voices", *map(str, arguments)], catch_exceptions=False)


@pytest.fixture
def voice(tmp_path) -> Path:
    """A folder as one fetches it, with a card and a leaflet; its model is none."""
    folder = tmp_path / "fetched"
    folder.mkdir()
    (folder / MODEL).write_bytes(bytes(1000))
    shutil.copyfile(f"{warm_voices()[0].id}.json", folder / f"{MODEL}.json")
    (folder / "MODEL_CARD").write_text(CARD)
    (folder / "leaflet.txt").write_text("hello")
    return folder


def test_one_that_is_installed_is_listed_with_its_terms_and_can_be_deleted(voice, tmp_path, home):
    """joe under another name: he has to speak first."""
    shutil.copyfile(warm_voices()[0].id, voice / MODEL)
    source = tmp_path / "evening.zip"
    with zipfile.ZipFile(source, "w") as archive:
        for each in voice.iterdir():
            archive.write(each, f"evening/{each.name}")
    done = voices("install", "--from", source)
    assert done.exit_code == 0, done.output
    terms = "its card says: public domain; Trained from scratch"
    assert f"Installed: evening ({terms})." in done.stdout
    found = SystemVoices.here().find("evening")
    assert (found.engine, found.language, found.terms) == ("sherpa-onnx", "en-us", terms)
    assert {each.name for each in Path(found.id).parent.iterdir()} == {
        MODEL,
        f"{MODEL}.json",
        "MODEL_CARD",
    }
    assert "evening has been deleted" in voices("remove", "evening").stdout
    assert PiperVoices().names() == []
    assert list(KeptFiles("evening", ()).folder.parent.rglob("*.onnx")) == []


def no_facts(folder: Path) -> None:
    (folder / f"{MODEL}.json").unlink()


def no_card(folder: Path) -> None:
    (folder / "MODEL_CARD").unlink()


def two(folder: Path) -> None:
    (folder / "other.onnx").write_bytes(b"")


def with_facts(**changes: object) -> Callable[[Path], None]:
    def spoil(folder: Path) -> None:
        path = folder / f"{MODEL}.json"
        path.write_text(json.dumps(json.loads(path.read_text()) | changes))

    return spoil


def called(name: str) -> Callable[[Path], None]:
    def spoil(folder: Path) -> None:
        (folder / MODEL).rename(folder / name)
        (folder / f"{MODEL}.json").rename(folder / f"{name}.json")

    return spoil


BROKEN: dict[Callable[[Path], None], str] = {
    no_facts: f"no {MODEL}.json",
    no_card: "no MODEL_CARD",
    two: "holds 2 voices",
    lambda folder: (folder / f"{MODEL}.json").write_text("[" * 9999): f"in {MODEL}.json",
    with_facts(phoneme_type="text"): "phoneme_type",
    with_facts(espeak={"voice": "../../etc/passwd"}): "espeak.voice",
    lambda folder: None: "does not speak",
    called("---.onnx"): "no name to call it by",
    called("en_US-joe-medium.onnx"): 'called "joe", as another one here is',
    lambda folder: (folder / "more").symlink_to("/etc/passwd"): "no ordinary file",
}


@pytest.mark.parametrize("spoil", BROKEN, ids=BROKEN.values())
def test_one_that_is_not_whole_is_one_line_and_nothing_is_left(voice, spoil, home):
    spoil(voice)
    message = failed(voices("install", "--from", voice))
    assert BROKEN[spoil] in message
    assert str(voice) in message
    assert PiperVoices().names() == []
    assert list(home.rglob("*.onnx")) == []


def test_a_zip_that_leads_out_of_its_folder(tmp_path, home):
    path = tmp_path / "evening.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(f"../{MODEL}", "hello")
    assert "outside its folder" in failed(voices("install", "--from", path))
    assert list(tmp_path.rglob("*.onnx")) == []


def test_without_what_speaks_with_it_the_next_step_is_told(voice, monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))  # no espeak-ng
    done = voices("install", "--from", voice)
    assert "isn't here yet" in failed(done, 2)
    assert 'pip install "sherpa-onnx>=2,<3"' in done.stderr


def test_no_name_leads_out_of_the_folder(home):
    (home / "warm").mkdir(parents=True)
    (home / "precious").mkdir()
    for name in ("..", "../precious", ""):
        assert not PiperVoices().remove(name)
    assert (home / "precious").is_dir()
