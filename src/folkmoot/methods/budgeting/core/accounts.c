/* Who pays what for one project, exactly, from whole numbers: see `account`. Rates are sums that
   never grow less exact, and a purse is never further from the truth than the floats' last few
   roundings. */

#include <string.h>

#include "race.h"

/* What one voter with this ballot still holds, who has not given a rest yet. */
static money held_by(const race *r, int32_t ballot)
{
    money held = r->endowment;
    for (int64_t k = r->of->ends[ballot]; k < r->of->ends[ballot + 1]; k++) {
        int32_t purchase = r->bought_in[r->of->projects[k]];
        if (purchase >= 0)
            held = money_plus(held, r->of->units ? -r->of->units[k] : -1, r->rates[purchase]);
    }
    return held;
}

/* Add what these voters have paid for so far to `times`. */
static void add_times(race *r, int32_t ballot)
{
    int64_t heads = r->of->heads[ballot];
    for (int64_t k = r->of->ends[ballot]; k < r->of->ends[ballot + 1]; k++) {
        int32_t purchase = r->bought_in[r->of->projects[k]];
        if (purchase >= 0) r->times[purchase] += heads * (r->of->units ? r->of->units[k] : 1);
    }
}

/* The cost less what `heads` voters still hold, who have paid for `times` so far. */
static money owed(const race *r, int64_t p, int64_t heads)
{
    money sum = money_plus(money_of(r->of->costs[p], r->places), -heads, r->endowment);
    for (int64_t s = 0; s < r->n_bought; s++)
        if (r->times[s]) sum = money_plus(sum, r->times[s], r->rates[s]);
    return sum;
}

/* Place everybody whom floats can place; the others pay in full for now, and are listed. */
static void place_supporters(race *r, int64_t p, double rate, double slack, account *found)
{
    memset(r->times, 0, (size_t)r->n_bought * sizeof *r->times);
    *found = (account){.largest = -1};
    r->n_near = 0;
    for (int64_t k = r->by.starts[p]; k < r->by.starts[p] + r->by.n[p]; k++) {
        int32_t ballot = r->by.ballots[k], units = units_at(r, k);
        double held = r->held[ballot], claim = rate * units;
        if (held == 0) continue;
        double doubt = units * (slack + rate * FEW_ROUNDINGS) + r->off;
        if (held < claim - doubt) {
            r->gives_all[ballot] = 1;
            found->heads += r->of->heads[ballot];
            add_times(r, ballot);
            continue;
        }
        found->pull += r->of->heads[ballot] * units;
        if (held <= claim + doubt) {
            r->near_units[r->n_near] = units;
            r->near[r->n_near++] = ballot;
        }
    }
}

/* The exact rate: of those in doubt, whoever cannot pay it gives the rest, until it stands. One
   that is not where floats said it was would have been settled among the wrong people. */
static void settle_between(race *r, int64_t p, double rate, double slack, account *found)
{
    place_supporters(r, p, rate, slack, found);
    for (int moved = 1; moved && !r->unsure;) {
        moved = 0;
        if (!found->pull) { /* cannot be, where they hold the cost together */
            r->unsure = 1;
            return;
        }
        found->rate = money_over(owed(r, p, found->heads), found->pull);
        for (int64_t i = 0; i < r->n_near; i++) {
            int32_t ballot = r->near[i];
            if (r->gives_all[ballot] == 1) continue;
            money claim = money_over(held_by(r, ballot), r->near_units[i]);
            int order = money_order(claim, found->rate, &r->unsure);
            r->gives_all[ballot] = order == 0 ? 2 : 0; /* pays in full, and is then empty */
            if (order >= 0) continue;
            r->gives_all[ballot] = 1;
            found->heads += r->of->heads[ballot];
            found->pull -= r->of->heads[ballot] * r->near_units[i];
            add_times(r, ballot);
            moved = 1;
        }
    }
    double gap = fabs(money_float(found->rate, r->places) - rate);
    if (gap > slack + rate * FEW_ROUNDINGS) r->unsure = 1;
}

void forget(race *r, int64_t p)
{
    for (int64_t k = r->by.starts[p]; k < r->by.starts[p] + r->by.n[p]; k++)
        r->gives_all[r->by.ballots[k]] = 0;
}

void settle(race *r, int64_t p, account *found)
{
    double worth = (double)r->on.worth[p], middle = (r->low[p] + r->high[p]) / 2;
    settle_between(r, p, middle * worth, (r->high[p] - r->low[p]) * worth, found);
}

/* All that supporters hold against the cost: -1, 0 or 1. */
static int order_of_all(race *r, int64_t p)
{
    int64_t heads = 0;
    memset(r->times, 0, (size_t)r->n_bought * sizeof *r->times);
    for (int64_t k = r->by.starts[p]; k < r->by.starts[p] + r->by.n[p]; k++) {
        int32_t ballot = r->by.ballots[k];
        if (r->held[ballot] == 0) continue;
        heads += r->of->heads[ballot];
        add_times(r, ballot);
    }
    return -money_order(owed(r, p, heads), money_of(0, r->places), &r->unsure);
}

/* If it is enough, nearly all give what they have, and the rate is hardly below the largest
   claim of all. */
void look_closely(race *r, int64_t p, double doubt)
{
    if (!r->exactly) {
        r->close = 1;
        return;
    }
    r->n_exact++;
    r->steep[p] = NEVER;
    if (order_of_all(r, p) < 0) {
        r->low[p] = NEVER;
        return;
    }
    double most = 0;
    for (int64_t k = r->by.starts[p]; k < r->by.starts[p] + r->by.n[p]; k++) {
        double claim = r->held[r->by.ballots[k]] / units_at(r, k);
        if (claim > most) most = claim;
    }
    account exact;
    settle_between(r, p, most, 2 * doubt + r->off, &exact);
    forget(r, p);
    double rate = money_float(exact.rate, r->places);
    set_price(r, p, rate * (1 - FEW_ROUNDINGS), rate * (1 + FEW_ROUNDINGS));
}

/* Among those who give the rest of their purse, a ballot with the fullest. Exact. */
static int32_t largest_rest(race *r, int64_t p)
{
    int32_t best = -1;
    for (int64_t k = r->by.starts[p]; k < r->by.starts[p] + r->by.n[p]; k++) {
        int32_t ballot = r->by.ballots[k];
        if (r->gives_all[ballot] != 1) continue;
        double gap = best < 0 ? NEVER : r->held[ballot] - r->held[best];
        if (gap < -3 * r->off) continue;
        if (gap > 3 * r->off ||
            money_order(held_by(r, ballot), held_by(r, best), &r->unsure) > 0)
            best = ballot;
    }
    return best;
}

void pay_exactly(race *r, int64_t p, account *found)
{
    settle(r, p, found);
    found->in_full = (double)found->pull == r->by.pulls[p];
    found->largest = r->by.units ? largest_rest(r, p) : -1; /* for ticks the rate is the most */
    double rate = money_float(found->rate, r->places);
    for (int64_t k = r->by.starts[p]; k < r->by.starts[p] + r->by.n[p]; k++) {
        int32_t ballot = r->by.ballots[k], units = units_at(r, k);
        double *held = &r->held[ballot];
        if (*held != 0 && r->gives_all[ballot] != 1) {
            found->n_full += r->of->heads[ballot];
            if (units > found->most_units) found->most_units = units;
        }
        *held = *held == 0 || r->gives_all[ballot] ? 0 : *held - rate * units;
        r->gives_all[ballot] = 0;
    }
    double fixed_off = ldexp(found->rate.off, -r->places) * (double)found->most_units;
    r->off += 4 * A_ROUNDING * r->full + fixed_off;
    r->rates[r->n_bought] = found->rate;
}
