"""What a public forge is told is true of this checkout. It could not be run here."""

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
RUN = re.compile(r"^      - run: (.+)$", re.MULTILINE)


@pytest.mark.parametrize("workflow", WORKFLOWS, ids=lambda path: path.name)
def test_a_workflow_runs_what_is_there_and_says_that_it_was_never_run(workflow):
    text = workflow.read_text(encoding="utf-8")
    lines = RUN.findall(text)
    assert lines
    for target in re.findall(r"make ([\w-]+)", "\n".join(lines)):
        assert re.search(rf"^{target}:", MAKEFILE, re.MULTILINE), target
    for path in re.findall(r"(?:tests|setup|requirements)/[\w./]+", "\n".join(lines)):
        assert (ROOT / path).exists(), path
    assert "without a place to run it" in " ".join(text.split())


def test_a_fault_is_told_with_the_doctor_and_never_with_a_recording():
    form = (ROOT / ".github/ISSUE_TEMPLATE/fault.yml").read_text(encoding="utf-8")
    assert "voice-coach doctor --json" in form
    assert "Never attach a recording" in form
    assert "--log FILE" in form


def test_it_is_cited_by_the_name_version_and_licence_it_has():
    citation = (ROOT / "CITATION.cff").read_text(encoding="utf-8")
    told = dict(re.findall(r"^(\w+): (.+)$", citation, re.MULTILINE))
    assert told["version"] == PROJECT["version"]
    assert told["license"] == PROJECT["license"]


def test_the_security_page_names_every_command_that_uses_the_network():
    page = (ROOT / ".github/SECURITY.md").read_text(encoding="utf-8")
    users = {
        path.stem
        for path in (ROOT / "voice_coach").rglob("*.py")
        if "import requests" in path.read_text(encoding="utf-8")
    }
    assert users == {"download", "releases"}
    assert "`voice-coach models install`" in page
    assert "`voice-coach update`" in page
