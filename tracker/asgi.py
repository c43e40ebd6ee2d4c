"""What uvicorn serves."""

import os
import warnings

from django.core.asgi import get_asgi_application

from tracker.postgres import server

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tracker.settings")
# Static files come from whitenoise, a file at a time: true, harmless, and nothing for the person at the terminal.
warnings.filterwarnings("ignore", message="StreamingHttpResponse must consume synchronous iterators")
server.attach()
application = get_asgi_application()
