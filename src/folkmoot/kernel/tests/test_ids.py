"""Keys: unique, of their kind, and in the order in which they were made."""

import time
from concurrent.futures import ThreadPoolExecutor
from uuid import RFC_4122

import pytest

from folkmoot.kernel import ids
from folkmoot.kernel.ids import new_key, new_reference, secret_key


def test_keys_sort_in_the_order_they_were_made_also_within_a_millisecond() -> None:
    keys = [new_key() for _ in range(20_000)]
    assert keys == sorted(keys)
    assert len(set(keys)) == 20_000


def test_a_key_says_when_it_was_made_and_that_it_is_of_version_seven() -> None:
    before = time.time_ns() // 1_000_000
    key = new_key()
    assert before <= key.int >> 80 <= before + 10_000
    assert (key.version, key.variant) == (7, RFC_4122)


def test_a_clock_that_goes_back_gives_no_earlier_key(monkeypatch: pytest.MonkeyPatch) -> None:
    first = new_key()
    monkeypatch.setattr("time.time_ns", lambda: 1_000_000)
    assert first < new_key() < new_key()


def test_threads_that_make_keys_at_once_never_make_the_same() -> None:
    with ThreadPoolExecutor(8) as pool:
        made = list(pool.map(lambda _: [new_key() for _ in range(2_000)], range(8)))
    assert all(keys == sorted(keys) for keys in made)
    assert len({key for keys in made for key in keys}) == 16_000


def test_a_secret_key_tells_no_time_and_a_reference_can_be_read_out() -> None:
    assert secret_key().version == 4
    assert set(new_reference()) <= set(ids.REFERENCE_ALPHABET)
