"""`python -m generator` is `loopbook`."""

from generator.cli import main

main(prog_name="loopbook")
