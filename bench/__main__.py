"""`python3 run.py bench [PART]… [--quick]`: the parts are those of `PARTS`."""

import argparse
import importlib
import os
import sys
import time

from bench import keeping, report

PARTS = {
    "reading": "how long reading a file takes, beside parting it with csv",
    "whole": "what a command takes, from file to JSON, beside parting it with csv",
    "count": "how long counting takes, beside an independent implementation",
    "climbs": "how long raising shares by many small steps takes",
    "votes": "how many ballots a second, with none lost and none doubled",
    "pages": "what each page costs, beside an empty one",
    "served": "how many pages a second, beside plain Django pages",
    "granting": "what the list of applications costs at 10,000, beside 100",
    "scale": "what listening's pages cost in the whole national programme (only when named)",
    "growth": "what a thousand to ten million voters take (only when named)",
}
ONLY_WHEN_NAMED = {"growth", "scale"}


def main(words: list[str]) -> int:
    """Measure what was asked for and print one report."""
    asked = _asked(words)
    if keeping.PIPE not in os.environ:
        return keeping.kept_apart(words)
    keeping.watch_the_pipe()
    begun = time.monotonic()
    report.say("Folkmoot, measured")
    report.say(report.machine())
    report.say(f"Memory: {report.memory()}")
    report.say(
        "Figures are processor seconds, not the clock's; compare the ratios, which come from one "
        "run.\nOther work on the machine disturbs the clock's figures (a second, a wait) most."
    )
    try:
        fine = all([_part(name).run(quick=asked.quick) for name in asked.parts])
    except KeyboardInterrupt:
        report.progress_ends()
        print("Stopped; nothing was left behind.", file=sys.stderr)
        return 130
    except RuntimeError as trouble:
        report.progress_ends()
        print(f"✗ {trouble}", file=sys.stderr)
        return 1
    report.progress_ends()
    report.say(f"\nThe whole took {time.monotonic() - begun:.0f} seconds by the clock.")
    report.say("All checks held." if fine else "SOMETHING DID NOT HOLD: see the lines marked ✗.")
    return 0 if fine else 1


def _asked(words: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser("run.py bench", description=__doc__)
    told = "; ".join(f"{name}: {what}" for name, what in PARTS.items())
    parser.add_argument("parts", nargs="*", metavar="PART", help=told)
    parser.add_argument("--quick", action="store_true", help="smaller, and rougher")
    asked = parser.parse_args(words)
    for part in asked.parts:
        if part not in PARTS:
            parser.error(f"there is no part “{part}”; there are {', '.join(PARTS)}")
    asked.parts = asked.parts or [part for part in PARTS if part not in ONLY_WHEN_NAMED]
    return asked


def _part(name: str):
    return importlib.import_module(f"bench.{name}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
