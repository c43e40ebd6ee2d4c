"""What the process that reads a file is held to, and what it and its parent say to each other."""

MEMORY = 512 * 1024**2  # bytes of address space
SECONDS = 30  # of the processor, and by the clock
READY = b"!"  # there is a process that reads the file

TOO_MUCH = (
    f"This file cannot be read: it is damaged, or takes more than {MEMORY // 1024**2} MB or {SECONDS} seconds to read."
    " Save its text as plain text (.txt) and upload that; nothing was imported."
)
