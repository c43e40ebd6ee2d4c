#!/usr/bin/env python
"""Every management command; `./run manage ...` calls it in the right environment."""

import os
import signal
import sys

from tracker.postgres import server

NEEDS_NO_DATABASE = {"collectstatic", "help", "makemessages", "compilemessages", "version", "--version", "--help"}


def main():
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tracker.settings")
    from django.core.management import execute_from_command_line

    for end in (signal.SIGTERM, signal.SIGHUP):
        if signal.getsignal(end) == signal.SIG_DFL:  # which would skip what is done at exit: leaving the database
            signal.signal(end, lambda number, frame: sys.exit(128 + number))
    if not NEEDS_NO_DATABASE & set(sys.argv[1:2]):
        try:
            server.attach()
        except server.CannotStart as reason:
            sys.exit(str(reason))
    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    try:
        main()
    except KeyboardInterrupt:
        sys.exit(130)
