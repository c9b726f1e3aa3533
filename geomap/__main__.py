"""``python -m geomap`` and the ``geomap`` command."""

import gc
import sys


def main() -> None:
    """Run the command line and exit with its code."""
    from geomap.cli.main import run

    code = run()
    # The process ends: looking for garbage among all that was ever loaded, as Python does at its end, took a
    # fifth of the one-page job. Files are closed by now, and what is to be done at exit is still done.
    gc.freeze()
    sys.exit(code)


if __name__ == "__main__":
    main()
