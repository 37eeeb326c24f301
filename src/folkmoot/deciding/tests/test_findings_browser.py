"""The pages on what became of each option, read by everyone."""

import pytest

from folkmoot.deciding.tests.browsing import SIZES, Axe, OpenPage, look_at
from folkmoot.deciding.tests.test_findings import a_result

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("size", ["desk", "phone"])
def test_why_not_mine_can_be_read_by_everyone(
    open_page: OpenPage, axe: Axe, transactional_db: None, size: str
) -> None:
    decision = a_result()
    page = open_page(**SIZES[size])
    for rest in ("", "options/3/", "options/1/", "rounds/", "fairness/"):
        page.goto(f"/decisions/{decision.ref}/{rest}")
        look_at(page, axe)
    page.goto("about:blank")
