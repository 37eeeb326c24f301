"""The tables in which something may wait on somebody, with the columns that are read of them."""

from django.db import models

from bench.plain.kept.models import Account, Place, Table, _of


class Message(Table):
    """A letter to post, a call to make."""

    within = models.CharField(max_length=80)
    channel = models.CharField(max_length=8)
    created_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    failed_at = models.DateTimeField(null=True)

    class Meta(Table.Meta):
        db_table = "notify_message"


class Promise(Table):
    """What an organiser promised."""

    place = _of(Place)
    by = _of(Account)
    words = models.CharField(max_length=300)
    due_date = models.DateField()
    promised_at = models.DateTimeField()
    kept_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta(Table.Meta):
        db_table = "organising_promise"


class Outing(Table):
    """People who are out listening."""

    place = _of(Place)
    stage = models.CharField(max_length=12)
    back_by_at = models.DateTimeField()

    class Meta(Table.Meta):
        db_table = "organising_outing"


class Round(Table):
    """A round of listening."""

    ref = models.CharField(max_length=12)
    place = _of(Place)
    name = models.CharField(max_length=120)
    stage = models.CharField(max_length=12)
    ends_date = models.DateField()
    tell_by_date = models.DateField()
    ended_at = models.DateTimeField(null=True)

    class Meta(Table.Meta):
        db_table = "organising_listeninground"


class Concern(Table):
    """Somebody may not be safe."""

    place = _of(Place)
    stage = models.CharField(max_length=12)
    raised_date = models.DateField()

    class Meta(Table.Meta):
        db_table = "organising_concern"


class Agreement(Table):
    """What several agreed on."""

    kept_by = _of(Account)

    class Meta(Table.Meta):
        db_table = "organising_agreement"


class Undertaking(Table):
    """What one of them promised."""

    place = _of(Place)
    agreement = _of(Agreement)
    words = models.CharField(max_length=300)
    due_date = models.DateField()
    kept_at = models.DateTimeField(null=True)
    broken_at = models.DateTimeField(null=True)

    class Meta(Table.Meta):
        db_table = "organising_undertaking"


class Opportunity(Table):
    """Something to help with."""

    place = _of(Place)
    opened_by = _of(Account)
    title = models.CharField(max_length=120)
    stage = models.CharField(max_length=12)
    starts_at = models.DateTimeField(null=True)
    urgent_at = models.DateTimeField(null=True)

    class Meta(Table.Meta):
        db_table = "organising_opportunity"


class Ask(Table):
    """Somebody was asked to help."""

    opportunity = _of(Opportunity)
    asked_by = _of(Account)
    stage = models.CharField(max_length=12)
    asked_at = models.DateTimeField()
    given_at = models.DateTimeField(null=True)
    received_at = models.DateTimeField(null=True)

    class Meta(Table.Meta):
        db_table = "organising_ask"


class Gathering(Table):
    """When people meet."""

    ref = models.CharField(max_length=12)
    place = _of(Place)
    title = models.CharField(max_length=120)
    stage = models.CharField(max_length=12)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    planned_at = models.DateTimeField()

    class Meta(Table.Meta):
        db_table = "gatherings_gathering"


class SmallFund(Table):
    """Money for small ideas."""

    place = _of(Place)
    quorum = models.PositiveSmallIntegerField()

    class Meta(Table.Meta):
        db_table = "awards_smallfund"


class SmallGrant(Table):
    """Four people have an idea."""

    ref = models.CharField(max_length=12)
    fund = _of(SmallFund)
    stage = models.CharField(max_length=12)
    title = models.CharField(max_length=120)
    payee = models.CharField(max_length=40)
    put_at = models.DateTimeField()
    due_date = models.DateField()

    class Meta(Table.Meta):
        db_table = "awards_smallgrant"


class SupportPackage(Table):
    """Support a place was promised."""

    ref = models.CharField(max_length=12)
    place = _of(Place)
    stage = models.CharField(max_length=12)

    class Meta(Table.Meta):
        db_table = "awards_supportpackage"


class SupportItem(Table):
    """One kind of it."""

    package = _of(SupportPackage)

    class Meta(Table.Meta):
        db_table = "awards_supportitem"


class Delivery(Table):
    """A day of it."""

    item = _of(SupportItem)
    what = models.CharField(max_length=300)
    stage = models.CharField(max_length=12)
    noted_at = models.DateTimeField()

    class Meta(Table.Meta):
        db_table = "awards_delivery"


class SupportVersion(Table):
    """How it was agreed."""

    package = _of(SupportPackage)
    drafted_at = models.DateTimeField()
    place_agreed_at = models.DateTimeField(null=True)
    supporter_agreed_at = models.DateTimeField(null=True)
    in_force_at = models.DateTimeField(null=True)

    class Meta(Table.Meta):
        db_table = "awards_supportversion"


class Held(Table):
    """A role somewhere else."""

    account = _of(Account)
    role = models.CharField(max_length=40)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField(null=True)

    class Meta(Table.Meta):
        abstract = True


class OrganisationRole(Held):
    """In an organisation."""

    class Meta(Held.Meta):
        abstract = False
        db_table = "people_organisationrole"


class ProgrammeRole(Held):
    """In a programme."""

    class Meta(Held.Meta):
        abstract = False
        db_table = "programmes_programmerole"


class ApplicationRole(Held):
    """In an application."""

    class Meta(Held.Meta):
        abstract = False
        db_table = "granting_applicationrole"


class Trainer(Held):
    """In a course."""

    class Meta(Held.Meta):
        abstract = False
        db_table = "learning_trainer"
