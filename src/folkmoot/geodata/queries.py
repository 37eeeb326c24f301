"""Looking things up in the newest release."""

from folkmoot.geodata.models import Postcode, PostcodeRelease
from folkmoot.geodata.rules import normal_postcode, why_not_postcode

__all__ = ["find_postcode", "newest_release", "normal_postcode"]


def newest_release() -> PostcodeRelease | None:
    """The release last loaded."""
    return PostcodeRelease.objects.first()


def find_postcode(text: str) -> Postcode | None:
    """Where this postcode is, in the newest release; nothing if it is not there."""
    if why_not_postcode(text):
        return None
    newest = PostcodeRelease.objects.values("pk")[:1]
    return Postcode.objects.filter(release__in=newest, code=normal_postcode(text)).first()
