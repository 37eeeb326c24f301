"""The picture of whose money went where, as a file that stands alone."""

from folkmoot.counting.facts.counted import Counted
from folkmoot.counting.sums import Sums
from folkmoot.counting.watching import Stages
from folkmoot.methods.budgeting.picture_words import Labels
from folkmoot.methods.budgeting.pictures import picture_of_rounds


def picture(found: Counted, stages: Stages) -> str:
    """The outcome as SVG."""
    stages.begin("Drawing")
    names = [project.name for project in found.file.projects]
    labels = Labels(names, Sums.of(found.file).about_smallest)
    drawn = picture_of_rounds(found.election, found.outcome, labels)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{drawn}\n'
