"""One example of each component, with what it takes to write it; tests walk through them too."""

from dataclasses import dataclass
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

from django import forms
from django.core.paginator import Paginator

from folkmoot.kernel.ui.forms import (
    CheckboxesField,
    DateField,
    ListField,
    MomentField,
    MoneyField,
    PlainForm,
    RadiosField,
    TextField,
    UploadField,
    YesField,
)

# A made-up place on a made-up river: the corners are drawn, not surveyed.
BOUNDARY: dict[str, Any] = {
    "type": "Polygon",
    "coordinates": [
        [
            [-1.5260, 52.4180], [-1.5205, 52.4212], [-1.5140, 52.4218], [-1.5082, 52.4196],
            [-1.5061, 52.4150], [-1.5094, 52.4112], [-1.5068, 52.4081], [-1.5120, 52.4052],
            [-1.5188, 52.4060], [-1.5231, 52.4090], [-1.5284, 52.4101], [-1.5299, 52.4143],
            [-1.5260, 52.4180],
        ]
    ],
}  # fmt: skip
POINTS: list[dict[str, Any]] = [
    {"lon": -1.5170, "lat": 52.4150, "label": "The Wheel hub", "shape": "star", "tone": "moss",
     "href": "#map", "note": "open every day"},
    {"lon": -1.5120, "lat": 52.4175, "label": "Orchard on Mill Lane", "shape": "circle",
     "tone": "moss", "note": "an idea with 41 supporters"},
    {"lon": -1.5215, "lat": 52.4120, "label": "Safe crossing by the school", "shape": "circle",
     "tone": "moss", "href": "#map"},
    {"lon": -1.5140, "lat": 52.4090, "label": "Steps without a rail", "shape": "triangle",
     "tone": "terracotta"},
]  # fmt: skip
# A barrier: an area beside the boundary.
BYPASS: dict[str, Any] = {
    "type": "Polygon",
    "coordinates": [
        [
            [-1.5231, 52.4090], [-1.5188, 52.4060], [-1.5120, 52.4052], [-1.5128, 52.4066],
            [-1.5186, 52.4074], [-1.5226, 52.4100], [-1.5231, 52.4090],
        ]
    ],
}  # fmt: skip


class GalleryForm(PlainForm):
    """Every kind of field, once."""

    title = forms.CharField(
        label="What is your idea called?",
        max_length=100,
        error_messages={"required": "Write a title of up to 100 letters."},
    )
    email = forms.EmailField(
        label="Your e-mail address", required=False, help_text="Only to tell you what happens next."
    )
    cost = MoneyField(label="What would it cost?", help_text="A guess is enough for now.")
    words = TextField(label="Tell us about it", max_length=600, rows=4)
    street = forms.ChoiceField(
        label="Which street is it near?",
        choices=[("", "---------"), ("mill", "Mill Lane"), ("high", "High Street")],
    )
    kind = RadiosField(
        label="What kind of help would you like?",
        choices=[("money", "Money"), ("hands", "Hands"), ("both", "Both")],
        hints={"hands": "People who turn up and do it with you."},
    )
    whom = CheckboxesField(
        label="Who is it for?",
        choices=[("young", "Young people"), ("old", "Older people"), ("all", "Everyone")],
    )
    first_day = DateField(label="When could it begin?")
    meeting = MomentField(label="When shall we meet?", required=False)
    people = forms.IntegerField(label="How many people would help?", min_value=1, required=False)
    helpers = ListField(label="Who else is in it?", help_text="One name a line.", required=False)
    picture = UploadField(label="A picture", kinds=(".jpg", ".png"), required=False)
    agreed = YesField(label="My neighbours know about this")


@dataclass(frozen=True, slots=True)
class Sample:
    """A component: its name, what it is for, and how it is written in a page."""

    name: str
    purpose: str
    source: str

    @property
    def key(self) -> str:
        """Its address within the page."""
        return self.name.lower().replace(" ", "-")


SAMPLES = [
    Sample(
        "Thread",
        "The way through the site: seven stations, lit where this thing stands.",
        '{% thread at="decision" place=place counts=counts %}',
    ),
    Sample(
        "Figure",
        "A figure that opens to what it is made of.",
        '{% figure number="312" sentence="people have told us what matters to them"'
        ' source="listening notes of the place" when=when csv="#figure" %}'
        '<ul class="govuk-list govuk-list--bullet"><li>204 at their own door</li>'
        "<li>86 at the street party</li><li>22 by letter</li></ul>{% endfigure %}",
    ),
    Sample(
        "Bar",
        "A part of a whole.",
        '{% bar part=18000 whole=40000 label="Orchard on Mill Lane" words="£18,000 of £40,000" %}',
    ),
    Sample(
        "Card",
        "A thing in a list, which one can open.",
        '{% card title="Plant an orchard" href="#card" meta="Wren’s Cross · £18,000" %}'
        '<p class="govuk-body">Forty fruit trees on the empty strip beside the allotments.</p>'
        '{% tag "Open" tone="moss" %}{% endcard %}',
    ),
    Sample(
        "Action",
        "Something you may do.",
        '<form novalidate>{% action label="Cast your vote" name="step" value="cast" %}'
        '<p class="govuk-body">You can change your mind until 3 May 2027.</p>'
        "{% endaction %}</form>",
    ),
    Sample(
        "Posted letter",
        "A sheet of its own on paper, with the address where an envelope has its window.",
        '{% posted_letter place="Wren’s Cross" to="Lou Lloyd" %}'
        '<p class="govuk-body">You said the path floods.</p>{% endposted_letter %}',
    ),
    Sample(
        "Closed door",
        "The same, when you may not: the reason in place of the button.",
        '{% action label="Cast your vote" why_not="Voting opens on 3 May 2027. '
        'Ask at The Wheel if you have lost your letter." %}{% endaction %}',
    ),
    Sample(
        "Buttons",
        "One main button on a page; the others are quiet.",
        '{% button "Keep this" %} {% button "Not now" href="#buttons" kind="quiet" %} '
        '{% button "Take it away" kind="warning" %}',
    ),
    Sample(
        "Tags",
        "How a thing stands, in one word.",
        '{% tag "Open" tone="moss" %} {% tag "Waiting" tone="ochre" %} '
        '{% tag "Closes today" tone="terracotta" %} {% tag "Counted" tone="sky" %} '
        '{% tag "Panel" tone="plum" %} {% tag "Draft" %}',
    ),
    Sample(
        "Notes",
        "A few words set apart.",
        '{% note tone="moss" title="You said, we chose" %}<p class="govuk-body">The crossing came '
        "first, so it is built first.</p>{% endnote %}"
        '{% note tone="terracotta" title="Closing soon" %}<p class="govuk-body">'
        "Voting closes at 9 pm today.</p>{% endnote %}",
    ),
    Sample(
        "Facts",
        "Short facts, name and value.",
        '{% facts budget=pence|money closes=when|moment who_may_vote="Everyone over 10" %}',
    ),
    Sample(
        "Details",
        "Words that open when they are wanted.",
        '{% details "How are the votes counted?" %}<p class="govuk-body">So that every voter has '
        "the same say over the money.</p>{% enddetails %}",
    ),
    Sample(
        "Empty",
        "A list with nothing in it: why, and the first step.",
        '{% empty title="No ideas yet" %}<p class="govuk-body">Ideas appear here as soon as '
        'someone writes one. It takes two minutes.</p>{% button "Write the first" href="#empty" %}'
        "{% endempty %}",
    ),
    Sample(
        "Crumbs",
        "Where this page stands.",
        '{% crumbs "Places" "/places/" "Wren’s Cross" "/places/wrens-cross/" "Ideas" %}',
    ),
    Sample(
        "Map",
        "A drawing without tiles; shapes as well as colours; the same as a list.",
        '{% map boundary=boundary points=points areas=areas label="Ideas in Wren’s Cross"'
        " legend=legend %}",
    ),
    Sample("Map draw", "Drawing a boundary.", '{% map_draw name="boundary" value=boundary %}'),
    Sample("Map pick", "Choosing a point.", '{% map_pick name="where" around=boundary %}'),
    Sample("Pagination", "A long list in pages.", "{% pagination page %}"),
    Sample(
        "Money and days",
        "How sums and days are written.",
        '<p class="govuk-body">{{ pence|money }}, {{ 125050|money }}, {{ 125000|money:"PLN" }}, '
        '{{ 125000|money:"EUR" }}; {{ when|day }}; {{ when|moment }}.</p>',
    ),
    Sample(
        "Table",
        "govuk-frontend's own, through the bridge.",
        '{% govuk "table" caption="Whose money went where" head=head rows=rows'
        ' caption_classes="govuk-table__caption--m" %}',
    ),
    Sample(
        "Form",
        "Asks only what is used; each label is a question or a name.",
        '<form method="post" novalidate>{% csrf_token %}{{ form }}{% button "Keep this" %}</form>',
    ),
    Sample(
        "Form to mend",
        "What to mend, at the top and beside each field; what was typed is kept.",
        '{% form_errors mistaken %}<form novalidate>{{ mistaken }}{% button "Keep this" %}</form>',
    ),
]


def example_values() -> dict[str, Any]:
    """What the examples are filled with."""
    place = SimpleNamespace(name="Wren’s Cross", slug="wrens-cross", boundary=BOUNDARY)
    figures = {"heard": 312, "theme": 9, "priority": 5, "proposal": 34, "decision": 1}
    mistaken = {"mended-title": "", "mended-cost": "lots", "mended-first_day_day": "31"}
    return {
        "place": place,
        "counts": figures,
        "when": datetime(2027, 5, 3, 18, 30, tzinfo=UTC),
        "pence": 4_000_000,
        "boundary": BOUNDARY,
        "points": POINTS,
        "areas": [{"geometry": BYPASS, "label": "Bypass"}],
        "legend": {"star": "Hub", "circle": "Idea", "triangle": "Barrier"},
        "page": Paginator(range(95), 10).page(4),
        "head": [{"text": "Project"}, {"text": "Cost", "format": "numeric"}],
        "rows": [
            [{"text": "Orchard on Mill Lane"}, {"text": "£18,000", "format": "numeric"}],
            [{"text": "Safe crossing"}, {"text": "£22,000", "format": "numeric"}],
        ],
        "form": GalleryForm(),
        "mistaken": GalleryForm(mistaken, prefix="mended"),
    }
