"""`make release`: everything that a release consists of, in one folder.

The package index is asked for what voice-coach needs and for two tools; nothing is sent or
published.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path

from setup.release.bill import unlicensed, with_files
from setup.release.notes import notes
from setup.release.packages import build, build_again, differing
from setup.release.sums import write_sums
from voice_coach.store import releases

ROOT = Path(__file__).parent.parent.parent
UV = str(Path(sys.executable).parent / "uv")
LOCK = ROOT / "requirements" / "runtime.txt"
CYCLONEDX = "cyclonedx-bom==7.5.0"
TWINE = "twine==7.0.0"
VALID = (
    "import sys; from cyclonedx.validation.json import JsonStrictValidator as Check; "
    "from cyclonedx.schema import SchemaVersion; "
    "sys.exit(str(Check(SchemaVersion.V1_6).validate_str(open(sys.argv[1]).read()) or '') or 0)"
)


def main() -> None:
    """Make the release of what is committed; `--draft` of what is here."""
    parser = argparse.ArgumentParser(prog="make release", description=main.__doc__)
    parser.add_argument("--into", type=Path, default=ROOT / "dist")
    parser.add_argument("--draft", action="store_true", help="though not all is committed")
    asked = parser.parse_args()
    version = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["version"]
    if not asked.draft and _git("status", "--porcelain"):
        raise SystemExit("Not everything here is committed. Commit first, or DRAFT=1.")
    os.environ.setdefault("SOURCE_DATE_EPOCH", _git("log", "-1", "--format=%ct"))
    shutil.rmtree(asked.into, ignore_errors=True)
    with tempfile.TemporaryDirectory() as name:
        work = Path(name)
        built = build(ROOT, asked.into)
        if others := differing(built, build_again(built[1], work / "again")):
            raise SystemExit(f"Two builds differ: {', '.join(others)}.")
        print("Built twice, in two folders: every byte is the same.")
        _tool(TWINE, "twine", "check", "--strict", *map(str, built))
        _write_bill(asked.into, built[0], work)
    told = notes((ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), version)
    (asked.into / "RELEASE_NOTES.md").write_text(told, encoding="utf-8")
    write_sums(asked.into)
    for each in sorted(asked.into.iterdir()):
        print(f"{each.stat().st_size / 1e6:8.2f} MB  {each.name}")
    if not releases.ADDRESS:
        print(f"`voice-coach update` knows no address yet: ADDRESS in {releases.__name__}.")


def _write_bill(into: Path, wheel: Path, work: Path) -> None:
    """What is in it, from an environment that holds the locked dependencies and nothing else."""
    environment, plain = work / "environment", work / "libraries.json"
    python = ("--python", str(environment))
    subprocess.run([UV, "venv", "--quiet", str(environment)], check=True)
    locked = [UV, "pip", "install", "--quiet", *python, "--require-hashes", "-r", str(LOCK)]
    subprocess.run(locked, check=True)
    project = ("--pyproject", str(ROOT / "pyproject.toml"), "--output-reproducible")
    _tool(CYCLONEDX, "cyclonedx-py", "environment", *project, "-o", str(plain), str(environment))
    bill = with_files(json.loads(plain.read_text()), wheel, (ROOT / "NOTICE").read_text())
    if nameless := unlicensed(bill):
        raise SystemExit(f"No licence is known of {', '.join(nameless)}.")
    place = into / "sbom.cdx.json"
    place.write_text(json.dumps(bill, indent=2, sort_keys=True) + "\n", encoding="utf-8")
    _tool(CYCLONEDX, "python", "-c", VALID, str(place))
    print(f"The bill of materials is valid: {len(bill['components'])} components.")


def _tool(package: str, *command: str) -> None:
    """Run a program of a package in an environment of its own, kept for the next time."""
    subprocess.run([UV, "tool", "run", "--quiet", "--from", package, *command], check=True)


def _git(*command: str) -> str:
    done = subprocess.run(["git", *command], cwd=ROOT, capture_output=True, text=True, check=True)
    return done.stdout.strip()


main()
