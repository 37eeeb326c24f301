"""What a device sealed opens with one key, about one thing, whole or not at all."""

import pytest
from django.test import override_settings
from hypothesis import given, settings
from hypothesis import strategies as st

from folkmoot.kernel.device_seals import mark_of, new_device_keys, open_device_seal
from folkmoot.kernel.device_seals import seal_like_a_device as sealed_by_a_device
from folkmoot.kernel.sealing import WrongKey, unwrap_kept, wrap_for_keeping

OURS, OTHERS = new_device_keys(), new_device_keys()
WORDS = "The swings are broken; błędy, 🎡.".encode()


def test_what_was_sealed_opens_with_its_key_and_is_longer_by_eighty_two_bytes() -> None:
    sealed = sealed_by_a_device(WORDS, OURS.public, about="note 1")
    assert open_device_seal(sealed, OURS.private, about="note 1") == WORDS
    assert len(sealed) == len(WORDS) + 82
    assert WORDS[:12] not in sealed


def test_the_same_words_sealed_twice_look_different() -> None:
    one, two = (sealed_by_a_device(WORDS, OURS.public, about="note 1") for _ in range(2))
    assert one[1:66] != two[1:66]
    assert one[66:] != two[66:]


def test_another_key_another_number_and_a_meddled_seal_open_nothing() -> None:
    sealed = sealed_by_a_device(WORDS, OURS.public, about="note 1")
    with pytest.raises(WrongKey):
        open_device_seal(sealed, OTHERS.private, about="note 1")
    with pytest.raises(WrongKey):
        open_device_seal(sealed, OURS.private, about="note 2")
    for place in range(0, len(sealed), 7):
        meddled = bytes(b ^ (at == place) for at, b in enumerate(sealed))
        with pytest.raises(WrongKey):
            open_device_seal(meddled, OURS.private, about="note 1")


@given(st.binary(max_size=300))
@settings(max_examples=200)
def test_any_bytes_at_all_are_told_apart_from_a_seal(noise: bytes) -> None:
    with pytest.raises(WrongKey):
        open_device_seal(b"\x01" + noise, OURS.private, about="note 1")


def test_a_key_is_named_by_sixteen_figures() -> None:
    assert len(mark_of(OURS.public)) == 16
    assert mark_of(OURS.public) != mark_of(OTHERS.public)


def test_what_we_keep_wrapped_opens_with_the_sites_secret_key_and_with_an_earlier_one() -> None:
    with override_settings(SECRET_KEY="the first"):
        wrapped = wrap_for_keeping(OURS.private)
    assert OURS.private not in wrapped
    with override_settings(SECRET_KEY="the second", SECRET_KEY_FALLBACKS=["the first"]):
        assert unwrap_kept(wrapped) == OURS.private
    with override_settings(SECRET_KEY="the second"), pytest.raises(WrongKey):
        unwrap_kept(wrapped)
