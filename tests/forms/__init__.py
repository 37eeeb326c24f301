"""Forms, as those meet them who type what nobody expected."""
