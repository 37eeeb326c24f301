"""Each component is sound HTML, says what it is given, and never takes a word for markup."""

from types import SimpleNamespace
from typing import Any

import html5lib
import pytest
from django.core.paginator import Paginator
from django.template import TemplateSyntaxError, engines
from django.test import Client
from pytest_django import Settings

from folkmoot.kernel.ui.gallery import BOUNDARY, SAMPLES, Sample, example_values
from folkmoot.kernel.ui.govuk import component
from folkmoot.kernel.ui.stations import NAMES
from folkmoot.kernel.ui.templatetags.ui import register

pytestmark = pytest.mark.urls("folkmoot.kernel.ui.tests.addresses")

NASTY = """"><xss onx=1>&amp;</script></textarea></title>'<xss onx='1'>"""
# Tags that are part of the page itself, which the gallery is: it shows them without an example.
OF_THE_PAGE = {"address", "field", "nav_link", "of", "of_one_size", "place_head"}
PLACE = SimpleNamespace(name=NASTY, slug="wrens-cross", boundary=BOUNDARY)
POINT = {"lon": -1.5, "lat": 52.4, "label": NASTY, "note": NASTY, "href": NASTY}

# Every tag, with everything in it that could come from a person.
WITH_WORDS_OF_PEOPLE = {
    "govuk": "{% govuk 'inset-text' text=x %}",
    "govuk html": "{% govuk 'inset-text' html=x %}",
    "govuk items": "{% govuk 'summary-list' rows=rows %}",
    "button": "{% button x %}{% button x name=x value=x %}",
    "button href": "{% button x href=x %}{% button x href='/' title=x %}",
    "card": "{% card title=x href=x meta=x tag=x %}{{ x }}{% endcard %}",
    "action": "{% action label=x name=x value=x %}{{ x }}{% endaction %}",
    "posted_letter": "{% posted_letter place=x to=x %}{{ x }}{% endposted_letter %}",
    "closed door": "{% action label=x why_not=x %}{{ x }}{% endaction %}",
    "empty": "{% empty title=x %}{{ x }}{% endempty %}",
    "note": "{% note title=x %}{{ x }}{% endnote %}",
    "details": "{% details x %}{{ x }}{% enddetails %}",
    "tag": "{% tag x %}",
    "facts": "{% facts pairs budget=x %}",
    "crumbs": "{% crumbs x x x %}",
    "thread": "{% thread at='theme' place=place links=links counts=counts %}",
    "figure": "{% figure number=x sentence=x interval=x source=x csv=x %}{{ x }}{% endfigure %}",
    "bar": "{% bar part=1 whole=2 label=x words=x %}",
    "place_head": "{% place_head place x %}",
    "map": "{% map points=points areas=areas label=x legend=legend %}",
    "map_draw": "{% map_draw name=x value=x label=x error=x %}",
    "map_draw around": "{% map_draw name='b' label=x around=around %}",
    "map_pick": "{% map_pick name=x value=x label=x error=x %}",
}  # fmt: skip


def drawn(source: str, **values: Any) -> str:
    """A bit of a page."""
    text: str = engines["django"].from_string(source).render(values)
    return text


def parsed(fragment: str) -> Any:
    """The same as a tree; anything but sound HTML is an error."""
    page = f"<!doctype html><html><head><title>x</title></head><body>{fragment}</body></html>"
    return html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(page)


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.key)
def test_each_example_of_the_gallery_is_sound_html(sample: Sample) -> None:
    body = parsed(drawn(sample.source, **example_values())).find("body")
    assert "".join(body.itertext()).strip()


def test_every_tag_has_its_example_in_the_gallery() -> None:
    shown = "".join(sample.source for sample in SAMPLES)
    missing = {name for name in register.tags if f"{{% {name} " not in shown}
    assert missing == OF_THE_PAGE


@pytest.mark.parametrize("name", WITH_WORDS_OF_PEOPLE)
def test_words_of_people_stay_words_wherever_they_are_put(name: str) -> None:
    values = {
        "x": NASTY,
        "place": PLACE,
        "pairs": [(NASTY, NASTY)],
        "links": {"heard": NASTY},
        "counts": {"heard": NASTY},
        "points": [POINT],
        "areas": [{"geometry": BOUNDARY, "label": NASTY}],
        "legend": {"circle": NASTY},
        "around": {"type": "Feature", "geometry": BOUNDARY, "properties": {"name": NASTY}},
        "rows": [{"key": {"html": NASTY}, "value": {"html": NASTY}}],
    }
    tree = parsed(drawn(WITH_WORDS_OF_PEOPLE[name], **values))
    assert not list(tree.iter("xss"))
    assert not [each for each in tree.iter() if "onx" in each.attrib]
    said = "".join(tree.itertext()) + "".join(
        str(value) for each in tree.iter() for value in each.attrib.values()
    )
    assert NASTY in said or "\\u003Cxss" in said


def test_the_gallery_is_a_sound_page(client: Client, settings: Settings, valid_html: Any) -> None:
    settings.DEMO = True
    answer = client.get("/gallery/")
    assert answer.status_code == 200
    valid_html(answer)


def test_the_gallery_is_not_open_where_people_work(client: Client, settings: Settings) -> None:
    settings.DEMO = settings.DEBUG = False
    assert client.get("/gallery/").status_code == 404


def test_a_closed_door_shows_the_reason_and_no_button() -> None:
    door = drawn("{% action label='Vote' why_not='Voting opens on 3 May 2027.' %}{% endaction %}")
    assert "Voting opens on 3 May 2027." in door
    assert "<button" not in door
    assert "<button" in drawn("{% action label='Vote' why_not='' %}{% endaction %}")


def test_a_closed_door_keeps_its_form_out_too() -> None:
    door = drawn("{% action label='Vote' why_not='Not yet.' %}<input name='x'>{% endaction %}")
    assert "<input" not in door


def test_the_thread_is_lit_where_the_thing_stands() -> None:
    tree = parsed(drawn("{% thread at='decision' counts=counts %}", counts={"heard": 312}))
    stations = list(tree.iter("li"))
    lit = [at for at, station in enumerate(stations) if station.get("aria-current") == "step"]
    assert len(stations) == 7
    assert lit == [list(NAMES).index("decision")]
    assert "312" in "".join(stations[0].itertext())


def test_a_station_that_is_not_on_the_line_is_a_mistake_in_the_page() -> None:
    with pytest.raises(ValueError, match="decided"):
        drawn("{% thread at='decided' %}")


def test_a_tone_we_do_not_have_is_a_mistake_in_the_page() -> None:
    with pytest.raises(TemplateSyntaxError, match="purple"):
        drawn("{% tag 'Open' tone='purple' %}")


@pytest.mark.parametrize(
    ("part", "whole", "width"), [(1, 4, "25.00%"), (9, 4, "100.00%"), (0, 0, "0.00%")]
)
def test_a_bar_is_as_long_as_its_part_and_never_longer_than_the_whole(
    part: int, whole: int, width: str
) -> None:
    bar = drawn("{% bar part=part whole=whole label='Spent' %}", part=part, whole=whole)
    assert f'class="bar__part" width="{width}"' in bar


def test_pages_keep_what_was_filtered(rf: Any) -> None:
    page = Paginator(range(95), 10).page(2)
    request = rf.get("/ideas/", {"near": "Mill & Lane", "page": "2"})
    links = drawn("{% pagination page %}", page=page, request=request)
    hrefs = [link.get("href") for link in parsed(links).iter("a")]
    assert "?near=Mill+%26+Lane&page=3" in hrefs


def test_a_list_of_one_page_has_no_pages() -> None:
    assert drawn("{% pagination page %}", page=Paginator(range(3), 10).page(1)) == ""


def test_a_map_says_in_a_list_what_it_shows_in_points() -> None:
    points = [{"lon": -1.5, "lat": 52.4, "label": "The Wheel", "href": "/wheel/", "note": "open"}]
    tree = parsed(drawn("{% map boundary=b points=points %}", b=BOUNDARY, points=points))
    (entry,) = tree.iter("li")
    assert "".join(entry.itertext()) == "The Wheel: open"
    assert [link.get("href") for link in entry.iter("a")] == ["/wheel/"]


def test_a_map_of_nothing_is_still_a_page() -> None:
    parsed(drawn("{% map %}"))


def test_what_was_typed_comes_back_to_the_drawing_board_as_it_was() -> None:
    typed = '\n{"type": "Polygon",\n  "coordinates": []}'
    tree = parsed(drawn("{% map_draw name='outline' value=typed %}", typed=typed))
    (box,) = tree.iter("textarea")
    assert box.text == typed


def test_a_component_named_in_our_style_is_told_what_govuk_calls_it() -> None:
    field = component("input", name="x", label__text="Name", error_message__text="Write a name.")
    assert "Write a name." in field
    assert 'for="x"' in field


def test_attributes_are_given_by_name_not_as_text() -> None:
    with pytest.raises(TypeError, match="by name"):
        component("tag", text="x", attributes=' onclick="1"')
    assert 'data-x="&#34;&gt;"' in component("tag", text="x", attributes={"data-x": '">'})


def test_the_page_where_we_are_is_marked_in_the_head(rf: Any) -> None:
    link = drawn("{% nav_link '/ideas/' 'Ideas' %}", request=rf.get("/ideas/"))
    below = drawn("{% nav_link '/ideas/' 'Ideas' %}", request=rf.get("/ideas/k3b/"))
    beside = drawn("{% nav_link '/ideas/' 'Ideas' %}", request=rf.get("/places/"))
    assert 'aria-current="page"' in link
    assert 'aria-current="true"' in below
    assert "aria-current" not in beside
