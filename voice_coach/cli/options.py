"""Options that several commands share, with the same words."""

import click

length_option = click.option(
    "--length",
    help="How long, such as standard; `show` names an exercise's lengths [default: short].",
)
