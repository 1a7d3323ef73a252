"""`python -m generator` is `loopbook`."""

from __future__ import annotations

import gc
import os
import sys
from typing import NoReturn

from generator.cli import main


def run() -> NoReturn:
    """Run the command line and leave at once.

    Python would take a whole bank apart value by value before it ends, which is a twentieth of the time of a build;
    what has been opened is closed by now, and the helpers of a printing are gone.
    """
    # A bank is many small values that stay, and nothing of size here knows itself: looking for such things, as Python
    # does unasked after each seven hundred new ones, was a third of the time of a check and found nothing.
    gc.disable()
    code: object = 0
    try:
        main(prog_name="loopbook")
    except SystemExit as done:
        code = done.code
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code if isinstance(code, int) else bool(code))


if __name__ == "__main__":
    run()
