"""Accounts, the codes sent to them, and persons, most of whom have none."""

from typing import Any, ClassVar, Self

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower

from folkmoot.kernel.ids import new_key, secret_key


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

    def of(self, person: "Person") -> Self:
        """Somebody, under every note that was joined into one."""
        return self.filter(models.Q(pk=person.pk) | models.Q(same_as=person.pk))


class Person(models.Model):
    """Someone we know. Most people we know never sign in.

    Two rows that somebody found to be one person stay two: one is the `same_as` the other, so
    that it can be undone. It always points to the one that stands for all of them.
    """

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
    same_as = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="also")
    same_since_at = models.DateTimeField(null=True, blank=True)

    objects = PersonQuerySet.as_manager()

    personal: ClassVar = {
        "name": "blank",
        "account": "cut",
        "email": "blank",
        "phone": "blank",
        "address": "blank",
        "same_as": "keep: that two notes were of one person; both are blanked",
    }

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=models.Q(same_as__isnull=True, same_since_at__isnull=True)
                | models.Q(same_as__isnull=False, same_since_at__isnull=False, account__isnull=True)
                & ~models.Q(same_as=models.F("id")),
                name="person_joined_keeps_no_account",
            ),
        )

    def __str__(self) -> str:
        return f"Person {self.pk}"
