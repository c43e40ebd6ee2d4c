"""Who may do what, as a table that a lead can read aloud."""

from enum import StrEnum


class Can(StrEnum):
    """The permissions. A role has some of them in one workspace; there is none below the workspace."""

    READ = "read"
    RECORD = "record"  # documents in, statements, readings, meetings, issue states, new names
    DISCUSS = "discuss"  # comments, questions, challenges
    APPROVE = "approve"  # settle reviews
    MANAGE = "manage"  # members, settings, agenda, others' entries, spreadsheet imports


ROLES: dict[str, set[Can]] = {
    "reader": {Can.READ},
    "analyst": {Can.READ, Can.RECORD, Can.DISCUSS},
    "reviewer": {Can.READ, Can.RECORD, Can.DISCUSS, Can.APPROVE},
    "lead": set(Can),
}
