"""What people said yes and no to: kept for good, added to and never changed."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar, Self

from django.db import models

from folkmoot.kernel.ids import new_key
from folkmoot.people.models.accounts import Account, Person
from folkmoot.people.models.organisations import Organisation

# The Data (Use and Access) Act 2025, section 114, lets charities write without a yes from here.
CHARITIES_MAY_FROM = date(2026, 2, 5)


class Purpose(models.TextChoices):
    """What we would do with what we know of somebody."""

    KNOW = "know", "Keep my name with what I said"
    TELL = "tell", "Tell me what became of it"
    ASK = "ask", "Ask me to help with something"
    NEWS = "news", "Send me news of the place"
    INTRODUCE = "introduce", "Put me in touch with others"


class Through(models.TextChoices):
    """How we would reach them; nothing reaches anybody when a name is only kept."""

    NONE = "none", "No message"
    IN_PERSON = "person", "In person"
    LETTER = "letter", "By letter"
    PHONE = "phone", "By phone"
    TEXT = "text", "By text"
    EMAIL = "email", "By e-mail"


ELECTRONIC = (Through.TEXT, Through.EMAIL)


class Basis(models.TextChoices):
    """What the law lets us do it on."""

    CONSENT = "consent", "They said yes"
    CHARITY = "charity", "A charity, and they had shown interest"
    LEGITIMATE = "legitimate", "Our legitimate interest, weighed against theirs"
    SAFEGUARDING = "safeguarding", "To keep somebody safe"
    CONTRACT = "contract", "An agreement with them"
    LEGAL = "legal", "The law asks us to"


class Said(models.TextChoices):
    """What they answered; not having asked is an answer too, of ours."""

    YES = "yes", "Yes"
    NO = "no", "No"
    NOT_ASKED = "not_asked", "Not asked"


class HowSaid(models.TextChoices):
    SPOKEN = "spoken", "Spoken"
    WRITTEN = "written", "Written"
    OWN_PAGE = "own_page", "On their own page"


class Interest(models.TextChoices):
    """What they were doing when they gave a charity their details; it may write about no other."""

    NONE = "", "Nothing of the kind"
    HELPED = "helped", "Offering to help, or helping"
    CAME = "came", "Coming to something"
    GAVE = "gave", "Giving money or things"
    ASKED = "asked", "Asking about what we do"


class ConsentQuerySet(models.QuerySet["Consent"]):
    def visible_to(self, user: object) -> Self:
        """Their own; rooms that know a person say who else may."""
        return self.filter(
            person__account_id=getattr(user, "pk", None), person__account__isnull=False
        )

    def of(self, person: Person) -> Self:
        """What somebody answered, under every note that was joined into one."""
        return self.filter(models.Q(person=person.pk) | models.Q(person__same_as=person.pk))

    def newest_first(self) -> Self:
        """By when they were asked, not by when a phone had signal again."""
        return self.order_by("-asked_at", "-id")


class Consent(models.Model):
    """One answer of one person to one question: may we, for this, in this way?

    Never changed. A yes is taken back by another row, which `takes_back` this one.
    """

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    person = models.ForeignKey(Person, models.PROTECT, related_name="consents")
    purpose = models.CharField(max_length=10, choices=Purpose)
    through = models.CharField(max_length=10, choices=Through)
    basis = models.CharField(max_length=12, choices=Basis, default=Basis.CONSENT)
    said = models.CharField(max_length=10, choices=Said)
    how = models.CharField(max_length=10, choices=HowSaid)
    wording = models.TextField(max_length=1000)  # exactly what they were asked
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="+")
    legal_form = models.CharField(max_length=20, choices=Organisation.Kind)  # on that day
    interest = models.CharField(max_length=10, choices=Interest, blank=True)
    details_date = models.DateField(null=True, blank=True)  # when they gave us their details
    takes_back = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="taken_back_by"
    )
    asked_at = models.DateTimeField()
    noted_at = models.DateTimeField()
    noted_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")

    objects = ConsentQuerySet.as_manager()

    personal: ClassVar = {
        "person": "keep: that a question was answered; the person is blanked",
        "noted_by": "keep: who asked",
    }

    class Meta:
        ordering = ("-asked_at", "-id")
        constraints = (
            models.CheckConstraint(condition=~models.Q(wording=""), name="consent_says_its_words"),
            models.CheckConstraint(
                condition=models.Q(
                    purpose__in=Purpose.values,
                    through__in=Through.values,
                    basis__in=Basis.values,
                    said__in=Said.values,
                    how__in=HowSaid.values,
                ),
                name="consent_in_known_words",
            ),
            models.CheckConstraint(
                condition=models.Q(purpose=Purpose.KNOW, through=Through.NONE)
                | (~models.Q(purpose=Purpose.KNOW) & ~models.Q(through=Through.NONE)),
                name="consent_reaches_somebody",
            ),
            models.CheckConstraint(
                condition=~models.Q(basis=Basis.CHARITY)
                | models.Q(
                    legal_form=Organisation.Kind.CHARITY,
                    through__in=ELECTRONIC,
                    details_date__isnull=False,  # a check passes what is neither true nor false
                    details_date__gte=CHARITIES_MAY_FROM,
                    interest__gt="",
                ),
                name="consent_soft_for_charities",
            ),
            models.CheckConstraint(
                condition=models.Q(takes_back__isnull=True) | models.Q(said=Said.NO),
                name="consent_taken_back_is_no",
            ),
        )
        indexes = (
            models.Index(
                fields=["person", "purpose", "through", "-asked_at"], name="consent_newest"
            ),
        )

    def __str__(self) -> str:
        return f"Consent {self.pk}"


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody was asked and answered, before it is a row."""

    purpose: str
    through: str
    said: str
    wording: str
    asked_at: datetime
    how: str = HowSaid.SPOKEN
    basis: str = Basis.CONSENT
    organisation: Organisation | None = None
    interest: str = ""
    details_date: date | None = None

    @property
    def legal_form(self) -> str:
        """What the organisation is on this day; without one, a group without a legal form."""
        return self.organisation.kind if self.organisation else Organisation.Kind.GROUP


# How each question is asked, unless somebody asks it in other words. What was asked is kept with
# the answer, so that a change here changes nothing that was said before.
FIRST_WORDS = {
    Purpose.KNOW: "May I keep your name with what you told me, so that we can come back to you? "
    "You can have it taken away at any time.",
    Purpose.TELL: "May we tell you what became of what you said?",
    Purpose.ASK: "May we ask you to help when something needs doing that you are good at?",
    Purpose.NEWS: "May we send you news of what is going on here?",
    Purpose.INTRODUCE: "May we put you in touch with neighbours who offer what you would like, or "
    "would like what you offer?",
}


def question_for(purpose: str, asker: str = "") -> str:
    """The question as it is asked, by whom if it is asked in the name of an organisation.

    >>> question_for("news", "The Hall Trust")
    'The Hall Trust asks: May we send you news of what is going on here?'
    """
    first = FIRST_WORDS[Purpose(purpose)]
    return f"{asker} asks: {first}" if asker else first


def words_for(purpose: str, through: str, asker: str = "") -> str:
    """The question as it is asked, with the way in which we would reach them.

    >>> words_for("news", "email")
    'May we send you news of what is going on here? By e-mail.'
    """
    asked = question_for(purpose, asker)
    return asked if through == Through.NONE else f"{asked} {Through(through).label}."
