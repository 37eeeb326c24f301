"""A file is what it was when it came."""

from django.db import migrations

from folkmoot.kernel.guards import Guard

AS_IT_CAME = "A file stays as it came; another one is another file."


class Migration(migrations.Migration):
    dependencies = [("files", "0001_initial")]
    operations = [
        Guard("file_never_changed", "files_attachment", "UPDATE", sentence=AS_IT_CAME),
        Guard("bytes_never_changed", "files_content", "UPDATE", sentence=AS_IT_CAME),
    ]
