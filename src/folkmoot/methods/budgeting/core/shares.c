/* Equal shares, once through: what is bought, in order, from one endowment.

   Floats find who is cheapest; how far they may be off is kept beside them all the way. Where
   that is not enough, and once for every purchase, the rate is worked out again from whole
   numbers: who gave all they had left, and how often those people had paid for each project
   bought before (`account`). The rates are therefore sums that never grow less exact, and a
   purse is never further from the truth than the floats' last few roundings.

   `plain_run.py` is the same count in numpy; read that first. */

#include <stdlib.h>
#include <string.h>

#include "ballots.h"
#include "money.h"

typedef struct {
    double held, heads;
} purse;

/* Who pays for a project, in whole numbers: its rate is (cost - rests) / pull, and the rests are
   heads * endowment - sum of times[s] * rate of purchase s. */
typedef struct {
    int64_t pull, heads;            /* units of those who pay in full; voters who give their rest */
    int64_t n_full, most_units;     /* voters who pay in full, and the largest claim among them */
    int32_t largest;                /* a ballot that gives the largest rest; -1: none gives one */
    money rate;
} account;

typedef struct {
    election sorted;                /* the election, ballots that are alike side by side */
    int32_t *original;
    const election *of;             /* &sorted */
    supporters by;
    ceilings left;
    purse *purses;
    uint8_t *gives_all;             /* while a project is settled: ballots that give their rest */
    int32_t *near;                  /* ballots floats cannot place, and how many units they pay */
    int32_t *near_units;
    int64_t n_near;
    int32_t *tied;                  /* room for every project */
    double *low, *high, *rate;      /* a price is not below, not above; Newton's last rate */
    uint8_t *fresh, *out;           /* price looked at since the last purchase; not to be bought */
    int32_t *bought_in;             /* which purchase, or -1 */
    money *rates;
    int64_t *times;                 /* see `account`; one row for the project being settled */
    money endowment;
    double full, off;               /* the endowment; no purse is further off than this */
    int places;
    int64_t n_bought, n_exact, work;
    int unsure;
} race;

/* ── Beginning and ending ──────────────────────────────────────────────────────────────────── */

void folkmoot_race_free(race *r)
{
    if (!r) return;
    election_sorted_free(&r->sorted, r->original);
    supporters_free(&r->by);
    ceilings_free(&r->left);
    free(r->purses), free(r->gives_all), free(r->near), free(r->near_units), free(r->tied);
    free(r->low), free(r->high), free(r->rate), free(r->fresh), free(r->out);
    free(r->bought_in), free(r->rates), free(r->times), free(r);
}

/* What stays the same from one endowment to the next; NULL when memory is short. */
race *folkmoot_race(const election *given)
{
    size_t projects = (size_t)given->n_projects, ballots = (size_t)given->n_ballots;
    race *r = calloc(1, sizeof *r);
    if (!r) return NULL;
    const election *of = r->of = &r->sorted;
    int ready = election_sorted(given, &r->sorted, &r->original);
    r->purses = malloc(ballots * sizeof *r->purses);
    r->gives_all = calloc(ballots, 1);
    r->near = malloc(ballots * sizeof *r->near);
    r->near_units = malloc(ballots * sizeof *r->near_units);
    r->tied = malloc(projects * sizeof *r->tied);
    r->low = malloc(projects * sizeof *r->low);
    r->high = malloc(projects * sizeof *r->high);
    r->rate = malloc(projects * sizeof *r->rate);
    r->fresh = malloc(projects);
    r->out = malloc(projects);
    r->bought_in = malloc(projects * sizeof *r->bought_in);
    r->rates = malloc(projects * sizeof *r->rates);
    r->times = malloc(projects * sizeof *r->times);
    int whole = ready && supporters_of(of, &r->by) && ceilings_of(of, &r->left);
    if (whole && r->purses && r->gives_all && r->near && r->near_units && r->tied && r->low &&
        r->high && r->rate && r->fresh && r->out && r->bought_in && r->rates && r->times)
        return r;
    folkmoot_race_free(r);
    return NULL;
}

/* Everybody holds `above / below` again; `places` is what fixed point has room for. */
static void begin(race *r, int64_t above, int64_t below, int places)
{
    const election *of = r->of;
    r->places = places;
    r->endowment = money_over(money_of(above, places), below);
    r->full = (double)above / (double)below;
    r->off = 4 * A_ROUNDING * r->full;
    r->n_bought = r->n_exact = 0;
    r->unsure = 0;
    for (int64_t b = 0; b < of->n_ballots; b++)
        r->purses[b] = (purse){r->full, (double)of->heads[b]};
    ceilings_full(of, &r->left);
    for (int64_t p = 0; p < of->n_projects; p++) {
        r->out[p] = !of->allowed[p] || !r->by.pulls[p];
        r->bought_in[p] = -1;
        r->fresh[p] = 0;
    }
    ceilings_strike(of, &r->left, r->out);
    for (int64_t p = 0; p < of->n_projects; p++) {
        double pull = (double)r->by.pulls[p], worth = (double)of->worth[p];
        int poor = pull * r->full * (1 + FEW_ROUNDINGS) < (double)of->costs[p] && !r->by.units;
        r->rate[p] = (double)of->costs[p] / pull * (1 - FEW_ROUNDINGS);
        r->low[p] = r->out[p] || poor ? NEVER : r->rate[p] / worth * (1 - FEW_ROUNDINGS);
    }
}

/* ── One project's price, in floats ────────────────────────────────────────────────────────── */

typedef struct {
    double all, pull, rich; /* money of all; units and money of those who can pay the rate */
} raised;

/* What supporters would give at this rate. Four sums side by side: fewer roundings, more speed. */
static raised raise_at(race *r, int64_t p, double rate)
{
    int64_t at = r->by.ends[p], end = r->by.ends[p + 1];
    r->work += end - at;
    double all[4] = {0}, pull[4] = {0}, rich[4] = {0};
    const int32_t *units = r->by.units;
    for (int64_t k = at; k < end; k++) {
        purse one = r->purses[r->by.ballots[k]];
        double unit = units ? units[k] : 1.0, poor = one.held <= rate * unit;
        double heads = one.heads * (1 - poor); /* no branches: who is poor cannot be guessed */
        int lane = (int)(k & 3);
        all[lane] += one.heads * one.held;
        rich[lane] += heads * one.held;
        pull[lane] += heads * unit;
    }
    return (raised){
        (all[0] + all[1]) + (all[2] + all[3]),
        (pull[0] + pull[1]) + (pull[2] + pull[3]),
        (rich[0] + rich[1]) + (rich[2] + rich[3]),
    };
}

static void set_price(race *r, int64_t p, double rate, double slack)
{
    double worth = (double)r->of->worth[p];
    r->rate[p] = (rate - slack) * (1 - FEW_ROUNDINGS);
    r->low[p] = (rate - slack) / worth * (1 - FEW_ROUNDINGS);
    r->high[p] = (rate + slack) / worth * (1 + FEW_ROUNDINGS);
    r->fresh[p] = 1;
}

static void look_closely(race *r, int64_t p, double doubt);

/* Bring a price up to date by Newton's steps, which only climb, for what is raised is concave
   in the rate; or stop on the way, once it is certain that the price is above `enough`. */
static void look(race *r, int64_t p, double enough)
{
    double cost = (double)r->of->costs[p], worth = (double)r->of->worth[p];
    double rate = r->rate[p], pull_before = -1;
    double n = (double)(r->by.ends[p + 1] - r->by.ends[p]);
    for (;;) {
        raised now = raise_at(r, p, rate);
        double all = now.all;
        double doubt = r->off * (double)r->by.pulls[p] + (n / 2 + 64) * A_ROUNDING * (all + cost);
        if (all < cost - doubt) {
            r->low[p] = NEVER; /* purses only empty: out of reach for good */
            return;
        }
        if (all < cost + doubt || now.pull == 0) {
            look_closely(r, p, doubt + (all > cost ? all - cost : 0));
            return;
        }
        double next = (cost - (all - now.rich)) / now.pull, slack = doubt / now.pull;
        int stands = now.pull == pull_before || next <= rate * (1 + FEW_ROUNDINGS);
        pull_before = now.pull;
        if (next > rate) rate = next;
        if (stands) {
            set_price(r, p, rate, slack + rate * FEW_ROUNDINGS);
            return;
        }
        double low = (rate - slack) / worth * (1 - FEW_ROUNDINGS);
        if (low > enough) { /* not to the end, but far enough */
            r->rate[p] = (rate - slack) * (1 - FEW_ROUNDINGS);
            r->low[p] = low;
            return;
        }
    }
}

/* ── One project's price, exactly ──────────────────────────────────────────────────────────── */

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
    for (int64_t k = r->by.ends[p]; k < r->by.ends[p + 1]; k++) {
        int32_t ballot = r->by.ballots[k], units = r->by.units ? r->by.units[k] : 1;
        double held = r->purses[ballot].held, claim = rate * units;
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

/* The exact rate: of those in doubt, whoever cannot pay it gives the rest, until it stands. */
static void settle(race *r, int64_t p, double rate, double slack, account *found)
{
    place_supporters(r, p, rate, slack, found);
    for (int moved = 1; moved && !r->unsure;) {
        moved = 0;
        if (!found->pull) { /* cannot be, where they hold the cost together */
            r->unsure = 1;
            break;
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
}

/* Take back the marks that `settle` left. */
static void forget(race *r, int64_t p)
{
    for (int64_t k = r->by.ends[p]; k < r->by.ends[p + 1]; k++) r->gives_all[r->by.ballots[k]] = 0;
}

/* All that supporters hold against the cost: -1, 0 or 1. */
static int order_of_all(race *r, int64_t p)
{
    int64_t heads = 0;
    memset(r->times, 0, (size_t)r->n_bought * sizeof *r->times);
    for (int64_t k = r->by.ends[p]; k < r->by.ends[p + 1]; k++) {
        int32_t ballot = r->by.ballots[k];
        if (r->purses[ballot].held == 0) continue;
        heads += r->of->heads[ballot];
        add_times(r, ballot);
    }
    return -money_order(owed(r, p, heads), money_of(0, r->places), &r->unsure);
}

/* Supporters hold the cost almost to the penny: enough or not is decided exactly. If it is,
   nearly all give what they have, and the rate is hardly below the largest claim of all. */
static void look_closely(race *r, int64_t p, double doubt)
{
    r->n_exact++;
    if (order_of_all(r, p) < 0) {
        r->low[p] = NEVER;
        return;
    }
    double most = 0;
    for (int64_t k = r->by.ends[p]; k < r->by.ends[p + 1]; k++) {
        double claim = r->purses[r->by.ballots[k]].held / (r->by.units ? r->by.units[k] : 1);
        if (claim > most) most = claim;
    }
    account exact;
    settle(r, p, most, 2 * doubt + r->off, &exact);
    forget(r, p);
    double rate = money_float(exact.rate, r->places);
    set_price(r, p, rate, rate * FEW_ROUNDINGS);
}

static void settle_looked_at(race *r, int64_t p, account *found)
{
    double worth = (double)r->of->worth[p], middle = (r->low[p] + r->high[p]) / 2;
    settle(r, p, middle * worth, (r->high[p] - r->low[p]) * worth, found);
}

/* ── Whose turn it is ──────────────────────────────────────────────────────────────────────── */

typedef struct {
    int32_t *projects;
    int64_t n;
} list;

static int64_t lowest(const race *r)
{
    int64_t best = -1;
    double low = NEVER;
    for (int64_t p = 0; p < r->of->n_projects; p++)
        if (r->low[p] < low) low = r->low[best = p];
    return best;
}

/* Of projects whose prices floats cannot tell apart: the cheapest, and those exactly as cheap.
   All of these go into `tied`, in the order that decides between them. */
static void part_exactly(race *r, double high, list *tied)
{
    money best = {0};
    tied->n = 0;
    for (int64_t p = 0; p < r->of->n_projects && !r->unsure; p++) {
        if (r->low[p] > high) continue;
        account found;
        settle_looked_at(r, p, &found);
        forget(r, p);
        r->n_exact++;
        money price = money_over(found.rate, r->of->worth[p]);
        int order = tied->n ? money_order(price, best, &r->unsure) : -1;
        if (order > 0) continue;
        if (order < 0) tied->n = 0, best = price;
        int64_t at = tied->n++;
        for (; at && r->of->place[tied->projects[at - 1]] > r->of->place[p]; at--)
            tied->projects[at] = tied->projects[at - 1];
        tied->projects[at] = (int32_t)p;
    }
}

/* The cheapest affordable project stands first in `tied`; nothing stands there when none is. */
static void choose(race *r, list *tied)
{
    double enough = NEVER; /* nobody dearer than this can be the one */
    tied->n = 0;
    for (int64_t first; (first = lowest(r)) >= 0 && !r->unsure;) {
        if (!r->fresh[first]) {
            look(r, first, enough);
            if (r->fresh[first] && r->high[first] < enough) enough = r->high[first];
            continue;
        }
        int64_t n_near = 0, stale = -1;
        for (int64_t p = 0; p < r->of->n_projects && stale < 0; p++) {
            if (r->low[p] > enough) continue;
            n_near++;
            if (!r->fresh[p]) stale = p;
        }
        if (stale >= 0) {
            look(r, stale, enough);
            if (r->fresh[stale] && r->high[stale] < enough) enough = r->high[stale];
        } else if (n_near > 1) {
            part_exactly(r, enough, tied);
            return;
        } else {
            tied->projects[tied->n++] = (int32_t)first;
            return;
        }
    }
}

/* ── Buying ────────────────────────────────────────────────────────────────────────────────── */

/* Among those who give the rest of their purse, a ballot with the fullest. Exact. */
static int32_t largest_rest(race *r, int64_t p)
{
    int32_t best = -1;
    for (int64_t k = r->by.ends[p]; k < r->by.ends[p + 1]; k++) {
        int32_t ballot = r->by.ballots[k];
        if (r->gives_all[ballot] != 1) continue;
        double gap = best < 0 ? NEVER : r->purses[ballot].held - r->purses[best].held;
        if (gap < -3 * r->off) continue;
        if (gap > 3 * r->off ||
            money_order(held_by(r, ballot), held_by(r, best), &r->unsure) > 0)
            best = ballot;
    }
    return best;
}

/* Supporters pay; `found` has been settled, and says in the end how many paid what. */
static void pay(race *r, int64_t p, account *found)
{
    double rate = money_float(found->rate, r->places);
    for (int64_t k = r->by.ends[p]; k < r->by.ends[p + 1]; k++) {
        int32_t ballot = r->by.ballots[k], units = r->by.units ? r->by.units[k] : 1;
        purse *one = &r->purses[ballot];
        if (one->held != 0 && r->gives_all[ballot] != 1) {
            found->n_full += r->of->heads[ballot];
            if (units > found->most_units) found->most_units = units;
        }
        one->held = one->held == 0 || r->gives_all[ballot] ? 0 : one->held - rate * units;
        r->gives_all[ballot] = 0;
    }
    double fixed_off = ldexp(found->rate.off, -r->places) * (double)found->most_units;
    r->off += 4 * A_ROUNDING * r->full + fixed_off;
    r->rates[r->n_bought] = found->rate;
    r->bought_in[p] = (int32_t)r->n_bought++;
}

static void buy(race *r, int64_t p, account *found)
{
    settle_looked_at(r, p, found);
    found->largest = r->by.units ? largest_rest(r, p) : -1; /* for ticks the rate is the most */
    pay(r, p, found);
    r->out[p] = 1;
    ceilings_take(r->of, &r->left, p, r->out);
    for (int64_t q = 0; q < r->of->n_projects; q++) {
        r->fresh[q] = 0;
        if (r->out[q]) r->low[q] = NEVER;
    }
}

/* What a run came to (`shares.py` has the same fields in the same order). The fields after
   `dearest` are for the account of the last run, and NULL on the way there. */
typedef struct {
    int64_t n_bought, spent, n_waiting, n_exact, unsure;
    int32_t *order;
    double *dearest;                /* a price the purchase was not above */
    int64_t *pull, *heads, *n_full, *most_units, *times; /* `times` has n_projects columns */
    int32_t *largest;
    int64_t tied_room, *tied_ends;  /* purchase t was tied with tied[tied_ends[t] .. ] */
    int32_t *tied;
} outcome;

/* Buy, and note what and at what price. */
static account buy_into(race *r, int64_t p, outcome *out)
{
    account found;
    int64_t t = r->n_bought;
    buy(r, p, &found);
    out->order[t] = (int32_t)p;
    out->dearest[t] =
        money_float(found.rate, r->places) / (double)r->of->worth[p] * (1 + FEW_ROUNDINGS);
    return found;
}

/* Note all that an exact account of the last purchase is made from. */
static void keep(race *r, outcome *out, const account *found, const list *tied)
{
    int64_t t = r->n_bought - 1, projects = r->of->n_projects, ties = out->tied_ends[t];
    if (ties + tied->n > out->tied_room) {
        r->unsure = 1;
        return;
    }
    out->pull[t] = found->pull;
    out->heads[t] = found->heads;
    out->n_full[t] = found->n_full;
    out->most_units[t] = found->most_units;
    out->largest[t] = found->largest < 0 ? -1 : r->original[found->largest];
    memcpy(out->times + t * projects, r->times, (size_t)t * sizeof *r->times);
    for (int64_t i = 1; i < tied->n; i++) out->tied[ties++] = tied->projects[i];
    out->tied_ends[t + 1] = ties;
}

static void finish(const race *r, outcome *out)
{
    out->n_waiting = 0;
    for (int64_t p = 0; p < r->of->n_projects; p++) out->n_waiting += !r->out[p];
    out->n_bought = r->n_bought;
    out->n_exact = r->n_exact;
    out->unsure = r->unsure;
}

/* Buy until nothing more can be paid for, or more than `limit` is spent. `unsure` in the
   outcome means that nothing is said at all: the caller counts in Python. */
static void run(race *r, int64_t above, int64_t below, int places, int64_t limit, outcome *out)
{
    begin(r, above, below, places);
    out->spent = 0;
    while (out->spent <= limit) {
        list tied = {r->tied, 0};
        choose(r, &tied);
        if (!tied.n || r->unsure) break;
        out->spent += r->of->costs[tied.projects[0]];
        account found = buy_into(r, tied.projects[0], out);
        if (out->pull) keep(r, out, &found, &tied);
    }
    finish(r, out);
}

void folkmoot_shares(race *r, int64_t above, int64_t below, int places, int64_t limit, outcome *out)
{
    run(r, above, below, places, limit, out);
}

/* ── Raising the endowment (add1) ──────────────────────────────────────────────────────────── */

/* Whether every endowment from that of `lower` up to this one buys the same, in order.

   While the order stays the same, a larger endowment leaves nobody with less, so no price
   rises. It is therefore enough that at every purchase each rival asks here, at the upper end,
   more than the chosen project asked at the lower end; and that at last nothing more can be
   paid for here. "No" may also mean that it is too close to say. */
static int follows(race *r, int64_t above, int64_t below, int places, const outcome *lower,
                   outcome *out)
{
    begin(r, above, below, places);
    out->spent = lower->spent;
    for (int64_t t = 0; t < lower->n_bought && !r->unsure; t++) {
        int64_t chosen = lower->order[t];
        for (int64_t p = 0; p < r->of->n_projects; p++) {
            if (p == chosen || r->low[p] > lower->dearest[t]) continue;
            look(r, p, lower->dearest[t]);
            if (r->low[p] <= lower->dearest[t]) return 0;
        }
        look(r, chosen, NEVER);
        if (r->low[chosen] == NEVER) return 0;
        buy_into(r, chosen, out);
    }
    list tied = {r->tied, 0};
    choose(r, &tied);
    finish(r, out);
    return !tied.n && !r->unsure;
}

/* How far the endowment has been raised (`shares.py` has the same fields in the same order). */
typedef struct {
    int64_t above, below, step; /* endowment, and one raise, in parts of `below` */
    int64_t limit, steps, jump; /* `jump`: how many raises to try at once next */
    int64_t most_above, work;   /* as far as `places` has room; when to come up for breath */
    int64_t places;
} climb;

enum { GO_ON, OVERSPENDS, NOTHING_LEFT, UNSURE };

/* Raise the endowment step by step, until the next step would spend more than the limit or
   nothing is left to buy. It is never found by halving, for what is spent does not only grow;
   steps are only passed over together where all of them are proven to buy the same. Begins at
   a run that was counted already (`now`); `next` is room for another. */
int folkmoot_climb(race *r, climb *c, outcome *now, outcome *next)
{
    int places = (int)c->places;
    r->work = 0;
    while (now->n_waiting) {
        int64_t above = c->above + c->jump * c->step;
        if (above > c->most_above || r->work > c->work) return GO_ON;
        if (c->jump > 1) {
            if (!follows(r, above, c->below, places, now, next)) {
                c->jump = c->jump > 4 ? c->jump / 4 : 1;
                continue;
            }
        } else {
            run(r, above, c->below, places, c->limit, next);
            if (next->unsure) return UNSURE;
            if (next->spent > c->limit) return OVERSPENDS;
        }
        int alike = now->n_bought == next->n_bought &&
                    !memcmp(now->order, next->order, (size_t)now->n_bought * sizeof *now->order);
        c->steps += c->jump;
        c->above = above;
        c->jump = alike ? 2 * c->jump : 1;
        outcome swapped = *now;
        *now = *next;
        *next = swapped;
    }
    return NOTHING_LEFT;
}
