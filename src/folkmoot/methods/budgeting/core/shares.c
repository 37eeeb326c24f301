/* Equal shares, once through: what is bought, in order, from one endowment. */

#include <stdlib.h>
#include <string.h>

#include "shares.h"

void folkmoot_race_free(race *r)
{
    if (!r) return;
    room_free(&r->left);
    free(r->held), free(r->low), free(r->high), free(r->rate), free(r->slack);
    free(r->paid), free(r->looked_at), free(r->waiting), free(r->bought_in), free(r->tied);
    free(r->gives_all), free(r->near), free(r->near_units), free(r->rates), free(r->times);
    free(r);
}

/* Room for one run after another; NULL when memory is short. */
race *folkmoot_race(const ballots *all, const terms *on)
{
    size_t projects = (size_t)all->of.n_projects, ballots = (size_t)all->of.n_ballots + 1;
    race *r = calloc(1, sizeof *r);
    if (!r) return NULL;
    r->of = &all->of, r->original = all->original, r->by = all->by, r->on = *on;
    r->held = malloc(ballots * sizeof *r->held);
    r->low = malloc(projects * sizeof *r->low);
    r->high = malloc(projects * sizeof *r->high);
    r->rate = malloc(projects * sizeof *r->rate);
    r->slack = malloc(projects * sizeof *r->slack);
    r->paid = malloc(projects * sizeof *r->paid);
    r->looked_at = malloc(projects * sizeof *r->looked_at);
    r->waiting = malloc(projects * sizeof *r->waiting);
    r->bought_in = malloc(projects * sizeof *r->bought_in);
    r->tied = malloc(projects * sizeof *r->tied);
    r->gives_all = calloc(ballots, 1);
    r->near = malloc(ballots * sizeof *r->near);
    r->near_units = malloc(ballots * sizeof *r->near_units);
    r->rates = malloc(projects * sizeof *r->rates);
    r->times = malloc(projects * sizeof *r->times);
    if (!room_of(&r->left, r->of, &r->on) || !r->held || !r->low || !r->high || !r->rate ||
        !r->slack || !r->paid || !r->looked_at || !r->waiting || !r->bought_in || !r->tied ||
        !r->gives_all || !r->near || !r->near_units || !r->rates || !r->times) {
        folkmoot_race_free(r);
        return NULL;
    }
    for (size_t p = 0; p < projects; p++) r->paid[p] = (double)r->of->costs[p] / r->by.pulls[p];
    return r;
}

void race_begin(race *r, int64_t above, int64_t below, int places, int exactly)
{
    const election *of = r->of;
    r->places = places;
    r->exactly = exactly;
    r->endowment = money_over(money_of(above, places), below);
    r->full = (double)above / (double)below;
    r->off = 4 * A_ROUNDING * r->full;
    r->n_bought = r->n_exact = r->n_waiting = 0;
    r->close = r->unsure = 0;
    room_begin(&r->left, of, &r->on);
    for (int64_t b = 0; b < of->n_ballots; b++) r->held[b] = r->full;
    r->held[of->n_ballots] = 0;
    for (int64_t p = 0; p < of->n_projects; p++) {
        r->bought_in[p] = r->looked_at[p] = -1;
        if (!r->on.allowed[p] || !r->by.n[p]) continue;
        double cost = (double)of->costs[p], pull = r->by.pulls[p];
        if (pull * r->full * (1 + FEW_ROUNDINGS) < cost && !r->by.units) continue;
        r->low[p] = cost / pull / (double)r->on.worth[p] * (1 - FEW_ROUNDINGS);
        r->waiting[r->n_waiting++] = (int32_t)p;
    }
}

/* In floats. Where no purse is as good as the rate, or nearly so, what is raised grows evenly
   there, and the rate is no further off than `slack`; else it is `close`. */
static void pay_nearly(race *r, int64_t p, account *found)
{
    double worth = (double)r->on.worth[p], rate = r->rate[p], most = 1;
    double around = (r->high[p] - r->low[p]) * worth;
    int near = 0, in_full = 1;
    for (int64_t k = r->by.starts[p]; k < r->by.starts[p] + r->by.n[p]; k++) {
        double units = r->by.units ? r->by.units[k] : 1, *held = &r->held[r->by.ballots[k]];
        double left = *held - rate * units;
        near |= fabs(left) <= around * units + r->off;
        in_full &= left > 0;
        *held = left > 0 ? left : 0;
        most = units > most ? units : most;
    }
    r->close |= near;
    found->in_full = in_full;
    r->off += 4 * A_ROUNDING * r->full + r->slack[p] * most;
    r->paid[p] = rate;
}

void buy(race *r, int64_t p, account *found)
{
    if (r->exactly) pay_exactly(r, p, found);
    else pay_nearly(r, p, found);
    r->bought_in[p] = (int32_t)r->n_bought++;
    r->low[p] = NEVER;
    if (!r->on.n_limits) return;
    room_after(&r->left, r->of, &r->on, p);
    for (int64_t i = 0; i < r->n_waiting; i++)
        if (r->left.out[r->waiting[i]]) r->low[r->waiting[i]] = NEVER;
}

/* Note all that an exact account of the last purchase is made from. */
static void keep(race *r, outcome *out, const account *found)
{
    int64_t t = r->n_bought - 1, projects = r->of->n_projects, ties = out->tied_ends[t];
    if (ties + r->n_tied > out->tied_room) {
        r->unsure = 1;
        return;
    }
    out->pull[t] = found->pull;
    out->heads[t] = found->heads;
    out->n_full[t] = found->n_full;
    out->most_units[t] = found->most_units;
    out->largest[t] = found->largest < 0 ? -1 : r->original[found->largest];
    memcpy(out->times + t * projects, r->times, (size_t)t * sizeof *r->times);
    for (int64_t i = 1; i < r->n_tied; i++) out->tied[ties++] = r->tied[i];
    out->tied_ends[t + 1] = ties;
}

void buy_into(race *r, int64_t p, outcome *out)
{
    account found;
    int64_t t = r->n_bought;
    out->order[t] = (int32_t)p;
    out->dearest[t] = r->high[p];
    out->spent += r->of->costs[p];
    buy(r, p, &found);
    out->in_full[t] = (uint8_t)found.in_full;
    if (out->pull) keep(r, out, &found);
}

void finish(const race *r, outcome *out)
{
    out->n_bought = r->n_bought;
    out->n_exact = r->n_exact;
    out->unsure = r->unsure;
    out->cheapest = 0;
    for (int64_t p = 0; p < r->of->n_projects; p++) {
        if (!r->on.allowed[p] || !r->by.n[p] || r->bought_in[p] >= 0 || r->left.out[p]) continue;
        int64_t cost = r->of->costs[p];
        if (!out->cheapest || cost < out->cheapest) out->cheapest = cost;
    }
}

/* What the last run bought, and this one has not, is worth looking at first. */
static int64_t hint_of(const race *r, const outcome *last, int64_t *at)
{
    if (!last) return -1;
    for (; *at < last->n_bought; ++*at) {
        int32_t p = last->order[*at];
        if (r->bought_in[p] < 0 && !r->left.out[p]) return p;
    }
    return -1;
}

static void buy_all(race *r, int64_t limit, const outcome *last, outcome *out)
{
    int64_t at = 0;
    out->spent = 0;
    while (out->spent <= limit) {
        choose(r, hint_of(r, last, &at));
        if (!r->n_tied || r->close || r->unsure) break;
        buy_into(r, r->tied[0], out);
    }
}

void run(race *r, int64_t above, int64_t below, int places, int64_t limit, const outcome *last,
         outcome *out)
{
    if (!out->pull) {
        race_begin(r, above, below, places, 0);
        buy_all(r, limit, last, out);
    }
    if (out->pull || r->close) {
        race_begin(r, above, below, places, 1);
        buy_all(r, limit, last, out);
    }
    finish(r, out);
}

void folkmoot_shares(race *r, int64_t above, int64_t below, int places, int64_t limit, outcome *out)
{
    run(r, above, below, places, limit, NULL, out);
}
