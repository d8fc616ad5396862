"""Everything between an installed release and a running one; quick where nothing has changed."""

import hashlib
from pathlib import Path
from typing import Any

import psycopg
from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from config.console import Problem, step

OLDEST = 150_000
CONNECT_SECONDS = 5


class Command(BaseCommand):
    help = "Migrate, load the catalogue, collect static files: each only where something changed."
    requires_system_checks = []

    def handle(self, *args: Any, **options: Any) -> None:
        self.check_server()
        executor = MigrationExecutor(connection)
        waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
        if waiting:
            with step(f"Migrating the database, {len(waiting)} steps"):
                call_command("migrate", verbosity=0)
        with step("Loading the catalogue"):
            call_command("load_catalogue", stdout=self.stdout)
        call_command("forget_guests", verbosity=0)
        self.collect()

    def check_server(self) -> None:
        """Asks without the pool, which would go on trying, and hide the reason."""
        parameters = connection.get_connection_params() | {"connect_timeout": CONNECT_SECONDS}
        try:
            with psycopg.connect(**parameters) as direct:
                version = direct.info.server_version
        except psycopg.Error as error:
            raise Problem(f"The database cannot be reached: {str(error).splitlines()[0]}") from None
        check_version(version)

    def collect(self) -> None:
        """Compressing takes seconds, so it happens only when a file or a package has changed."""
        root = Path(settings.STATIC_ROOT)
        stamp, now = root / "collected", self.fingerprint()
        if stamp.exists() and stamp.read_text() == now:
            return
        with step("Collecting static files"):
            root.mkdir(parents=True, exist_ok=True)
            call_command("collectstatic", interactive=False, clear=True, verbosity=0)
        stamp.write_text(now)

    def fingerprint(self) -> str:
        digest = hashlib.sha256((settings.BASE_DIR / "requirements.txt").read_bytes())
        digest.update((settings.BASE_DIR / "config" / "staticfiles.py").read_bytes())
        for folder in settings.STATICFILES_DIRS:
            for path in sorted(Path(folder).rglob("*")):
                if path.is_file():
                    digest.update(str(path.relative_to(folder)).encode() + path.read_bytes())
        return digest.hexdigest()


def check_version(version: int) -> None:
    """`version` as Postgres counts: 150_004 is 15.4."""
    if version < OLDEST:
        raise Problem(f"Postgres 15 or newer is needed; this server is {version // 10_000}.")
