/* Sequential Phragmén, once through: voters save at the same pace, supporters buy when they can.

   A project can be bought once each voter has been given (cost + what its supporters have spent)
   divided by its votes; what a voter has spent is the moment of the last purchase they took part
   in. Moments never move forward, so one worked out earlier is one it cannot be before, and only
   the head of the queue is worked out again. Floats order the queue; moments too close for them
   are compared exactly, from how many supporters last paid in which purchase. */

#include <stdlib.h>
#include <string.h>

#include "limits.h"
#include "money.h"

typedef struct {
    const election *of;     /* lent, as is all of `by` and `on` */
    supporters by;
    terms on;
    room left;
    double *spent;          /* by ballot: the moment its voters last paid */
    int32_t *since;         /* by ballot: the purchase in which they did, from 1; 0 is never */
    double *low, *high;     /* by project: not before, and not after while it is fresh */
    uint8_t *fresh;
    int32_t *waiting;       /* projects that can still be bought, in no order, and how many */
    int64_t n_waiting;
    money *moments;         /* by purchase, from 1 */
    double off;             /* no moment in `spent` is further off, but for one rounding */
    int64_t *counts;        /* voters of one project by `since` */
    int places, unsure;
    int64_t n_bought, n_exact;
} savers;

/* What a count came to (`handing.py` has the same fields in the same order). */
typedef struct {
    int64_t n_bought, spent, n_exact, unsure;
    int64_t misfit;         /* the project that no longer fits the money left, or -1 */
    int32_t *order;
    int64_t *counts;        /* n_projects + 1 columns; the last row is the misfit's */
    int64_t tied_room, *tied_ends;
    int32_t *tied;
} saved;

static void savers_free(savers *s)
{
    room_free(&s->left);
    free(s->spent), free(s->since), free(s->low), free(s->high), free(s->fresh);
    free(s->waiting), free(s->moments), free(s->counts);
}

static int savers_begin(savers *s, const ballots *all, const terms *on, int places)
{
    const election *of = &all->of;
    size_t projects = (size_t)of->n_projects, ballots = (size_t)of->n_ballots + 1;
    *s = (savers){.of = of, .by = all->by, .on = *on, .places = places};
    s->spent = calloc(ballots, sizeof *s->spent);
    s->since = calloc(ballots, sizeof *s->since);
    s->low = malloc(projects * sizeof *s->low);
    s->high = malloc(projects * sizeof *s->high);
    s->fresh = calloc(projects, 1);
    s->waiting = malloc(projects * sizeof *s->waiting);
    s->moments = malloc((projects + 1) * sizeof *s->moments);
    s->counts = malloc((projects + 1) * sizeof *s->counts);
    if (!room_of(&s->left, of, on) || !s->spent || !s->since || !s->low || !s->high || !s->fresh ||
        !s->waiting || !s->moments || !s->counts)
        return 0;
    room_begin(&s->left, of, on);
    s->moments[0] = money_of(0, places);
    for (int64_t p = 0; p < of->n_projects; p++) {
        if (!on->allowed[p] || !s->by.n[p]) continue;
        s->low[p] = (double)of->costs[p] / s->by.pulls[p] * (1 - FEW_ROUNDINGS);
        s->waiting[s->n_waiting++] = (int32_t)p;
    }
    return 1;
}

/* Bring a project's moment up to date, in floats. All its terms are above nothing, so that only
   roundings count, one a supporter's ballot at most. */
static void look(savers *s, int64_t p)
{
    double spent[LANES] = {0};
    for (int64_t k = s->by.starts[p]; k < s->by.starts[p] + s->by.n[p]; k += LANES)
        for (int i = 0; i < LANES; i++)
            spent[i] += s->by.heads[k + i] * s->spent[s->by.ballots[k + i]];
    double all = (spent[0] + spent[1]) + (spent[2] + spent[3]);
    double moment = ((double)s->of->costs[p] + all) / s->by.pulls[p];
    double doubt = moment * (((double)s->by.n[p] / LANES + 16) * A_ROUNDING) + s->off;
    s->low[p] = moment - doubt;
    s->high[p] = moment + doubt;
    s->fresh[p] = 1;
}

/* When supporters can pay, exactly; `counts` then says who last paid when. */
static money exact_moment(savers *s, int64_t p)
{
    memset(s->counts, 0, (size_t)(s->n_bought + 1) * sizeof *s->counts);
    for (int64_t k = s->by.starts[p]; k < s->by.starts[p] + s->by.n[p]; k++) {
        int32_t ballot = s->by.ballots[k];
        s->counts[s->since[ballot]] += s->of->heads[ballot];
    }
    money due = money_of(s->of->costs[p], s->places);
    for (int64_t t = 1; t <= s->n_bought; t++)
        if (s->counts[t]) due = money_plus(due, s->counts[t], s->moments[t]);
    return money_over(due, (int64_t)s->by.pulls[p]);
}

/* The first in the queue, up to date; -1 when nobody waits. */
static int64_t first_of(savers *s)
{
    for (;;) {
        int64_t first = -1;
        for (int64_t i = 0; i < s->n_waiting; i++)
            if (first < 0 || s->low[s->waiting[i]] < s->low[first]) first = s->waiting[i];
        if (first < 0 || s->fresh[first]) return first;
        look(s, first);
    }
}

/* Of those not certainly after `until`: the first, and those exactly as early, in the order that
   decides between them. */
static int64_t part_exactly(savers *s, double until, int32_t *tied)
{
    money best = {0};
    int64_t n = 0;
    for (int64_t i = 0; i < s->n_waiting && !s->unsure; i++) {
        int32_t p = s->waiting[i];
        if (s->low[p] > until) continue;
        money moment = exact_moment(s, p);
        s->n_exact++;
        int order = n ? money_order(moment, best, &s->unsure) : -1;
        if (order > 0) continue;
        if (order < 0) n = 0, best = moment;
        int64_t at = n++;
        for (; at && s->on.place[tied[at - 1]] > s->on.place[p]; at--) tied[at] = tied[at - 1];
        tied[at] = p;
    }
    return n;
}

/* The projects that can be bought first, in the order that decides between them. */
static int64_t choose(savers *s, int32_t *tied)
{
    int64_t first = first_of(s), n_near = 0;
    if (first < 0) return 0;
    double until = s->high[first];
    for (int64_t i = 0; i < s->n_waiting; i++) {
        int32_t p = s->waiting[i];
        if (s->low[p] <= until && !s->fresh[p]) look(s, p);
        n_near += s->low[p] <= until;
    }
    tied[0] = (int32_t)first;
    return n_near == 1 ? 1 : part_exactly(s, until, tied);
}

static void buy(savers *s, int64_t p, money moment)
{
    double now = money_float(moment, s->places), off = ldexp(moment.off, -s->places);
    s->moments[++s->n_bought] = moment;
    if (off > s->off) s->off = off;
    for (int64_t k = s->by.starts[p]; k < s->by.starts[p] + s->by.n[p]; k++) {
        s->spent[s->by.ballots[k]] = now;
        s->since[s->by.ballots[k]] = (int32_t)s->n_bought;
    }
    room_after(&s->left, s->of, &s->on, p);
    int64_t kept = 0;
    for (int64_t i = 0; i < s->n_waiting; i++) {
        int32_t q = s->waiting[i];
        s->fresh[q] = 0;
        if (q != p && !s->left.out[q]) s->waiting[kept++] = q;
    }
    s->n_waiting = kept;
}

/* Count. `left` is the budget; `unsure` means that nothing is said: count in Python. */
void folkmoot_phragmen(const ballots *all, const terms *on, int places, int64_t left, saved *out)
{
    const election *of = &all->of;
    savers s;
    out->unsure = 1;
    out->n_bought = out->spent = 0;
    out->misfit = -1;
    int32_t *tied = malloc((size_t)of->n_projects * sizeof *tied);
    if (!tied || !savers_begin(&s, all, on, places)) {
        if (tied) savers_free(&s);
        free(tied);
        return;
    }
    for (int64_t n; (n = choose(&s, tied)) && !s.unsure;) {
        int64_t p = tied[0], t = s.n_bought, ties = out->tied_ends[t];
        money moment = exact_moment(&s, p);
        memcpy(out->counts + t * (of->n_projects + 1), s.counts, (size_t)(t + 1) * sizeof *s.counts);
        if (of->costs[p] > left) {
            out->misfit = p;
            break;
        }
        if (ties + n > out->tied_room) {
            s.unsure = 1;
            break;
        }
        for (int64_t i = 1; i < n; i++) out->tied[ties++] = tied[i];
        out->tied_ends[t + 1] = ties;
        out->order[t] = (int32_t)p;
        left -= of->costs[p];
        out->spent += of->costs[p];
        buy(&s, p, moment);
    }
    out->n_bought = s.n_bought;
    out->n_exact = s.n_exact;
    out->unsure = s.unsure;
    savers_free(&s);
    free(tied);
}
