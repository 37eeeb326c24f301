"""Accounts, persons, organisations, and the roles accounts hold."""

from datetime import datetime
from typing import Any, ClassVar, Self

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower

from folkmoot.kernel.access.roles import ROLES, Role, roles_in
from folkmoot.kernel.ids import new_key, new_reference, secret_key


class AccountManager(BaseUserManager["Account"]):
    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "Account":
        """An account that signs in by e-mailed code or passkey; no password is ever set."""
        account = self.model(email=email.strip().lower(), **fields)
        account.set_unusable_password()
        account.save(using=self._db)
        return account

    def visible_to(self, user: object) -> models.QuerySet["Account"]:
        """Accounts are nobody's business but their owner's."""
        return self.filter(pk=user.pk) if isinstance(user, Account) else self.none()

    def with_address(self, email: str) -> "Account | None":
        """The account with this e-mail address, in whatever case it was typed."""
        return self.filter(email=email.strip().lower()).first()


class Account(AbstractBaseUser):
    """A means of signing in. Most people we know have none.

    The password column never holds a password: it is a random word that every session is
    tied to, so that changing it signs the account out everywhere.
    """

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    email = models.EmailField(max_length=254, unique=True)
    name = models.CharField(max_length=200, blank=True)
    is_active = models.BooleanField(default=True)
    joined_at = models.DateTimeField(auto_now_add=True)

    objects = AccountManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"

    personal: ClassVar = {
        "email": "blank",
        "name": "blank",
        "last_login": "blank",
        "password": "blank",
    }

    class Meta:
        constraints = (models.UniqueConstraint(Lower("email"), name="account_email_once_any_case"),)

    def __str__(self) -> str:
        return f"Account {self.pk}"

    def shown_name(self) -> str:
        """What others on the team read; never the e-mail address."""
        if not self.is_active:
            return "Someone who has left"
        return self.name or "Someone without a name yet"


class OneTimeCode(models.Model):
    """A code we have sent to an address, kept so that neither can be read back from it.

    The address itself stays in the session of whoever asked, until they show it is theirs.
    """

    class Purpose(models.TextChoices):
        SIGN_IN = "sign_in", "To sign in"
        STILL_YOU = "still_you", "To show it is still you"
        CHANGE_EMAIL = "change_email", "To change your e-mail address"

    id = models.UUIDField(primary_key=True, default=secret_key, editable=False)
    purpose = models.CharField(max_length=20, choices=Purpose)
    account = models.ForeignKey(Account, models.CASCADE, null=True, related_name="+")
    address_mark = models.CharField(max_length=64)
    code_mark = models.CharField(max_length=64)
    asked_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    used_at = models.DateTimeField(null=True, blank=True)

    personal: ClassVar = {"account": "cut"}

    class Meta:
        indexes = (models.Index(fields=["address_mark", "asked_at"], name="code_by_address"),)

    def __str__(self) -> str:
        return f"Code {self.pk}"


class PersonQuerySet(models.QuerySet["Person"]):
    def visible_to(self, user: object) -> Self:
        """A person is seen by themselves; rooms that know them say who else may."""
        return self.filter(account_id=getattr(user, "pk", None), account__isnull=False)


class Person(models.Model):
    """Someone we know. Most people we know never sign in."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    name = models.CharField(max_length=200)
    account = models.OneToOneField(
        Account, models.PROTECT, null=True, blank=True, related_name="person"
    )
    reach_by = models.CharField(
        max_length=10,
        choices=[
            ("none", "Please do not contact me"),
            ("letter", "By letter"),
            ("phone", "By phone"),
            ("text", "By text"),
            ("email", "By e-mail"),
        ],
        default="none",
    )
    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=30, blank=True)
    address = models.TextField(max_length=400, blank=True)

    objects = PersonQuerySet.as_manager()

    personal: ClassVar = {
        "name": "blank",
        "account": "cut",
        "email": "blank",
        "phone": "blank",
        "address": "blank",
    }

    def __str__(self) -> str:
        return f"Person {self.pk}"


class OrganisationQuerySet(models.QuerySet["Organisation"]):
    def visible_to(self, user: object) -> Self:
        """Organisations are public."""
        return self


class Organisation(models.Model):
    """A group of any size, constituted or not."""

    class Kind(models.TextChoices):
        GROUP = "group", "Group without a legal form"
        CHARITY = "charity", "Charity"
        COMPANY = "company", "Company"
        COUNCIL = "council", "Council or public body"
        OTHER = "other", "Something else"

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    ref = models.CharField(max_length=7, unique=True, default=new_reference, editable=False)
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=20, choices=Kind, default=Kind.GROUP)
    website = models.URLField(blank=True)

    objects = OrganisationQuerySet.as_manager()

    def __str__(self) -> str:
        return self.name

    @property
    def scope(self) -> "Organisation":
        """Where the roles that govern an organisation are held."""
        return self

    def roles_of(self, user: object, *, at: datetime) -> frozenset[Role]:
        """Roles this user holds in the organisation; a site role counts in every organisation."""
        here = OrganisationRole.objects.filter(organisation=self).roles_of(user, at=at)
        return here | THE_SITE.roles_of(user, at=at)

    def org_id(self) -> str:
        """The identifier others know it by: GB-CHC-1234567. Wants `identifiers` prefetched."""
        return next((str(each) for each in self.identifiers.all() if each.preferred), "")


class OrganisationIdentifier(models.Model):
    """A number some list gives an organisation, kept as text: leading zeros count."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="identifiers")
    scheme = models.CharField(max_length=40)  # an org-id.guide list code: GB-CHC, GB-COH, GB-LAE…
    value = models.CharField(max_length=60)
    preferred = models.BooleanField(default=False)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["scheme", "value"], name="identifier_once"),
            models.UniqueConstraint(
                fields=["organisation"],
                condition=models.Q(preferred=True),
                name="one_preferred_identifier",
            ),
        )
        ordering = ("-preferred", "scheme", "value")

    def __str__(self) -> str:
        return f"{self.scheme}-{self.value}"


class RoleHeldQuerySet(models.QuerySet[Any]):
    def held_at(self, at: datetime) -> Self:
        """Roles that had begun and not ended by that moment."""
        return self.filter(
            models.Q(ends_at__isnull=True) | models.Q(ends_at__gt=at), starts_at__lte=at
        )

    def roles_of(self, user: object, *, at: datetime) -> frozenset[Role]:
        """Roles among these that the user holds at that moment."""
        names = self.held_at(at).filter(account_id=getattr(user, "pk", None))
        return frozenset(ROLES[name] for name in names.values_list("role", flat=True))


class RoleHeld(models.Model):
    """A role an account holds from one moment until another. Each scope has its own table."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    account = models.ForeignKey(Account, models.PROTECT, related_name="%(class)ss")
    role = models.CharField(max_length=40)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField(null=True, blank=True)
    given_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")

    objects = RoleHeldQuerySet.as_manager()

    personal: ClassVar = {
        "account": "keep: the account is blanked, that someone held the role is not",
        "given_by": "keep: who answers for the role",
    }

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.role} from {self.starts_at:%Y-%m-%d}"

    @classmethod
    def scope_field(cls) -> str:
        """The column that says what the role is held in: place, organisation; "" for the site."""
        own = ("account", "given_by")
        return next((f.name for f in cls._meta.fields if f.is_relation and f.name not in own), "")

    def held_in(self) -> str:
        """What the role is held in, by name. Wants the scope selected."""
        field = self.scope_field()
        return str(getattr(self, field)) if field else "This Folkmoot"

    def description(self) -> str:
        """What someone in this role does."""
        return ROLES[self.role].description


class SiteRole(RoleHeld):
    """A role held in the whole site."""

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=models.Q(role__in=[role.name for role in roles_in("site")]),
                name="site_role_is_one",
            ),
            models.UniqueConstraint(
                fields=["account", "role"],
                condition=models.Q(ends_at__isnull=True),
                name="site_role_once",
            ),
        )

    @property
    def scope(self) -> "SiteScope":
        """Where the right to give and end this role is held."""
        return THE_SITE


class OrganisationRole(RoleHeld):
    """A role held in an organisation."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="roles_held")

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=models.Q(role__in=[role.name for role in roles_in("organisation")]),
                name="organisation_role_is_one",
            ),
            models.UniqueConstraint(
                fields=["organisation", "account", "role"],
                condition=models.Q(ends_at__isnull=True),
                name="organisation_role_once",
            ),
        )


class SiteScope:
    """The whole site, as somewhere a role is held."""

    def roles_of(self, user: object, *, at: datetime) -> frozenset[Role]:
        """Roles this user holds in the site."""
        return SiteRole.objects.all().roles_of(user, at=at)


THE_SITE = SiteScope()


def role_tables() -> tuple[type[RoleHeld], ...]:
    """Every table of roles, whichever room keeps it: this room's two, and places' own."""
    return tuple(RoleHeld.__subclasses__())
