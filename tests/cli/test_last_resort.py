"""What nobody foresaw ends in a line that tells where it broke, and nothing of anybody's."""

import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import click
import numpy as np
import pytest
from click.testing import CliRunner, Result

from voice_coach.cli.main import Commands
from voice_coach.signal.echo_path import levels

TOLD = re.compile(
    r"Something broke inside voice-coach \(ValueError in voice_coach\.(?P<module>[a-z_.]+), "
    r"line \d+\)\.\nNothing you said was kept\. Run again with --debug to see more\.\n"
)


def shapeless() -> None:
    levels(np.zeros(7))  # no whole number of blocks


def elsewhere() -> None:
    with ThreadPoolExecutor(1) as pool:
        pool.submit(shapeless).result()


def anybodys() -> None:
    raise ValueError("what Ana said in /home/ana")


def run(broken: Callable[[], None], *arguments: str) -> Result:
    class Broken(Commands):
        def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command:
            return click.Command("list", callback=broken)

    @click.group(cls=Broken)
    @click.option("--debug", is_flag=True)
    def program(debug: bool) -> None:
        pass

    return CliRunner().invoke(program, [*arguments, "list"])


@pytest.mark.parametrize(
    ("broken", "module"),
    [(shapeless, "signal.echo_path"), (elsewhere, "signal.echo_path"), (anybodys, "cli.main")],
)
def test_it_tells_the_kind_and_the_place_and_nothing_else(broken, module):
    done = run(broken)
    assert done.exit_code == 70
    told = TOLD.fullmatch(done.output)
    assert told
    assert told["module"] == module


def test_debug_tells_more():
    assert isinstance(run(anybodys, "--debug").exception, ValueError)
