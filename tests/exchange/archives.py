"""Archives as a test makes them, reads them and spoils them."""

import hashlib
import io
import json
import zipfile

from tracker.exchange.archive.place import restore
from tracker.exchange.archive.purge import purge
from tracker.exchange.archive.read import Archive
from tracker.exchange.archive.write import write


def written(*slugs):
    """An archive of these workspaces."""
    to = io.BytesIO()
    write(to, slugs)
    return to.getvalue()


def members(archive):
    """What is in it, by name; but for when it was made."""
    with zipfile.ZipFile(io.BytesIO(archive)) as file:
        return {name: file.read(name) for name in file.namelist() if name != "made.json"}


def rows(archive, name):
    return [json.loads(line) for line in members(archive)[name].splitlines()]


def brought_in(archive, **called):
    """Its workspaces, each called so here."""
    return restore(Archive(io.BytesIO(archive)), called)[0]


def elsewhere(archive, space):
    """The same workspace after it is gone, as in an installation that never had it."""
    purge(space)
    return brought_in(archive, **{space.slug: space.slug})


def packed(content):
    to = io.BytesIO()
    with zipfile.ZipFile(to, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in content.items():
            file.writestr(name, data)
    return to.getvalue()


def spoilt(archive, name, change):
    """The same archive with that member changed, and its checksums as if nothing were."""
    content = members(archive)
    content[name] = change(content[name])
    told = json.loads(content["manifest.json"])
    if name != "manifest.json":
        told["members"][name] |= {
            "bytes": len(content[name]),
            "sha256": hashlib.sha256(content[name]).hexdigest(),
            "rows": content[name].count(b"\n"),
        }
        content["manifest.json"] = json.dumps(told).encode()
    return packed(content)


def row(place, **changed):
    """Changes one row of a member."""

    def change(data):
        lines = data.splitlines(keepends=True)
        lines[place] = json.dumps(json.loads(lines[place]) | changed, separators=(",", ":")).encode() + b"\n"
        return b"".join(lines)

    return change
