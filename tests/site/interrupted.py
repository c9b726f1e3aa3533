"""A build that fails, or is killed, at the n-th thing it does to the disk; run as a process of its own.

``python interrupted.py SOURCES FOLDER count|fail|kill [N]`` counts what a build does to the disk under FOLDER's
parent, or makes the N-th of these things fail (no space left), or ends the process there by SIGKILL.
"""

from __future__ import annotations

import errno
import os
import signal
import sys
from pathlib import Path

from sites import built

_EVENTS = {
    "os.mkdir",
    "os.link",
    "os.symlink",
    "os.rename",
    "os.remove",
    "os.rmdir",
    "os.chmod",
    "shutil.copyfile",
}
_WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT


def main() -> None:
    sources, folder, mode = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3]
    wanted = int(sys.argv[4]) if len(sys.argv) > 4 else 0
    steps: list[str] = []

    def watch(event: str, arguments: tuple[object, ...]) -> None:
        path = _written(event, arguments)
        if not path.startswith(str(folder.parent)):
            return
        steps.append(f"{event} {path}")
        if len(steps) == wanted and mode == "kill":
            os.kill(os.getpid(), signal.SIGKILL)
        if len(steps) == wanted and mode == "fail":
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), path)

    sys.addaudithook(watch)
    built(folder, sources)
    if mode == "count":
        sys.stdout.write("\n".join(steps))


def _written(event: str, arguments: tuple[object, ...]) -> str:
    """Return which path an event changes, "" for none."""
    if event == "open":
        path, _, flags = arguments
        return str(path) if isinstance(flags, int) and flags & _WRITES else ""
    if event not in _EVENTS:
        return ""
    return str(arguments[1] if event in ("os.link", "os.symlink", "os.rename") else arguments[0])


if __name__ == "__main__":
    main()
