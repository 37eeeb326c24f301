"""Photos of the circle in the hall: drawn, since nobody here exists to be photographed."""

import io
from datetime import datetime

from PIL import Image, ImageDraw

from folkmoot.gatherings import actions
from folkmoot.gatherings.models import Gathering, NewPhoto
from folkmoot.kernel.files.checking import checked
from folkmoot.people.models import Account

SIZE = (960, 640)
WALL, FLOOR, WOOD, CUP, TEA = "#f3e6cf", "#b98e62", "#7a5230", "#f8fafc", "#8a4b1f"
COATS = ("#2f5d46", "#a3401f", "#1f5f8b", "#6b2f5b", "#8a5a00", "#5b6470")
FACES = ("#e8b48f", "#8d5b3c", "#c98d65", "#f0c9a8", "#6f4630", "#d7a07a")


def photograph(circle: Gathering, by: Account, at: datetime) -> None:
    """One of tea that anyone may see, and one of six people of whom two have not been asked."""
    tea = NewPhoto(
        picture=checked(_file(_tea()), "tea.png"),
        words="Three cups of tea on a wooden table, one of them half drunk",
        is_of_nobody=True,
    )
    actions.add_photo(gathering=circle, new=tea, by=by, at=at)
    people = NewPhoto(
        picture=checked(_file(_circle()), "circle.png"),
        words="Six people on chairs in a half circle in the hall, listening to one another",
        others=["Dai", "Jess", "Mo"],
        children=["Ann"],
    )
    photo = actions.add_photo(gathering=circle, new=people, by=by, at=at)
    for person in photo.people.all():
        if person.name in ("Dai", "Jess"):
            actions.note_photo_answer(person=person, answer="YES", by=by, at=at)


def _tea() -> Image.Image:
    picture = Image.new("RGB", SIZE, WALL)
    draw = ImageDraw.Draw(picture)
    draw.rectangle((0, 330, *SIZE), fill=WOOD)
    for number, filled in enumerate((0.9, 0.4, 0.9)):
        left, top = 120 + 270 * number, 210 + 20 * (number % 2)
        draw.ellipse((left - 30, top + 180, left + 210, top + 240), fill="#dcd3c4")
        draw.ellipse((left + 140, top + 50, left + 220, top + 140), outline=CUP, width=16)
        draw.rounded_rectangle((left, top, left + 170, top + 210), 40, fill=CUP)
        draw.ellipse((left + 8, top - 18, left + 162, top + 30), fill="#e6e2da")
        inset = int(20 * (1 - filled))
        draw.ellipse((left + 16 + inset, top - 8, left + 154 - inset, top + 24), fill=TEA)
    return picture


def _circle() -> Image.Image:
    picture = Image.new("RGB", SIZE, WALL)
    draw = ImageDraw.Draw(picture)
    draw.rectangle((0, 420, *SIZE), fill=FLOOR)
    draw.rectangle((380, 60, 580, 240), fill="#cfe2ee", outline=WOOD, width=10)
    for number, (coat, face) in enumerate(zip(COATS, FACES, strict=True)):
        middle = 110 + 148 * number
        seat = 470 + abs(5 - 2 * number) * 14
        draw.rectangle((middle - 48, seat, middle + 48, seat + 14), fill=WOOD)
        for leg in (middle - 44, middle + 34):
            draw.rectangle((leg, seat + 14, leg + 10, seat + 84), fill=WOOD)
        draw.rounded_rectangle((middle - 42, seat - 130, middle + 42, seat + 4), 30, fill=coat)
        draw.ellipse((middle - 32, seat - 200, middle + 32, seat - 130), fill=face)
    return picture


def _file(picture: Image.Image) -> io.BytesIO:
    out = io.BytesIO()
    picture.save(out, "PNG")
    return out
