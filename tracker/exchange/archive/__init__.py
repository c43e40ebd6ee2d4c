"""A whole workspace as one file, and back (docs/adr/0017): the same rows, numbered by the archive instead of by us."""
