"""How large the nation is."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Sizes:
    """Of the national programme of 2011 to 2015, or of a part of it."""

    n_places: int = 400
    n_organisers: int = 540
    n_conversations: int = 125_000
    n_mobilised: int = 20_000  # met by name, with their yes
    n_volunteers: int = 5_000  # of those: who said they may be asked to help
    n_projects: int = 1_500  # gatherings held: what neighbours did together

    def part(self, share: float) -> "Sizes":
        """A nation so much smaller, at least one of each."""
        return Sizes(
            *(max(1, round(share * getattr(self, name))) for name in self.__dataclass_fields__)
        )
