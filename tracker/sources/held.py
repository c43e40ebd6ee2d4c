"""A file that was uploaded with a form that is not done yet: kept aside for a day, so that nobody chooses it twice."""

import hashlib
from dataclasses import dataclass
from datetime import timedelta

from django.core import signing
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone

from tracker.accounts.models import Membership

DAY = timedelta(days=1)
SALT = "tracker.sources.held"


@dataclass(frozen=True)
class Upload:
    """A file as somebody chose it."""

    name: str
    data: bytes

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.data).hexdigest()


def hold(upload: Upload, *, by: Membership) -> str:
    """The file is kept aside for its member; the token finds it again. What is older than a day goes."""
    sweep(by)
    path = place(by, upload.sha256)
    if not default_storage.exists(path):
        default_storage.save(path, ContentFile(upload.data))
    return signing.dumps([upload.sha256, upload.name], salt=SALT, compress=True)


def held(token: str, *, by: Membership) -> Upload | None:
    """The file that was kept aside for that member, if it is still there; nobody else’s is."""
    try:
        sha256, name = signing.loads(token, salt=SALT, max_age=DAY)
        with default_storage.open(place(by, sha256), "rb") as file:
            return Upload(name, file.read())
    except (signing.BadSignature, OSError):
        return None


def release(upload: Upload, *, by: Membership) -> None:
    """The file is kept aside no longer."""
    default_storage.delete(place(by, upload.sha256))


def sweep(by: Membership) -> None:
    folder = f"held/{by.pk}"
    if default_storage.exists(folder):
        for name in default_storage.listdir(folder)[1]:
            if default_storage.get_modified_time(f"{folder}/{name}") < timezone.now() - DAY:
                default_storage.delete(f"{folder}/{name}")


def place(by: Membership, sha256: str) -> str:
    return f"held/{by.pk}/{sha256}"
