"""The entry point for other servers than our own, such as gunicorn: folja.config.wsgi:application."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "folja.config.settings")

application = get_wsgi_application()
