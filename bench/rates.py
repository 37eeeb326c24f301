"""How fast something went, and the table that tells it beside plain Django."""

import statistics
from dataclasses import dataclass

from bench import report
from bench.voters import AT_A_TIME


@dataclass
class Rate:
    """So many in so long, and what the server worked for it."""

    what: str
    n: int
    seconds: float
    cpu: float
    waits: list[float]
    troubles: list[str]

    @property
    def per_second(self) -> float:
        """By the clock."""
        return self.n / self.seconds if self.seconds else 0.0

    @property
    def cpu_ms(self) -> float:
        """Processor milliseconds of the web server for each."""
        return 1000 * self.cpu / self.n if self.n else 0.0

    def wait(self, percent: int) -> float:
        """Milliseconds that so many in a hundred did not exceed."""
        if len(self.waits) < 2:
            return 0.0
        return 1000 * statistics.quantiles(self.waits, n=100, method="inclusive")[percent - 1]


def tell_rates(kind: str, rates: list[Rate]) -> None:
    """A row for each; the last is the plain page that the others are set against."""
    plain = rates[-1]
    rows = [
        [
            rate.what,
            rate.n,
            len(rate.troubles),
            rate.per_second,
            rate.cpu_ms,
            rate.wait(50),
            rate.wait(95),
            rate.wait(99),
            rate.cpu_ms / plain.cpu_ms if plain.cpu_ms else None,
            plain.per_second / rate.per_second if rate.per_second else None,
        ]
        for rate in rates
    ]
    heads = [
        "What",
        "done",
        "errors",
        "a second",
        "server CPU ms each",
        "wait p50 ms",
        "p95",
        "p99",
    ]
    more = ["CPU: times plain", "slower than plain"]
    report.table(f"{kind}, {AT_A_TIME} at a time", [*heads, *more], rows)
    for rate in rates:
        for trouble in rate.troubles[:3]:
            report.say(f"  ✗ {rate.what}: {trouble}")
