"""A role counts on its own side of its own award, and who may see it hangs on how far it is."""

import pytest

from folkmoot.awards.models import Award
from folkmoot.awards.tests.makers import (
    NOON,
    a_draft,
    an_award,
    an_offer,
    an_organisation,
    manager,
    who,
)
from folkmoot.kernel.access.may import may
from folkmoot.kernel.access.permissions import Permission
from folkmoot.kernel.access.roles import AWARD_MANAGER, FINANCE_OFFICER, ROLES
from folkmoot.places.tests.makers import a_place

pytestmark = pytest.mark.django_db
FUNDER_DOES = {
    Permission.AWARD_PREPARE,
    Permission.AWARD_CHECK,
    Permission.AWARD_COUNTERSIGN,
    Permission.PAYMENT_APPROVE,
    Permission.PAYMENT_PAY,
    Permission.RETURN_ACCEPT,
}
RECIPIENT_DOES = {
    Permission.AWARD_SIGN,
    Permission.PAYMENT_REQUEST,
    Permission.PAYMENT_CERTIFY,
    Permission.RETURN_WRITE,
    Permission.RETURN_CERTIFY,
}


@pytest.mark.parametrize("permission", sorted(FUNDER_DOES | RECIPIENT_DOES))
def test_a_role_counts_on_its_own_side_of_its_own_award_only(permission: Permission) -> None:
    award = an_award()
    other = an_award(
        a_place("Saltmarsh Quay"),
        funder=an_organisation("The Other Fund"),
        recipient=an_organisation("Quay Trust"),
        partnership=None,
    )
    sides = {
        award.funder: permission in FUNDER_DOES,
        award.recipient: permission in RECIPIENT_DOES,
        award.partnership: False,
        other.funder: False,
        other.recipient: False,
    }
    for role in ROLES.values():
        if role.scope != "organisation":
            continue
        for organisation, does in sides.items():
            assert organisation
            account = who(role, organisation)
            expected = does and permission in role.permissions
            found = may(account, permission, within=award.scope, at=NOON)
            assert found == expected, (role.name, organisation.name)


def test_an_award_on_its_way_is_seen_by_its_two_sides_and_a_signed_one_by_all() -> None:
    drafted, offered, signed = a_draft(), an_offer(), an_award()
    stranger = who(AWARD_MANAGER, an_organisation("The Other Fund"))

    def seen_by(account: object) -> set[object]:
        return set(Award.objects.visible_to(account).values_list("pk", flat=True))

    assert seen_by(stranger) == {signed.pk}
    assert seen_by(who(FINANCE_OFFICER, drafted.recipient)) == {offered.pk, signed.pk}
    assert seen_by(manager(drafted)) == {drafted.pk, offered.pk, signed.pk}
