"""What was let pass in a file, for whoever answers for it."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Noticed:
    """How often something was met, and the line where it was first met (0: nowhere)."""

    times: int = 0
    line: int = 0

    def __bool__(self) -> bool:
        return self.times > 0

    def __add__(self, later: "Noticed") -> "Noticed":
        return Noticed(self.times + later.times, self.line or later.line)


@dataclass(frozen=True, slots=True)
class Notes:
    """What was let pass among the votes, and counted.

    Attributes
    ----------
    empty : Noticed
        Ballots that choose nothing. Each counts as a voter.
    repeated : Noticed
        Names that stood on the same ballot before. Each project counts once, where it
        stands first.
    unknown : Noticed
        Names of no project, left out by a lenient reading.

    Examples
    --------
    >>> print(*Notes(empty=Noticed(2, 17)).sentences, sep="\\n")
    2 ballots choose nothing (the first in line 17). They count as voters.
    """

    empty: Noticed = field(default_factory=Noticed)
    repeated: Noticed = field(default_factory=Noticed)
    unknown: Noticed = field(default_factory=Noticed)

    def __add__(self, later: "Notes") -> "Notes":
        return Notes(
            self.empty + later.empty,
            self.repeated + later.repeated,
            self.unknown + later.unknown,
        )

    @property
    def sentences(self) -> tuple[str, ...]:
        """One sentence or two for each kind of thing met."""
        told = (
            (self.empty, "ballot chooses nothing", "ballots choose nothing",
             "It counts as a voter.", "They count as voters."),
            (self.repeated, "name is repeated on a ballot", "names are repeated on a ballot",
             "The project counts once.", "Each project counts once."),
            (self.unknown, "name is of no project", "names are of no project",
             "It was left out.", "They were left out."),
        )  # fmt: skip
        return tuple(
            f"1 {one} (in line {met.line}). {it}"
            if met.times == 1
            else f"{met.times:,} {many} (the first in line {met.line}). {they}"
            for met, one, many, it, they in told
            if met
        )
