"""Photos: kept for the team, shown when everyone in them says yes, down at the first no."""

from datetime import datetime

from django.db import transaction

from folkmoot.gatherings import rules
from folkmoot.gatherings.actions.planning import locked
from folkmoot.gatherings.models import Gathering, Guest, InPhoto, NewPhoto, Photo, PhotoAnswer
from folkmoot.kernel.files.actions import keep_file, let_go
from folkmoot.kernel.record.actions import record
from folkmoot.kernel.rules import refuse
from folkmoot.people.models import Account


@transaction.atomic
def add_photo(*, gathering: Gathering, new: NewPhoto, by: Account | None, at: datetime) -> Photo:
    """Keep a photo. Only the team sees it until everyone in it has said yes."""
    gathering = locked(gathering.pk)
    n_photos = gathering.photos.count()
    refuse(rules.why_not_add_photo(gathering, new, n_photos=n_photos, at=at))
    photo = Photo.objects.create(
        gathering=gathering,
        file=keep_file(checked=new.picture, by=by, at=at),
        words=new.words.strip(),
        is_of_nobody=new.is_of_nobody,
        added_at=at,
        added_by=by,
    )
    people = [InPhoto(photo=photo, guest=guest) for guest in new.guests]
    people += [InPhoto(photo=photo, name=name.strip()) for name in new.others]
    people += [InPhoto(photo=photo, name=name.strip(), is_child=True) for name in new.children]
    InPhoto.objects.bulk_create(people)
    record("photo_added", about=photo, by=by, at=at, n_people=len(people))
    return photo


@transaction.atomic
def note_photo_answer(
    *, person: InPhoto, answer: str, parent: str = "", by: Account | None, at: datetime
) -> InPhoto:
    """What somebody in a photo said, on their own page or to the team. A no holds at once."""
    person = InPhoto.objects.select_for_update(of=("self",)).get(pk=person.pk)
    refuse(rules.why_not_answer(person, answer, parent))
    person.answer, person.answered_at = answer, at
    person.by_parent, person.parent = person.is_child and bool(parent.strip()), parent.strip()
    person.save(update_fields=["answer", "answered_at", "by_parent", "parent"])
    record(
        "photo_answered",
        about=person.photo,
        by=by,
        at=at,
        person=str(person.pk),
        answer=answer,
        by_parent=person.by_parent,
        asked=rules.WHAT_IS_ASKED,
    )
    return person


@transaction.atomic
def take_photo_down(*, photo: Photo, why: str, by: Account | None, at: datetime) -> Photo:
    """Nobody but the team sees it from now on, whatever anybody said before."""
    photo = Photo.objects.select_for_update(of=("self",)).get(pk=photo.pk)
    refuse(rules.why_not_down(photo))
    photo.down_at, photo.down_because = at, why.strip()[:300]
    photo.save(update_fields=["down_at", "down_because"])
    record("photo_down", about=photo, by=by, at=at)
    return photo


@transaction.atomic
def remove_photo(*, photo: Photo, by: Account | None, at: datetime) -> None:
    """Gone, the picture and who was in it."""
    photo = Photo.objects.select_for_update(of=("self",)).select_related("file").get(pk=photo.pk)
    record("photo_removed", about=photo, by=by, at=at)
    photo.people.all().delete()
    photo.delete()
    let_go(attachment=photo.file, by=by, at=at)


def withdraw_from_photos(guest: Guest, at: datetime) -> None:
    """A guest who takes everything back is in no photo that is shown."""
    theirs = InPhoto.objects.filter(guest=guest)
    theirs.update(answer=PhotoAnswer.NO, answered_at=at, by_parent=False, parent="")
