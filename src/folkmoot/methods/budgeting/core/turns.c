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
    if (hint >= 0 && r->low[hint] < NEVER) return hint;
    int64_t first = -1;
    for (int64_t i = 0; i < r->n_waiting; i++) {
        int32_t p = r->waiting[i];
        recall(r, p);
        if (r->low[p] < NEVER && (first < 0 || r->low[p] < r->low[first])) first = p;
    }
    return first;
}

/* Look, unless it is certain already that it is dearer than `enough`; what is then enough. */
static double look_again(race *r, int64_t p, double enough)
{
    if (!is_fresh(r, p)) recall(r, p);
    if (r->low[p] > enough || r->low[p] == NEVER || is_fresh(r, p)) return enough;
    look(r, p, enough);
    return is_fresh(r, p) && r->low[p] < NEVER && r->high[p] < enough ? r->high[p] : enough;
}

void choose(race *r, int64_t hint)
{
    int64_t first = first_look(r, hint), kept = 0, n_near = 0;
    double enough = NEVER; /* nobody dearer than this can be the one */
    r->n_tied = 0;
    if (first >= 0) enough = look_again(r, first, enough);
    for (int64_t i = 0; i < r->n_waiting; i++) {
        int32_t p = r->waiting[i];
        if (r->low[p] <= enough && !r->close && !r->unsure) enough = look_again(r, p, enough);
        if (r->low[p] == NEVER) continue; /* it waits no longer */
        r->waiting[kept++] = p;
        if (r->low[p] <= enough) r->tied[n_near++] = p;
    }
    r->n_waiting = kept;
    if (r->close || r->unsure) return;
    for (int64_t i = 0; i < n_near; i++)
        if (r->low[r->tied[i]] <= enough) r->tied[r->n_tied++] = r->tied[i];
    if (r->n_tied <= 1) return;
    if (r->exactly) part_exactly(r, enough);
    else r->close = 1;
}
