"""What is asked of those who keep the roll."""

from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError

from folkmoot.deciding import rolls
from folkmoot.deciding.models import Decision, Way
from folkmoot.deciding.queries.addresses import Addresses
from folkmoot.kernel.ui.forms import PlainForm, RadiosField, TextField, UploadField

MOST_LETTERS = 250  # more than this on one page is too much for a browser to print
MOST_CODES = 200_000
MOST_MEGABYTES = 20


class RollForm(PlainForm):
    """A list of people who may vote."""

    file = UploadField(
        label="The list, as a CSV file",
        help_text="Its first line names the columns: name, postcode, and if you like address and "
        "number.",
        max_megabytes=MOST_MEGABYTES,
        kinds=(".csv",),
    )

    def clean_file(self) -> list[rolls.RollLine]:
        """Every line of the file, or the first that is wrong."""
        try:
            return rolls.read_roll(self.cleaned_data["file"].read())
        except rolls.BadRoll as bad:
            raise ValidationError(str(bad)) from bad


class CodesForm(PlainForm):
    """A batch of codes."""

    LETTERS, FILE = "letters", "file"
    ON_ROLL, NOBODY = "roll", "nobody"

    label = forms.CharField(
        label="What are they for?",
        help_text="For example: Letters to Mill Street. So that you can find this batch again.",
        max_length=120,
    )
    way = RadiosField(
        label="How will people get them?",
        choices=[
            (Way.LETTER.value, "By letter"),
            (Way.VOUCHER.value, "From a trusted group, as a voucher"),
        ],
        initial=Way.LETTER.value,
    )
    whom = RadiosField(
        label="Whose names and addresses are on them?",
        choices=[
            (ON_ROLL, "Those of people on the list: a letter to each"),
            (NOBODY, "Nobody’s: the same letter for whoever gets it"),
        ],
        hints={
            ON_ROLL: "The address stands where an envelope has its window. Whoever has a letter "
            "votes with its code, and no longer by name alone.",
        },
        initial=ON_ROLL,
    )
    n_codes = forms.IntegerField(label="How many?", min_value=1, max_value=MOST_CODES)
    output = RadiosField(
        label="What do you need?",
        choices=[
            (LETTERS, "Letters to print here, one page each"),
            (FILE, "A file for a printer (CSV)"),
        ],
        hints={
            LETTERS: f"Up to {MOST_LETTERS} at a time.",
            FILE: "Number, code, and the address for the QR code.",
        },
        initial=LETTERS,
    )

    def __init__(self, *args: Any, decision: Decision, addresses: Addresses, **kwargs: Any) -> None:
        self.decision, self.addresses = decision, addresses
        super().__init__(*args, **kwargs)
        if not addresses.n_waiting:
            del self.fields["whom"]

    @property
    def is_addressed(self) -> bool:
        """Whether these go to people on the list, by name and address."""
        return bool(self.cleaned_data.get("whom") == self.ON_ROLL)

    def clean_label(self) -> str:
        """A name of its own: so nobody makes the same batch twice by loading the page again."""
        label = str(self.cleaned_data["label"]).strip()
        if self.decision.code_batches.filter(label=label).exists():
            raise ValidationError(
                "There is a batch with this name. Its codes were shown once and cannot be shown "
                "again. If they are lost, take that batch back and make another."
            )
        return label

    def clean(self) -> dict[str, Any]:
        """Only so many letters as a browser can print, and as there are addresses."""
        given = super().clean() or {}
        if given.get("whom") == self.ON_ROLL:
            self._check_addressed(given)
        many = given.get("n_codes", 0) > MOST_LETTERS
        if given.get("output") == self.LETTERS and many:
            sentence = f"Make at most {MOST_LETTERS} letters at once, or take a file."
            self.add_error("n_codes", sentence)
        return given

    def _check_addressed(self, given: dict[str, Any]) -> None:
        n_waiting = self.addresses.n_waiting
        if given.get("way") == Way.VOUCHER:
            self.add_error("way", "Vouchers carry no names. Choose letters, or nobody’s name.")
        if given.get("n_codes", 0) > n_waiting:
            sentence = f"Make at most {n_waiting:,}: so many people have an address and no letter."
            self.add_error("n_codes", sentence)


class SearchForm(PlainForm):
    """One line of the roll, by its number."""

    number = forms.IntegerField(label="Number on the letter or list", min_value=1)


class LookForm(PlainForm):
    """What one person says of one doubtful vote; its prefix is the line of the roll."""

    COUNTS, COUNTS_NOT = "counts", "not"

    answer = RadiosField(
        label="Does this vote count?",
        choices=[("", "I have not looked yet"), (COUNTS, "It counts"), (COUNTS_NOT, "It does not")],
        required=False,
    )
    because = TextField(
        label="How do you know?",
        help_text="In a few words, such as: I rang at the door and she said so.",
        max_length=140,
        rows=2,
        required=False,
    )
    says_optional = False

    @property
    def entry_id(self) -> UUID:
        """The line of the roll it is about."""
        return UUID(str(self.prefix))

    def clean(self) -> dict[str, Any]:
        """An answer with its reason, or neither."""
        given = super().clean() or {}
        answer, because = given.get("answer"), str(given.get("because", "")).strip()
        if answer and not because and "because" not in self.errors:
            self.add_error("because", "Say how you know. The person may ask.")
        if because and not answer:
            self.add_error("answer", "Say whether it counts.")
        return given
