/* Raising the endowment step by step (add1). */

#include <string.h>

#include "shares.h"

/* Whether a rival can never go before `chosen`, from an endowment at which every supporter of that
   one paid in full upwards: there its price stays cost / pull / worth, which is the least that a
   price can be. Exact; projects with as many votes often tie so, from every endowment. */
static int never_before(const race *r, int64_t rival, int64_t chosen)
{
    const int64_t *cost = r->of->costs, *worth = r->on.worth;
    unsigned_wide one = (unsigned_wide)r->by.pulls[rival], other = (unsigned_wide)r->by.pulls[chosen];
    if (worth[chosen] != cost[chosen] || worth[rival] != cost[rival]) {
        if (worth[chosen] != 1 || worth[rival] != 1) return 0;
        one *= (unsigned_wide)cost[chosen], other *= (unsigned_wide)cost[rival];
    }
    return one < other || (one == other && r->on.place[chosen] < r->on.place[rival]);
}

/* Whether every endowment from that of `lower` up to this one buys the same, in order.

   While the order stays the same, a larger endowment leaves nobody with less, so no price
   rises. It is therefore enough that at every purchase each rival asks here, at the upper end,
   more than the chosen project asked at the lower end, or can `never_before`; and that at last
   nothing more can be paid for here. "No" may also mean that it is too close to say. */
static int follows(race *r, int64_t above, int64_t below, int places, const outcome *lower,
                   outcome *out)
{
    r->finely = goes_finely(r);
    race_begin(r, above, below, places, 0);
    out->spent = 0;
    for (int64_t t = 0; t < lower->n_bought; t++) {
        int64_t chosen = lower->order[t];
        for (int64_t i = 0; i < r->n_waiting; i++) {
            int32_t p = r->waiting[i];
            if (p == chosen || r->low[p] > lower->dearest[t]) continue;
            if (lower->in_full[t] && never_before(r, p, chosen)) continue;
            recall(r, p);
            if (r->low[p] > lower->dearest[t]) continue;
            look(r, p, lower->dearest[t]);
            if (r->close || r->low[p] <= lower->dearest[t]) return 0;
        }
        look(r, chosen, NEVER);
        if (r->close || r->low[chosen] == NEVER) return 0;
        buy_into(r, chosen, out);
        if (r->close) return 0;
    }
    choose(r, -1);
    finish(r, out);
    return !r->n_tied && !r->close;
}

/* How far the endowment has been raised (`shares.py` has the same fields in the same order). */
typedef struct {
    int64_t above, below, step; /* endowment, and one raise, in parts of `below` */
    int64_t limit, steps, jump; /* `jump`: how many raises to try at once next */
    int64_t most_above, work;   /* as far as `places` has room; when to come up for breath */
    int64_t places, until_full; /* `until_full`: it ends once nothing that waits fits */
} climb;

enum { GO_ON, OVERSPENDS, NOTHING_FITS, NOTHING_LEFT, UNSURE };

/* How many raises to try at once, where as many as `jump` bought the same. */
static int64_t longer(race *r, int64_t jump)
{
    if (jump > 1) r->single_for = 1;
    if (r->n_single <= 0) return 2 * jump;
    r->n_single--;
    return 1;
}

/* And where they were too many. The oftener even two are, one after the other, the longer nobody
   tries. */
static int64_t shorter(race *r, int64_t jump)
{
    enum { LONGEST_SINGLE = 16 };
    if (jump > 4) return jump / 4;
    if (r->single_for < LONGEST_SINGLE) r->single_for *= 2;
    r->n_single = r->single_for;
    return 1;
}

/* Raise the endowment step by step, until the next step would spend more than the limit or
   nothing is left to buy (or to fit, if asked). It is never found by halving, for what is spent does not only grow;
   steps are only passed over together where all of them are proven to buy the same. Begins at
   a run that was counted already (`now`); `next` is room for another. */
int folkmoot_climb(race *r, climb *c, outcome *now, outcome *next)
{
    int places = (int)c->places;
    r->work = 0;
    if (!r->known && !r->seen)
        r->known = lore_of(r->of->n_projects), r->seen = lore_of(r->of->n_projects);
    while (now->cheapest && !(c->until_full && now->spent + now->cheapest > c->limit)) {
        int64_t above = c->above + c->jump * c->step;
        if (above > c->most_above || r->work > c->work) return GO_ON;
        if (c->jump > 1) {
            if (!follows(r, above, c->below, places, now, next)) {
                c->jump = shorter(r, c->jump);
                continue;
            }
        } else {
            run(r, above, c->below, places, c->limit, now, next);
            if (next->unsure) return UNSURE;
            if (next->spent > c->limit) return OVERSPENDS;
        }
        int alike = now->n_bought == next->n_bought &&
                    !memcmp(now->order, next->order, (size_t)now->n_bought * sizeof *now->order);
        c->steps += c->jump;
        c->above = above;
        c->jump = alike ? longer(r, c->jump) : 1;
        outcome swapped = *now;
        *now = *next;
        *next = swapped;
        lore *known = r->known;
        r->known = r->seen;
        r->seen = known;
    }
    return now->cheapest ? NOTHING_FITS : NOTHING_LEFT;
}
