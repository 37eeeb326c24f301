/* Whose turn it is. */

#include "race.h"

/* Of projects whose prices floats cannot tell apart: the cheapest, and those exactly as cheap. */
static void part_exactly(race *r, double high)
{
    money best = {0};
    r->n_tied = 0;
    for (int64_t i = 0; i < r->n_waiting && !r->unsure; i++) {
        int32_t p = r->waiting[i];
        if (r->low[p] > high) continue;
        account found;
        settle(r, p, &found);
        forget(r, p);
        r->n_exact++;
        money price = money_over(found.rate, r->on.worth[p]);
        int order = r->n_tied ? money_order(price, best, &r->unsure) : -1;
        if (order > 0) continue;
        if (order < 0) r->n_tied = 0, best = price;
        int64_t at = r->n_tied++;
        for (; at && r->on.place[r->tied[at - 1]] > r->on.place[p]; at--)
            r->tied[at] = r->tied[at - 1];
        r->tied[at] = p;
    }
}

/* Where to look first: at the hint, if it still waits, else at the lowest price there may be. */
static int64_t first_look(race *r, int64_t hint)
{
    int64_t first = -1, kept = 0;
    for (int64_t i = 0; i < r->n_waiting; i++) {
        int32_t p = r->waiting[i];
        if (r->low[p] == NEVER) continue; /* it waits no longer */
        r->waiting[kept++] = p;
        if (first != hint && (p == hint || first < 0 || r->low[p] < r->low[first])) first = p;
    }
    r->n_waiting = kept;
    return first;
}

void choose(race *r, int64_t hint)
{
    double enough = NEVER; /* nobody dearer than this can be the one */
    int64_t first = first_look(r, hint), n_near = 0;
    r->n_tied = 0;
    for (int64_t i = -1; i < r->n_waiting && !r->close && !r->unsure; i++) {
        int64_t p = i < 0 ? first : r->waiting[i];
        if (p < 0 || r->low[p] > enough || r->low[p] == NEVER || is_fresh(r, p)) continue;
        look(r, p, enough);
        if (is_fresh(r, p) && r->low[p] < NEVER && r->high[p] < enough) enough = r->high[p];
    }
    for (int64_t i = 0; i < r->n_waiting; i++) {
        int32_t p = r->waiting[i];
        if (r->low[p] > enough || r->low[p] == NEVER) continue;
        n_near++;
        r->tied[0] = p;
    }
    if (r->close || r->unsure || !n_near) return;
    r->n_tied = 1;
    if (n_near == 1) return;
    if (r->exactly) part_exactly(r, enough);
    else r->close = 1;
}
