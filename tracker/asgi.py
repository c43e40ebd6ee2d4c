"""What uvicorn serves."""

import os

from django.core.asgi import get_asgi_application

from tracker.postgres import server

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tracker.settings")
server.attach()
application = get_asgi_application()
