"""Tables made together are there together, linked, and gone together."""

import pytest
from django.db import connection, migrations, models
from django.db.migrations.state import ProjectState

from folkmoot.kernel.together import Together

MADE = Together(
    [
        migrations.CreateModel(name="Tree", fields=[("id", models.AutoField(primary_key=True))]),
        migrations.CreateModel(
            name="Nest",
            fields=[
                ("id", models.AutoField(primary_key=True)),
                ("tree", models.ForeignKey("wood.Tree", models.CASCADE, related_name="nests")),
            ],
        ),
    ]
)


def tables() -> set[str]:
    return {name for name in connection.introspection.table_names() if name.startswith("wood_")}


@pytest.mark.django_db(transaction=True)
def test_tables_made_together_are_linked_and_go_together() -> None:
    before, after = ProjectState(), ProjectState()
    assert before.apps is not None  # worked out already, as in the midst of a migration
    MADE.state_forwards("wood", after)

    with connection.schema_editor() as editor:
        MADE.database_forwards("wood", editor, before, after)
    assert tables() == {"wood_tree", "wood_nest"}
    tree = after.apps.get_model("wood", "Tree").objects.create()
    assert after.apps.get_model("wood", "Nest").objects.create(tree=tree).tree == tree
    with connection.schema_editor() as editor:
        MADE.database_backwards("wood", editor, after, before)
    assert tables() == set()


def test_what_is_added_to_a_state_that_was_worked_out_is_seen_in_it() -> None:
    state = ProjectState()
    assert not state.apps.get_models()

    MADE.state_forwards("wood", state)

    assert {model.__name__ for model in state.apps.get_models()} == {"Tree", "Nest"}
