"""What the pages of loans share."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.forms import BaseForm
from django.http import HttpResponse
from django.shortcuts import redirect, render

from folkmoot.awards.models import Loan
from folkmoot.kernel.ui.changes import made, status_of
from folkmoot.people.http import SignedInRequest

Act = Callable[[datetime], object]


def show(request: Any, template: str, form: BaseForm | None = None, **context: Any) -> HttpResponse:
    """A page of loans; 422 when there is something to mend."""
    status = status_of(form) if form else 200
    page = f"awards/loans/{template}.html"
    return render(request, page, context | {"form": form}, status=status)


def to_loan(loan: Loan) -> HttpResponse:
    """On to a loan's page."""
    return redirect("loans:loan", loan.ref)


def asked(
    request: SignedInRequest, loan: Loan, form: BaseForm, act: Act, said: str, **words: Any
) -> HttpResponse:
    """One form about a loan on a page of its own, with its `heading` and `button`."""
    answer = made(request, form, act, said, lambda _: to_loan(loan))
    return answer or show(request, "one", form, loan=loan, **words)
