"""The command line ``sanphalang``: Django's commands and the rooms' own, under one name."""

import os
import sys


def main() -> None:
    """Run the command named by the arguments."""
    os.umask(0o077)  # database, files and exports hold private values: others on the machine read none of them
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sanphalang.config.settings")
    from django.core.management import execute_from_command_line

    execute_from_command_line(["sanphalang", *sys.argv[1:]])


if __name__ == "__main__":
    main()
