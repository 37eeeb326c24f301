"""What models owe the people they tell of."""

import re
from typing import Any

import pytest
from django.db.models import DateField, DateTimeField, EmailField, Field, IntegerField, Model

from tests.architecture.house import is_ours, links, our_models, room_of

# Names of fields that say something about a person even where no link does.
PERSONAL_NAMES = {"email", "phone", "address", "date_of_birth", "postcode", "first_name"}
HOW_FORGOTTEN = re.compile(r"(blank|cut|erase|remove|gone)([: ] ?.+)?|keep: .+")

every_model = pytest.mark.parametrize(
    "model",
    [model for model in our_models() if not model._meta.auto_created],
    ids=lambda model: model._meta.label,
)


def columns(model: type[Model]) -> list[Field[Any, Any]]:
    return [field for field in model._meta.get_fields() if isinstance(field, Field)]


def declared(model: type[Model]) -> dict[str, str]:
    treatment: dict[str, str] = getattr(model, "personal", {})
    return treatment


@every_model
def test_everything_personal_says_how_it_is_forgotten(model: type[Model]) -> None:
    """A new field about a person must take a position: `personal = {field: treatment}`."""
    found = {
        field.name
        for field, there in links(model)
        if room_of(there) == "people" and there.__name__ in {"Account", "Person"}
    }
    found |= {field.name for field in columns(model) if isinstance(field, EmailField)}
    found |= {field.name for field in columns(model) if field.name in PERSONAL_NAMES}
    assert found - declared(model).keys() == set()


@every_model
def test_what_is_declared_personal_is_there_and_says_how_it_is_forgotten(
    model: type[Model],
) -> None:
    names = {field.name for field in columns(model)}
    assert declared(model).keys() - names == set()
    unclear = {k: v for k, v in declared(model).items() if not HOW_FORGOTTEN.fullmatch(v)}
    assert unclear == {}, "say blank, cut, erase, remove or gone (and when), or `keep: why`"


@every_model
def test_names_of_fields_keep_their_promise(model: type[Model]) -> None:
    """`*_at` is a moment, `*_date` a day, `*_pence` a whole number of pence."""
    kinds: dict[str, type[Field[Any, Any]]] = {
        "_at": DateTimeField,
        "_date": DateField,
        "_pence": IntegerField,
    }
    broken = [
        f"{field} is a {type(field).__name__}"
        for field in columns(model)
        for ending, kind in kinds.items()
        if field.name.endswith(ending) and not isinstance(field, kind)
    ]
    moments = [
        f"{field} is a moment: call it {field.name}_at"
        for field in columns(model)
        if type(field) is DateTimeField
        and not field.name.endswith(("_at", "_until"))
        and field.name not in {"at", "last_login"}
    ]
    assert broken + moments == []


@every_model
def test_nothing_points_at_everything(model: type[Model]) -> None:
    """No generic foreign keys: every relation is one the database can keep."""
    assert model._meta.private_fields == []


@every_model
def test_every_model_says_what_it_is_and_shows_itself(model: type[Model]) -> None:
    assert model.__doc__, "say in a sentence what one row is"
    assert not model.__doc__.startswith(f"{model.__name__}("), "say in a sentence what one row is"
    shown = next(base for base in model.__mro__ if "__str__" in base.__dict__)
    assert is_ours(shown), "write __str__"
