"""The words by which gifts are found: begun with ours, added to by those who keep the site."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from folkmoot.kernel.record.actions import record
from folkmoot.kernel.rules import refuse
from folkmoot.organising import rules
from folkmoot.organising.first_tags import FIRST_TAGS, words_of
from folkmoot.organising.models import Tag, TagWord
from folkmoot.people.models import Account


@transaction.atomic
def begin_vocabulary(*, by: Account | None, at: datetime) -> int:
    """Put in the words a site begins with, those that are not there yet; how many tags came new."""
    here = {tag.name.lower() for tag in Tag.objects.all()}
    new = [each for each in FIRST_TAGS if each.name.lower() not in here]
    refuse("" if new else "Every one of them is there already.")
    tags = Tag.objects.bulk_create(
        Tag(name=each.name, kind=each.kind, heading=each.heading) for each in new
    )
    taken = {word.word for word in TagWord.objects.all()}
    words: dict[str, Tag] = {}
    for tag, first in zip(tags, new, strict=True):
        for word in words_of(first):
            if word not in taken:
                words.setdefault(word, tag)
    TagWord.objects.bulk_create(TagWord(tag=tag, word=word) for word, tag in words.items())
    record("vocabulary_begun", about=tags[0], by=by, at=at, number=len(tags))
    return len(tags)


@transaction.atomic
def keep_tag(
    *, name: str, kind: str, words: Sequence[str], by: Account | None, at: datetime
) -> Tag:
    """Add a tag, or other words to one that is there. A word leads to one tag: the newer wins."""
    every = list(dict.fromkeys(" ".join(each.lower().split()) for each in (name, *words)))
    refuse(rules.why_not_tag(name, every))
    tag = Tag.objects.filter(name__iexact=name.strip()).first()
    if tag is None:
        tag = Tag.objects.create(name=" ".join(name.split()), kind=kind, heading="Our own")
    elif tag.ended_at:
        tag.ended_at = None
        tag.save(update_fields=["ended_at"])
    TagWord.objects.filter(word__in=every).delete()
    TagWord.objects.bulk_create(TagWord(tag=tag, word=each) for each in every if each)
    record("tag_kept", about=tag, by=by, at=at, words=len(every))
    return tag


@transaction.atomic
def end_tag(*, tag: Tag, by: Account | None, at: datetime) -> Tag:
    """Offer a tag no longer. Gifts that have it keep it."""
    tag = Tag.objects.select_for_update().get(pk=tag.pk)
    tag.ended_at = tag.ended_at or at
    tag.save(update_fields=["ended_at"])
    record("tag_ended", about=tag, by=by, at=at)
    return tag
