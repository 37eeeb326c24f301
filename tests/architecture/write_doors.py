"""Write docs/doors.md: `python3 run.py doors`."""

import os

import django


def main() -> None:
    """Write the page; the difference is for a person to read."""
    from tests.architecture.house import ROOT, door_table

    (ROOT / "docs" / "doors.md").write_text(door_table())


if __name__ == "__main__":
    os.environ["DJANGO_SETTINGS_MODULE"] = "folkmoot.settings"
    django.setup()
    main()
