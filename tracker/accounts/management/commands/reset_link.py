import os

from django.conf import settings
from django.core.management import BaseCommand, CommandError

from tracker.accounts.adapter import reset_path
from tracker.accounts.models import User


class Command(BaseCommand):
    help = "Prints a link by which somebody chooses a new password, once."

    def add_arguments(self, parser):
        parser.add_argument("email", help="the address that person signs in with")
        here = f"http://127.0.0.1:{os.environ.get('PORT') or 8000}"
        parser.add_argument("--host", default=here, help="where Parley is reached (default: %(default)s)")

    def handle(self, *, email, host, **options):
        try:
            user = User.objects.get_by_natural_key(email.strip())
        except User.DoesNotExist:
            raise CommandError(f"Nobody signs in with {email}.") from None
        if not user.is_active:
            raise CommandError(f"The account of {user.email} is switched off: a new password would not let them in.")
        self.stdout.write(host.rstrip("/") + reset_path(user))
        hours = settings.PASSWORD_RESET_TIMEOUT // 3600
        self.stderr.write(f"For {user} ({user.email}). It works once, within {hours} hours, until they next sign in.")
