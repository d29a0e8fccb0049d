"""The command line ``sanphalang``: Django's commands and the rooms' own, under one name."""

import json
import os
import sys


def main() -> None:
    """Run the command named by the arguments."""
    os.umask(0o077)  # database, files and exports hold private values: others on the machine read none of them
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sanphalang.config.settings")
    from django.core.management import execute_from_command_line

    if sys.argv[1:]:
        _refuse_unknown(sys.argv[1])
    execute_from_command_line(["sanphalang", *sys.argv[1:]])


def _refuse_unknown(name: str) -> None:
    """Leave with a sentence that names the platform's own commands when there is no command of this name."""
    import django
    from django.core.management import get_commands
    from django.utils.translation import gettext as _

    if name.startswith("-") or name in {"help", "version"}:
        return
    django.setup()
    commands = get_commands()
    if name in commands:
        return
    own = ", ".join(sorted(command for command, app in commands.items() if str(app).startswith("sanphalang.")))
    sentence = _("There is no command “%(name)s”. The commands are: %(own)s.") % {"name": name, "own": own}
    sys.stderr.write(sentence + "\n")
    if "--json" in sys.argv:
        sys.stdout.write(json.dumps({"error": sentence}, ensure_ascii=False) + "\n")
    sys.exit(2)


if __name__ == "__main__":
    main()
