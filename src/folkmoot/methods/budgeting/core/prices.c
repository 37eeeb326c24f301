/* One project's price, in floats: never below `low`, never above `high`. */

#include <stddef.h>

#include "abreast.h"

/* Two at a time, as every processor has it; LANES of them stand side by side. */
typedef double pair __attribute__((vector_size(16), aligned(8)));
typedef int64_t marks __attribute__((vector_size(16), aligned(8)));

enum { MOST_STEPS = 64 };

typedef struct {
    pair all, rests, pull, gives;
} sums;

/* No branches: who is poor cannot be guessed. Those who are just about able to pay count among
   `gives` too, for in truth they may hold less. */
static inline void add_two(sums *to, const race *r, int64_t k, double rate, const double *units)
{
    const int32_t *ballots = r->by.ballots + k;
    pair purse = {r->held[ballots[0]], r->held[ballots[1]]};
    pair heads = *(const pair *)(r->by.heads + k), money = heads * purse;
    pair claim = units ? *(const pair *)(units + k) * rate : (pair){rate, rate};
    pair pulls = units ? *(const pair *)(units + k) * heads : heads;
    marks rich = purse > claim, in_doubt = (purse > 0) & (purse <= claim + r->off);
    to->all += money;
    to->rests += (pair)((marks)money & ~rich);
    to->pull += (pair)((marks)pulls & rich);
    to->gives += (pair)((marks)heads & in_doubt);
}

static inline double sum_of(pair one, pair other)
{
    pair both = one + other;
    return both[0] + both[1];
}

static inline raised raise_from(const race *r, int64_t p, double rate, const double *units)
{
    sums one = {0}, other = {0};
    for (int64_t k = r->by.starts[p]; k < r->by.starts[p] + r->by.n[p]; k += LANES) {
        add_two(&one, r, k, rate, units);
        add_two(&other, r, k + 2, rate, units);
    }
    return (raised){sum_of(one.all, other.all), sum_of(one.rests, other.rests),
                    sum_of(one.pull, other.pull), sum_of(one.gives, other.gives)};
}

static raised raise_at(race *r, int64_t p, double rate)
{
    r->work += r->by.n[p];
    if (r->abreast) return raise_abreast(r, p, rate);
    return r->by.units ? raise_from(r, p, rate, r->by.units) : raise_from(r, p, rate, NULL);
}

int is_fresh(const race *r, int64_t p) { return r->looked_at[p] == r->n_bought; }

void set_price(race *r, int64_t p, double low, double high)
{
    double worth = (double)r->on.worth[p];
    r->low[p] = low / worth * (1 - FEW_ROUNDINGS);
    r->high[p] = high / worth * (1 + FEW_ROUNDINGS);
    r->looked_at[p] = (int32_t)r->n_bought;
}

/* Newton's steps, which land at the rate or below it, for what is raised is concave in the rate:
   the line through one point of it lies above it everywhere, and crosses the cost sooner. Each
   step is therefore a bound from below, and one that raises the cost is a bound from above. */
void look(race *r, int64_t p, double enough)
{
    double cost = (double)r->of->costs[p], worth = (double)r->on.worth[p];
    double roundings = ((double)r->by.n[p] / LANES + 64) * A_ROUNDING;
    double least = r->low[p] * worth * (1 - FEW_ROUNDINGS);
    double rate = enough < NEVER ? enough * worth * (1 + FEW_ROUNDINGS) : r->paid[p];
    for (int step = 0; step < MOST_STEPS; step++) {
        raised now = raise_at(r, p, rate);
        double rounding = roundings * (now.all + cost);
        double doubt_all = r->off * r->by.pulls[p] + rounding;
        if (now.all < cost - doubt_all) {
            r->low[p] = NEVER; /* purses only empty: out of reach for good */
            r->reach[p] = (cost - doubt_all - now.all) / r->by.pulls[p] * (1 - FEW_ROUNDINGS);
            return;
        }
        int too_high = now.pull == 0 && rate > least;
        if (now.all < cost + doubt_all || (now.pull == 0 && !too_high)) {
            look_closely(r, p, doubt_all + (now.all > cost ? now.all - cost : 0));
            return;
        }
        if (too_high) {
            rate = least;
            continue;
        }
        double next = (cost - now.rests) / now.pull;
        double slack = (r->off * now.gives + rounding) / now.pull + next * FEW_ROUNDINGS;
        if (next - slack > least) {
            least = next - slack;
            r->steep[p] = r->by.pulls[p] / now.pull / worth * (1 + FEW_ROUNDINGS);
        }
        if (rate >= next + slack && rate <= least + 4 * slack) {
            r->rate[p] = next;
            r->slack[p] = slack;
            set_price(r, p, least, rate);
            return;
        }
        double low = least / worth * (1 - FEW_ROUNDINGS);
        if (low > r->low[p]) r->low[p] = low;
        if (low > enough) return; /* not to the end, but far enough */
        rate = next + 2 * slack > least ? next + 2 * slack : least;
    }
    r->close = r->unsure = 1;
}
