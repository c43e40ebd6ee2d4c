"""What uvicorn serves."""

import os
import sys
import warnings

from django.conf import settings
from django.core.asgi import get_asgi_application

from tracker.base.door import Door
from tracker.postgres import server

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tracker.settings")
# Static files come from whitenoise, a file at a time: true, harmless, and nothing for the person at the terminal.
warnings.filterwarnings("ignore", message="StreamingHttpResponse must consume synchronous iterators")
# Who writes a long file holds the interpreter while it can; a page asks for it after each answer of the database, and
# would wait 5 ms every time.
sys.setswitchinterval(0.0005)
server.attach()
room = settings.DATABASES["default"]["OPTIONS"]["pool"]["max_size"]
application = Door(get_asgi_application(), room=room, files="/statements/export/$")
