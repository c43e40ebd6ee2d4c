"""What uvicorn serves."""

import os

import django
from django.conf import settings

from tracker.postgres import server

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tracker.settings")
django.setup()

from tracker.base.door import Door  # noqa: E402  # its middleware needs the settings

server.attach()
application = Door(room=settings.DATABASES["default"]["OPTIONS"]["pool"]["max_size"])
