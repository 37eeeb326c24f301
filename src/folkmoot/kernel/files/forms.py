"""The box in which a file is handed in."""

from collections.abc import Collection
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile

from folkmoot.kernel.files.checking import checked
from folkmoot.kernel.files.kinds import DOCUMENTS, MEGABYTE, PICTURES, Kind, endings
from folkmoot.kernel.files.scanning import scanner
from folkmoot.kernel.rules import Refused
from folkmoot.kernel.ui.forms.fields import UploadField


class AttachmentField(UploadField):
    """A file of the kinds named; gives what was `checked`, for `keep_file`."""

    def __init__(
        self, *, wanted: Collection[Kind] = (*PICTURES, *DOCUMENTS), **kwargs: Any
    ) -> None:
        self.wanted = wanted
        most = max(kind.most for kind in wanted) / MEGABYTE
        super().__init__(max_megabytes=most, kinds=endings(wanted), **kwargs)
        self.kinds = ()  # what it is called is not what it is

    def clean(self, data: Any, initial: Any = None) -> Any:
        """Look into it."""
        file = super().clean(data, initial)
        if not isinstance(file, UploadedFile):
            return None
        try:
            return checked(file, file.name or "", kinds=self.wanted, scan=scanner())  # type: ignore[arg-type]
        except Refused as refusal:
            raise ValidationError(str(refusal), "unwanted") from refusal


class PictureField(AttachmentField):
    """A photo or drawing."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(wanted=PICTURES, **kwargs)
