"""What the pages of this room share."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.forms import BaseForm
from django.http import HttpResponse
from django.shortcuts import redirect, render

from folkmoot.awards.forms import BecauseForm
from folkmoot.awards.models import Award, Payment, Return
from folkmoot.kernel.ui.changes import made, posted, status_of
from folkmoot.people.http import SignedInRequest

Act = Callable[[datetime], object]


def show(request: Any, template: str, form: BaseForm | None = None, **context: Any) -> HttpResponse:
    """A page of this room; 422 when there is something to mend."""
    status = status_of(form) if form else 200
    return render(request, f"awards/{template}.html", context | {"form": form}, status=status)


def to_award(award: Award) -> HttpResponse:
    """On to an award's page."""
    return redirect("awards:award", award.ref)


def to_payment(payment: Payment) -> HttpResponse:
    """On to a payment's page."""
    return redirect("awards:payment", payment.ref)


def asked(
    request: SignedInRequest,
    award: Award,
    form: BaseForm,
    act: Act,
    said: str,
    **words: Any,
) -> HttpResponse:
    """One form about an award on a page of its own, with its `heading` and `button`."""
    answer = made(request, form, act, said, lambda _: to_award(award))
    return answer or show(
        request, "one", form, award=award, back=("awards:award", award.ref), **words
    )


def asked_of_payment(
    request: SignedInRequest, payment: Payment, form: BaseForm, act: Act, said: str, **words: str
) -> HttpResponse:
    """One form about a payment on a page of its own."""
    answer = made(request, form, act, said, lambda _: to_payment(payment))
    back = ("awards:payment", payment.ref)
    return answer or show(request, "one", form, award=payment.award, back=back, **words)


def to_return(returned: Return) -> HttpResponse:
    """On to a return's page."""
    return redirect("awards:return", returned.ref)


def asked_of_return(
    request: SignedInRequest, returned: Return, form: BaseForm, act: Act, said: str, **words: str
) -> HttpResponse:
    """One form about a return on a page of its own."""
    answer = made(request, form, act, said, lambda _: to_return(returned))
    back = ("awards:return", returned.ref)
    return answer or show(request, "one", form, award=returned.award, back=back, **words)


def why(request: SignedInRequest) -> BecauseForm:
    """The form that asks why."""
    return BecauseForm(posted(request))
