"""Addresses whose views are somebody else's: what stands behind each, who may pass, and why.

Our own views carry their door with them. A library's cannot, so a person reads what the library
does and says so here, by the address's name. An address that is in neither place fails the tests,
and so does a line here that is no longer needed. There is none at present: allauth signs people
in, but behind pages and doors of our own.
"""

# name of the address: (what stands behind it, who may pass and why that is right)
THIRD_PARTY: dict[str, tuple[str, str]] = {}
