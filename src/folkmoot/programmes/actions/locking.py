"""Rows held until the transaction is over, always the programme first."""

from folkmoot.programmes.models import Programme, Version


def locked(programme: Programme) -> Programme:
    """The programme, held."""
    return Programme.objects.select_for_update().get(pk=programme.pk)


def locked_version(version: Version) -> Version:
    """The version, held with its programme."""
    programme = Programme.objects.select_for_update().get(pk=version.programme_id)
    found = Version.objects.select_for_update().get(pk=version.pk)
    found.programme = programme
    return found
