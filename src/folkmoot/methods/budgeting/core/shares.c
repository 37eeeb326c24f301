/* Equal shares, once through: what is bought, in order, from one endowment. */

#include <stdlib.h>
#include <string.h>

#include "abreast.h"
#include "shares.h"

void folkmoot_race_free(race *r)
{
    if (!r) return;
    room_free(&r->left);
    free(r->held), free(r->low), free(r->high), free(r->rate), free(r->slack);
    free(r->paid), free(r->looked_at), free(r->waiting), free(r->bought_in), free(r->tied);
    free(r->gives_all), free(r->near), free(r->near_units), free(r->rates), free(r->times);
    free(r->steep), free(r->reach), free(r->most_units), free(r->purses), free(r->per_worth);
    lore_free(r->known), lore_free(r->seen);
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
    r->steep = malloc(projects * sizeof *r->steep);
    r->reach = malloc(projects * sizeof *r->reach);
    r->most_units = malloc(projects * sizeof *r->most_units);
    r->per_worth = malloc(projects * sizeof *r->per_worth);
    r->purses = malloc(ballots * sizeof *r->purses);
    if (!room_of(&r->left, r->of, &r->on) || !r->held || !r->low || !r->high || !r->rate ||
        !r->slack || !r->paid || !r->looked_at || !r->waiting || !r->bought_in || !r->tied ||
        !r->gives_all || !r->near || !r->near_units || !r->rates || !r->times || !r->steep ||
        !r->reach || !r->most_units || !r->per_worth || !r->purses) {
        folkmoot_race_free(r);
        return NULL;
    }
    r->fine_for = r->single_for = 1;
    r->abreast = four_abreast();
    for (int64_t p = 0; p < r->of->n_projects; p++) {
        r->paid[p] = (double)r->of->costs[p] / r->by.pulls[p];
        r->per_worth[p] = 1 / (double)r->on.worth[p];
        r->most_units[p] = 1;
        for (int64_t k = r->by.starts[p]; r->by.units && k < r->by.starts[p] + r->by.n[p]; k++)
            if (units_at(r, k) > r->most_units[p]) r->most_units[p] = units_at(r, k);
    }
    return r;
}

static void begin_finely(race *r)
{
    for (int64_t b = 0; b < r->of->n_ballots; b++) r->purses[b] = r->endowment.at;
    r->purses[r->of->n_ballots] = 0;
    r->purse_off = r->endowment.off;
}

void race_begin(race *r, int64_t above, int64_t below, int places, int exactly)
{
    const election *of = r->of;
    r->places = places;
    r->exactly = exactly;
    r->endowment = money_over(money_of(above, places), below);
    r->full = (double)above / (double)below;
    r->off = 4 * A_ROUNDING * r->full;
    r->apart = r->known && r->known->n >= 0 ? r->full - r->known->full + r->off : -1;
    r->n_bought = r->n_exact = r->n_waiting = 0;
    r->close = r->unsure = 0;
    room_begin(&r->left, of, &r->on);
    for (int64_t b = 0; b < of->n_ballots; b++) r->held[b] = r->full;
    r->held[of->n_ballots] = 0;
    if (r->finely) begin_finely(r);
    for (int64_t p = 0; p < of->n_projects; p++) {
        r->bought_in[p] = r->looked_at[p] = -1;
        r->low[p] = r->steep[p] = r->reach[p] = 0;
        if (!r->on.allowed[p] || !r->by.n[p]) continue;
        double cost = (double)of->costs[p], pull = r->by.pulls[p];
        r->low[p] = cost / pull / (double)r->on.worth[p] * (1 - FEW_ROUNDINGS);
        if (pull * r->full * (1 + FEW_ROUNDINGS) < cost && !r->by.units) r->low[p] = NEVER;
        else r->waiting[r->n_waiting++] = (int32_t)p;
    }
}

/* In fixed point. Who gives a rest is settled by floats, but what they give adds up without the
   floats' roundings: else few who pay in full, for what very many gave, would have a rate as far
   off as all of those together. */
static void pay_finely(race *r, int64_t p, account *found)
{
    double worth = (double)r->on.worth[p], rate = r->rate[p];
    double around = (r->high[p] - r->low[p]) * worth;
    int64_t heads = 0, pull = 0, from = r->by.starts[p], to = from + r->by.n[p];
    wide rests = 0;
    int near = 0;
    for (int64_t k = from; k < to; k++) {
        int32_t ballot = r->by.ballots[k];
        int64_t units = units_at(r, k), voters = (int64_t)r->by.heads[k];
        double held = r->held[ballot], left = held - rate * (double)units;
        int64_t rich = -(int64_t)(left > 0), gives = ~rich & -(int64_t)(held > 0);
        near |= fabs(left) <= around * (double)units + r->off;
        pull += voters * units & rich;
        heads += voters & gives;
        rests += voters * (r->purses[ballot] & (wide)gives);
    }
    r->close |= near || !pull;
    if (r->close) return;
    wide fixed = (((wide)r->of->costs[p] << r->places) - rests) / pull;
    double exact = ldexp((double)fixed, -r->places);
    for (int64_t k = from; k < to; k++) {
        int32_t ballot = r->by.ballots[k];
        int64_t units = units_at(r, k), rich = -(int64_t)(r->held[ballot] > rate * (double)units);
        double left = r->held[ballot] - exact * (double)units;
        r->purses[ballot] = (r->purses[ballot] - units * fixed) & (wide)rich;
        r->held[ballot] = rich ? left : 0;
    }
    found->in_full = (double)pull == r->by.pulls[p];
    double most = r->most_units[p];
    r->purse_off += ((double)heads * r->purse_off / (double)pull + 1) * most;
    r->off += 4 * A_ROUNDING * r->full * most + ldexp(r->purse_off, -r->places);
    r->paid[p] = exact;
}

static paid_so pay_plainly(race *r, int64_t p, double rate, double around)
{
    paid_so so = {0, 1};
    for (int64_t k = r->by.starts[p]; k < r->by.starts[p] + r->by.n[p]; k++) {
        double units = r->by.units ? r->by.units[k] : 1, *held = &r->held[r->by.ballots[k]];
        double left = *held - rate * units;
        so.near |= fabs(left) <= around * units + r->off;
        so.in_full &= left > 0;
        *held = left > 0 ? left : 0;
    }
    return so;
}

/* In floats. Where no purse is as good as the rate, or nearly so, what is raised grows evenly
   there, and the rate is no further off than `slack`; else it is `close`. */
static void pay_nearly(race *r, int64_t p, account *found)
{
    double worth = (double)r->on.worth[p], rate = r->rate[p], most = r->most_units[p];
    double around = (r->high[p] - r->low[p]) * worth;
    paid_so so = (r->abreast ? pay_abreast : pay_plainly)(r, p, rate, around);
    r->close |= so.near;
    found->in_full = so.in_full;
    r->off += 4 * A_ROUNDING * r->full + r->slack[p] * most;
    r->paid[p] = rate;
}

void buy(race *r, int64_t p, account *found)
{
    if (r->exactly) pay_exactly(r, p, found);
    else if (r->finely) pay_finely(r, p, found);
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
    teach(r, p);
    out->order[t] = (int32_t)p;
    out->dearest[t] = r->high[p];
    out->spent += r->of->costs[p];
    buy(r, p, &found);
    out->in_full[t] = (uint8_t)found.in_full;
    if (out->pull) keep(r, out, &found);
}

void finish(race *r, outcome *out)
{
    out->n_bought = r->n_bought;
    out->n_exact = r->n_exact;
    out->unsure = r->unsure;
    out->cheapest = 0;
    teach(r, -1);
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

/* Where floats alone have not done before, they likely do not now: the oftener they have not one
   after the other, the longer nobody asks them. */
enum { LONGEST_FINE = 128 };

int goes_finely(race *r) { return r->n_fine > 0 && r->n_fine--; }

static void note_fineness(race *r, int finely)
{
    if (!finely) r->fine_for = 1;
    if (!finely || r->n_fine > 0) return;
    if (r->fine_for < LONGEST_FINE) r->fine_for *= 2;
    r->n_fine = r->fine_for;
}

void run(race *r, int64_t above, int64_t below, int places, int64_t limit, const outcome *last,
         outcome *out)
{
    r->close = 1;
    for (int finely = goes_finely(r); !out->pull && r->close && finely < 2; finely++) {
        r->finely = finely;
        race_begin(r, above, below, places, 0);
        buy_all(r, limit, last, out);
        if (!r->close) note_fineness(r, finely);
    }
    r->finely = 0;
    if (r->close) {
        race_begin(r, above, below, places, 1);
        buy_all(r, limit, last, out);
    }
    finish(r, out);
}

void folkmoot_shares(race *r, int64_t above, int64_t below, int places, int64_t limit, outcome *out)
{
    run(r, above, below, places, limit, NULL, out);
}
