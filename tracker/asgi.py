"""What uvicorn serves."""

import os
import sys

import django
from django.conf import settings

from tracker.postgres import server

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tracker.settings")
django.setup()

from tracker.base.door import Door  # noqa: E402  # its middleware needs the settings

# Who writes a long file holds the interpreter while it can; a page asks for it after each answer of the database, and
# would wait 5 ms every time.
sys.setswitchinterval(0.0005)
server.attach()
room = settings.DATABASES["default"]["OPTIONS"]["pool"]["max_size"]
application = Door(room=room, files="/(statements/export|archive/file)/$")
