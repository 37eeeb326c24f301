"""What a programme may be called."""

from folkmoot.programmes.models import Programme

KEPT_SLUGS = frozenset({"new"})  # addresses under /programmes/ that are pages of ours


def why_not_name(name: str) -> str:
    if not name:
        return "Give the programme its name."
    if len(name) > 120:
        return "That name is too long. Use at most 120 letters."
    if Programme.objects.filter(name__iexact=name).exists():
        return f"There is a programme called “{name}” already. Choose another name."
    return ""


def why_not_summary(summary: str) -> str:
    if not summary:
        return "Say in a sentence or two what it is for."
    return "" if len(summary) <= 600 else "Say it in at most 600 letters."
