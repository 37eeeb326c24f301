"""From rows to the words of a credential: addresses, who issues it, who holds it."""

from django.conf import settings
from django.urls import reverse

from folkmoot.learning.analysis.credentials import LIST_BITS, Award, Holder, Issuer, Taught
from folkmoot.learning.models import Badge, Course, CourseEdition
from folkmoot.people.models import Organisation
from folkmoot.places.models import Place


def address(name: str, *named: object) -> str:
    """An address of this site, whole."""
    return settings.SITE_ADDRESS + reverse(name, args=named)


def issuer_of(course: Course) -> Issuer:
    """Who stands behind what was learnt: the hub, or the place itself."""
    return hub_issuer(course.hub) if course.hub else place_issuer(course.place)


def hub_issuer(hub: Organisation) -> Issuer:
    """An organisation that answers for courses."""
    page = address("learning:of_hub", hub.ref)
    return Issuer(address("badges:hub", hub.ref), hub.name, page)


def place_issuer(place: Place) -> Issuer:
    """A place that gives its own courses."""
    page = address("learning:in_place", place.slug)
    return Issuer(address("badges:place", place.slug), place.name, page)


def taught_in(edition: CourseEdition) -> Taught:
    """What an edition of a course teaches."""
    return Taught(
        address=address("badges:achievement", edition.course.ref, edition.number),
        page=address("learning:course", edition.course.ref),
        title=edition.title,
        outcomes=tuple(edition.outcomes),
        rule=edition.rule,
        edition=edition.number,
    )


def status_list_of(course: Course, list_number: int) -> str:
    """Where it is told which badges of one list are not true any more."""
    if course.hub:
        return address("badges:hub_status", course.hub.ref, list_number)
    return address("badges:place_status", course.place.slug, list_number)


def award_of(badge: Badge, holder: Holder) -> Award:
    """All that goes into the credential of a badge."""
    completion = badge.completion
    course = completion.edition.course
    return Award(
        address=address("badges:badge", badge.ref),
        issuer=issuer_of(course),
        taught=taught_in(completion.edition),
        holder=holder,
        issued_at=badge.issued_at,
        awarded_at=completion.confirmed_at,
        ends_at=completion.ends_at,
        status_list=status_list_of(course, badge.number // LIST_BITS),
        number=badge.number,
    )
