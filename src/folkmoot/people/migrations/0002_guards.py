"""What integrity needs of people that a constraint cannot say."""

from django.db import migrations

from folkmoot.kernel.guards import Guard


class Migration(migrations.Migration):
    dependencies = [("people", "0001_initial")]
    operations = [
        Guard(
            "people_account_stays",
            "people_account",
            "DELETE",
            sentence="Accounts are closed and blanked, never removed: others rely on them.",
        ),
        Guard(
            "people_code_used_once",
            "people_onetimecode",
            "UPDATE",
            when="OLD.used_at IS NOT NULL",
            sentence="A code that has been used is not changed again.",
        ),
        Guard(
            "people_code_tries_only_grow",
            "people_onetimecode",
            "UPDATE",
            when="NEW.tries < OLD.tries",
            sentence="Tries of a code only ever grow.",
        ),
    ]
