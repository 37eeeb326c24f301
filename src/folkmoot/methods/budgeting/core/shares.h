/* What a run of equal shares came to. */

#ifndef FOLKMOOT_SHARES_H
#define FOLKMOOT_SHARES_H

#include "race.h"

/* `shares.py` has the same fields in the same order. The fields after `dearest` are for the
   account of the last run, and NULL on the way there. */
typedef struct {
    int64_t n_bought, spent, cheapest, n_exact, unsure; /* `cheapest` that waits costs; 0: none */
    int32_t *order;
    double *dearest;                /* a price the purchase was not above */
    uint8_t *in_full;               /* every supporter paid in full */
    int64_t *pull, *heads, *n_full, *most_units, *times; /* `times` has n_projects columns */
    int32_t *largest;
    int64_t tied_room, *tied_ends;  /* purchase t was tied with tied[tied_ends[t] .. ] */
    int32_t *tied;
} outcome;

/* Buy, and note what and at what price. */
void buy_into(race *r, int64_t p, outcome *out);
/* Note how it ended. `unsure` means that nothing is said at all: the caller counts in Python. */
void finish(race *r, outcome *out);

/* Whether the next run keeps purses in fixed point from the start; ask once a run. */
int goes_finely(race *r);

/* Buy until nothing more can be paid for, or more than `limit` is spent. `last`: a run from an
   endowment not far away, which likely bought much the same, or NULL. */
void run(race *r, int64_t above, int64_t below, int places, int64_t limit, const outcome *last,
         outcome *out);

#endif
