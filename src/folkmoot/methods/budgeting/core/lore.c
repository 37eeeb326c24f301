/* What one run knows that the next can use. */

#include <stdlib.h>
#include <string.h>

#include "race.h"

enum { MOST_PROJECTS = 1024 };

void lore_free(lore *of)
{
    if (!of) return;
    free(of->order), free(of->asked), free(of->low), free(of->steep), free(of->reach);
    free(of);
}

lore *lore_of(int64_t n_projects)
{
    if (n_projects > MOST_PROJECTS) return NULL;
    size_t rows = (size_t)n_projects + 1, all = rows * (size_t)n_projects;
    lore *of = calloc(1, sizeof *of);
    if (!of) return NULL;
    of->n = -1;
    of->order = malloc(rows * sizeof *of->order), of->asked = malloc(rows * sizeof *of->asked);
    of->low = malloc(all * sizeof *of->low), of->steep = malloc(all * sizeof *of->steep);
    of->reach = malloc(all * sizeof *of->reach);
    if (of->order && of->asked && of->low && of->steep && of->reach) return of;
    lore_free(of);
    return NULL;
}

void recall(race *r, int64_t p)
{
    const lore *of = r->known;
    if (!of || r->apart < 0 || r->n_bought > of->n || r->low[p] == NEVER) return;
    int64_t at = r->n_bought * r->of->n_projects + p;
    double off = of->off + r->off, apart = (r->apart + off) * (1 + FEW_ROUNDINGS);
    double low = of->low[at], reach = of->reach[at] - apart;
    if (low == NEVER) {
        if (reach > 0) r->low[p] = NEVER, r->reach[p] = reach;
        return;
    }
    low -= apart * of->steep[at] + off * r->per_worth[p] + 4 * low * FEW_ROUNDINGS;
    if (low > r->low[p]) r->low[p] = low, r->steep[p] = of->steep[at];
}

/* How much further apart purses may be once both runs have bought this. */
static void part(race *r, int64_t p)
{
    const lore *of = r->known;
    if (!of || r->apart < 0) return;
    if (r->n_bought >= of->n || of->order[r->n_bought] != p) {
        r->apart = -1;
        return;
    }
    double less = of->asked[r->n_bought] - r->low[p] * (double)r->on.worth[p];
    if (less > 0) r->apart += less * r->most_units[p] * (1 + FEW_ROUNDINGS);
}

void teach(race *r, int64_t p)
{
    lore *to = r->seen;
    if (to) {
        int64_t row = r->n_bought * r->of->n_projects;
        size_t columns = (size_t)r->of->n_projects * sizeof *r->low;
        memcpy(to->low + row, r->low, columns);
        memcpy(to->steep + row, r->steep, columns);
        memcpy(to->reach + row, r->reach, columns);
        to->n = r->n_bought, to->full = r->full, to->off = r->off;
        if (p >= 0) to->order[to->n] = (int32_t)p;
        if (p >= 0) to->asked[to->n] = r->high[p] * (double)r->on.worth[p] * (1 + FEW_ROUNDINGS);
    }
    if (p >= 0) part(r, p);
}
