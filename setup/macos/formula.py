"""Writes the Homebrew formula of a release: `python -m setup.macos.formula FOLDER ADDRESS`.

FOLDER is where `make release` put it, ADDRESS where the source archive will lie. Everything that
is installed has a hash: the archive in the formula, libraries in the lock that the archive holds.
"""

from __future__ import annotations

import sys
from pathlib import Path

from setup.release.sums import sha256

FORMULA = """\
class VoiceCoach < Formula
  desc "Leads two people by voice through short timed talking exercises, offline"
  url "{address}"
  sha256 "{sha256}"
  license "MIT"

  depends_on "portaudio"
  depends_on "python@3.12"

  def install
    system "python3.12", "-m", "venv", libexec
    pip = [libexec/"bin/python", "-m", "pip", "install", "--quiet"]
    system(*pip, "--require-hashes", "--requirement", "requirements/runtime.txt")
    system(*pip, "--no-deps", ".")
    bin.install_symlink libexec/"bin/voice-coach"
  end

  def caveats
    <<~EOS
      The first session asks whether Terminal may use the microphone: the permission
      is Terminal's, as voice-coach runs in it. If it was refused: System Settings,
      Privacy & Security, Microphone, Terminal.
      What you choose to keep lies in ~/Library/Application Support/voice-coach.
    EOS
  end

  test do
    assert_match "outside-stress", shell_output("#{{bin}}/voice-coach list")
  end
end
"""


def formula(archive: Path, address: str) -> str:
    """The formula of a source archive that lies at an address.

    Raises:
        ValueError: the address is not that of this archive.
    """
    if not address.startswith("https://") or not address.endswith(f"/{archive.name}"):
        raise ValueError(f"Expected an https address that ends in /{archive.name}.")
    return FORMULA.format(address=address, sha256=sha256(archive))


def main() -> None:
    """Write it beside the archive."""
    folder, address = Path(sys.argv[1]), sys.argv[2]
    (archive,) = folder.glob("voice_coach-*.tar.gz")
    (folder / "voice-coach.rb").write_text(formula(archive, address), encoding="utf-8")


if __name__ == "__main__":
    main()
