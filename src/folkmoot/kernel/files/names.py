"""What a file is called, made fit to keep and to send again. Pure."""

import unicodedata

from folkmoot.kernel.files.kinds import Kind, ending_of

LONGEST = 100
NOT_IN_NAMES = '<>:"|?*\\/;%'


def last_part(name: str) -> str:
    """A name as it can be shown: without a folder, and without signs that hide or turn others.

    >>> last_part("../accounts\\u202efdp.exe")
    'accountsfdp.exe'
    """
    last = unicodedata.normalize("NFC", name).replace("\\", "/").rpartition("/")[2]
    return "".join(letter for letter in last if unicodedata.category(letter)[0] != "C")


def a_fit_name(name: str, kind: Kind) -> str:
    """A name without a folder, without signs that hide or turn others round, with the right ending.

    >>> from folkmoot.kernel.files.kinds import JPEG, PDF
    >>> a_fit_name("C:\\\\Users\\\\Ann\\\\Plan: 3.PDF", PDF), a_fit_name("../../.htaccess", JPEG)
    ('Plan- 3.pdf', 'htaccess.jpg')
    >>> a_fit_name("\\u202egpj.exe", JPEG), a_fit_name("", PDF), a_fit_name("photo.png", JPEG)
    ('gpj.jpg', 'file.pdf', 'photo.jpg')
    """
    plain = "".join("-" if letter in NOT_IN_NAMES else letter for letter in last_part(name))
    ending = ending_of(plain)
    stem = (plain[: -len(ending)] if ending else plain).strip(" .")
    right = ending if ending in kind.endings else kind.endings[0]
    return f"{stem[: LONGEST - len(right)].strip() or 'file'}{right}"
