/* The sums a proof is made of. Only sums: what they prove is said in Python (`proving`), with
   fractions. Nothing of the count is used here, and all memory is Python's.

   Sums of floats may be off by roundings, as `proving/bounds.py` allows for; the others are exact. */

#include <math.h>
#include <stdint.h>
#include <string.h>

/* Ballots by project (`checking.py` has the same fields in the same order): supporters of project
   p are the entries starts[p] .. starts[p + 1]. */
typedef struct {
    int64_t n_projects, n_ballots;
    const int64_t *heads_of, *ends; /* as they were given */
    const int32_t *projects, *points;
    int64_t *starts;                /* from here on, to be written */
    int32_t *ballots, *units;       /* the ballot of an entry, and the points it gives */
    double *heads;                  /* voters who cast it: whole numbers below 2^53 */
    int64_t *votes, *given;         /* all voters, and all points, of each project */
    int64_t n_voters;
} field;

/* What every voter holds, roughly; and of which kind their purse is, which says it exactly. */
typedef struct {
    const field *of;
    int64_t by_points; /* one gives as many units as points; else one */
    double *held;      /* by ballot */
    int32_t *kind;
    int32_t *slots;    /* room for twice the most supporters, rounded up to a power of two */
    int32_t *which;    /* of the project looked at: the group of each supporter, */
    int32_t *kinds, *of_units; /* and of each group its kind and units, */
    int64_t *voters;           /* how many voters it has, */
    int32_t *new_kind;         /* and once they have paid: their new kind, and what they hold */
    double *left;
} purses;

void folkmoot_field(field *of)
{
    memset(of->starts, 0, (size_t)(of->n_projects + 1) * sizeof *of->starts);
    for (int64_t k = 0; k < of->ends[of->n_ballots]; k++) of->starts[of->projects[k] + 1]++;
    for (int64_t p = 0; p < of->n_projects; p++) of->starts[p + 1] += of->starts[p];
    for (int64_t b = 0; b < of->n_ballots; b++) {
        of->n_voters += of->heads_of[b];
        for (int64_t k = of->ends[b]; k < of->ends[b + 1]; k++) {
            int32_t p = of->projects[k];
            int64_t at = of->starts[p]++;
            of->ballots[at] = (int32_t)b;
            of->units[at] = of->points[k];
            of->heads[at] = (double)of->heads_of[b];
            of->votes[p] += of->heads_of[b];
            of->given[p] += of->heads_of[b] * of->points[k];
        }
    }
    memmove(of->starts + 1, of->starts, (size_t)of->n_projects * sizeof *of->starts);
    of->starts[0] = 0;
}

void folkmoot_purses(purses *in, double endowment)
{
    for (int64_t b = 0; b < in->of->n_ballots; b++) in->held[b] = endowment, in->kind[b] = 1;
}

static double units_at(const purses *in, int64_t k)
{
    return in->by_points ? (double)in->of->units[k] : 1.0;
}

/* What a project's supporters raise at a rate, in found[0]; in found[1], the units of those who
   may hold as much as it asks, when amounts may be off by a `doubt`. */
void folkmoot_raised(const purses *in, int64_t p, double rate, double doubt, double *found)
{
    const field *of = in->of;
    double raised = 0, pull = 0;
    for (int64_t k = of->starts[p]; k < of->starts[p + 1]; k++) {
        double held = in->held[of->ballots[k]], units = units_at(in, k), due = rate * units;
        raised += of->heads[k] * (held < due ? held : due);
        if (held >= due * (1 - doubt)) pull += of->heads[k] * units;
    }
    found[0] = raised, found[1] = pull;
}

/* About the least rate, not below `rate`, at which a project's supporters raise its cost:
   Newton's steps, which only climb. Where all they hold is `least` or less: infinity. */
double folkmoot_rough(const purses *in, int64_t p, double rate, double cost, double least, double doubt)
{
    const field *of = in->of;
    for (;;) {
        double pull = 0, rests = 0, most = 0;
        for (int64_t k = of->starts[p]; k < of->starts[p + 1]; k++) {
            double held = in->held[of->ballots[k]], units = units_at(in, k), claim = held / units;
            if (claim >= rate) pull += of->heads[k] * units;
            else rests += of->heads[k] * held;
            most = claim > most ? claim : most;
        }
        if (pull == 0) return rests > least ? most : INFINITY;
        double higher = (cost - rests) / pull;
        if (higher <= rate * (1 + doubt)) return rate;
        rate = higher;
    }
}

static uint64_t slot_of(int32_t kind, int32_t units)
{
    uint64_t mixed = ((uint64_t)(uint32_t)kind << 32 | (uint32_t)units) * UINT64_C(0x9E3779B97F4A7C15);
    return mixed ^ mixed >> 32;
}

/* Put a project's supporters into groups of one kind and as many units; how many there are. */
int64_t folkmoot_groups(purses *in, int64_t p)
{
    const field *of = in->of;
    int64_t from = of->starts[p], n = of->starts[p + 1] - from, groups = 0;
    uint64_t mask = 1;
    while (mask < 2 * (uint64_t)n) mask *= 2;
    memset(in->slots, 0, mask-- * sizeof *in->slots);
    for (int64_t i = 0; i < n; i++) {
        int32_t kind = in->kind[of->ballots[from + i]];
        int32_t units = in->by_points ? of->units[from + i] : 1;
        uint64_t at = slot_of(kind, units) & mask;
        for (int32_t g; (g = in->slots[at]); at = (at + 1) & mask)
            if (in->kinds[g - 1] == kind && in->of_units[g - 1] == units) break;
        if (!in->slots[at]) {
            in->kinds[groups] = kind, in->of_units[groups] = units, in->voters[groups] = 0;
            in->slots[at] = (int32_t)++groups;
        }
        in->which[i] = in->slots[at] - 1;
        in->voters[in->which[i]] += (int64_t)of->heads[from + i];
    }
    return groups;
}

/* Put what is left of the groups last made into their purses. */
void folkmoot_keep(purses *in, int64_t p)
{
    const field *of = in->of;
    for (int64_t i = 0, from = of->starts[p]; from + i < of->starts[p + 1]; i++) {
        in->kind[of->ballots[from + i]] = in->new_kind[in->which[i]];
        in->held[of->ballots[from + i]] = in->left[in->which[i]];
    }
}

/* Mark the kinds that some purse is of. */
void folkmoot_kinds(const purses *in, uint8_t *there)
{
    for (int64_t b = 0; b < in->of->n_ballots; b++) there[in->kind[b]] = 1;
}

/* Give the kinds other numbers. */
void folkmoot_renumber(purses *in, const int32_t *numbers)
{
    for (int64_t b = 0; b < in->of->n_ballots; b++) in->kind[b] = numbers[in->kind[b]];
}

/* For savings: what supporters had been given when they last paid, all together, roughly; */
double folkmoot_spent(const field *of, const double *since, int64_t p)
{
    double spent = 0;
    for (int64_t k = of->starts[p]; k < of->starts[p + 1]; k++)
        spent += of->heads[k] * since[of->ballots[k]];
    return spent;
}

/* how many of them last paid in which round; */
void folkmoot_last_paid(const field *of, const int32_t *last, int64_t p, int64_t *counts)
{
    for (int64_t k = of->starts[p]; k < of->starts[p + 1]; k++)
        counts[last[of->ballots[k]]] += (int64_t)of->heads[k];
}

/* and that they all pay in this round. */
void folkmoot_pay(const field *of, int32_t *last, double *since, int64_t p, int32_t round, double time)
{
    for (int64_t k = of->starts[p]; k < of->starts[p + 1]; k++)
        last[of->ballots[k]] = round, since[of->ballots[k]] = time;
}
