#!/usr/bin/env python
"""Django's command line for Ascent."""

import os
import sys

from config.console import Problem, complain


def main() -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    from django.core.exceptions import ImproperlyConfigured
    from django.core.management import execute_from_command_line
    from django.db import OperationalError

    try:
        execute_from_command_line(sys.argv)
    except (Problem, ImproperlyConfigured, OperationalError) as error:
        return complain(error)
    except KeyboardInterrupt:
        return 130
    return 0


if __name__ == "__main__":
    sys.exit(main())
