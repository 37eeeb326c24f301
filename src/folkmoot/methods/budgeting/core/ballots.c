/* Turning ballots round, and ceilings shared by groups of projects. */

#include "ballots.h"

#include <stdlib.h>
#include <string.h>

/* Projects by how many ballots name them, the most named first: rank[p]. */
static int64_t *ranks(const election *of)
{
    int64_t n = of->n_projects, total = of->ends[of->n_ballots];
    int64_t *named = calloc((size_t)n, sizeof *named), *rank = calloc((size_t)n, sizeof *rank);
    if (named && rank) {
        for (int64_t k = 0; k < total; k++) named[of->projects[k]]++;
        for (int64_t p = 0; p < n; p++)
            for (int64_t q = 0; q < n; q++)
                rank[p] += named[q] > named[p] || (named[q] == named[p] && q < p);
    }
    free(named);
    return rank;
}

/* The most named project on a ballot, or the next; n_projects where there is none. */
static int64_t key_of(const election *of, const int64_t *rank, int64_t ballot, int second)
{
    int64_t first = of->n_projects, next = of->n_projects;
    for (int64_t k = of->ends[ballot]; k < of->ends[ballot + 1]; k++) {
        int64_t here = rank[of->projects[k]];
        if (here < first) next = first, first = here;
        else if (here < next) next = here;
    }
    return second ? next : first;
}

/* Put ballots in the order of a key, those of one key as they were: a counting sort. */
static void by_key(const election *of, const int64_t *rank, int second, const int32_t *from,
                   int32_t *to, int64_t *ends)
{
    memset(ends, 0, (size_t)(of->n_projects + 2) * sizeof *ends);
    for (int64_t b = 0; b < of->n_ballots; b++) ends[key_of(of, rank, b, second) + 1]++;
    for (int64_t key = 0; key <= of->n_projects; key++) ends[key + 1] += ends[key];
    for (int64_t i = 0; i < of->n_ballots; i++)
        to[ends[key_of(of, rank, from[i], second)]++] = from[i];
}

/* The ballots' numbers, alike beside alike, empty ballots last. */
static int32_t *alike_together(const election *of)
{
    int64_t *rank = ranks(of), *ends = malloc((size_t)(of->n_projects + 2) * sizeof *ends);
    int32_t *order = malloc((size_t)of->n_ballots * sizeof *order);
    int32_t *half = malloc((size_t)of->n_ballots * sizeof *half);
    if (rank && ends && order && half) {
        for (int64_t b = 0; b < of->n_ballots; b++) order[b] = (int32_t)b;
        by_key(of, rank, 1, order, half, ends);
        by_key(of, rank, 0, half, order, ends);
    } else {
        free(order);
        order = NULL;
    }
    free(rank), free(ends), free(half);
    return order;
}

int election_sorted(const election *given, election *sorted, int32_t **original)
{
    size_t entries = (size_t)given->ends[given->n_ballots] + 1;
    int64_t *heads = malloc((size_t)given->n_ballots * sizeof *heads);
    int64_t *ends = malloc((size_t)(given->n_ballots + 1) * sizeof *ends);
    int32_t *projects = malloc(entries * sizeof *projects);
    int32_t *units = given->units ? malloc(entries * sizeof *units) : NULL;
    int32_t *order = *original = alike_together(given);
    *sorted = *given;
    sorted->heads = heads, sorted->ends = ends, sorted->projects = projects, sorted->units = units;
    if (!heads || !ends || !projects || (given->units && !units) || !order) return 0;
    int64_t at = 0, b = 0;
    for (; b < given->n_ballots; b++) {
        int64_t from = given->ends[order[b]], length = given->ends[order[b] + 1] - from;
        if (!length) break;
        heads[b] = given->heads[order[b]];
        ends[b] = at;
        memcpy(projects + at, given->projects + from, (size_t)length * sizeof *projects);
        if (units) memcpy(units + at, given->units + from, (size_t)length * sizeof *units);
        at += length;
    }
    ends[b] = at;
    sorted->n_ballots = b;
    return 1;
}

void election_sorted_free(election *sorted, int32_t *original)
{
    free((void *)sorted->heads);
    free((void *)sorted->ends);
    free((void *)sorted->projects);
    free((void *)sorted->units);
    free(original);
}

int supporters_of(const election *of, supporters *by)
{
    int64_t n = of->n_projects, total = of->ends[of->n_ballots];
    size_t entries = (size_t)(total ? total : 1);
    by->ends = calloc((size_t)n + 2, sizeof *by->ends);
    by->pulls = calloc((size_t)n, sizeof *by->pulls);
    by->ballots = malloc(entries * sizeof *by->ballots);
    by->units = of->units ? malloc(entries * sizeof *by->units) : NULL;
    if (!by->ends || !by->pulls || !by->ballots || (of->units && !by->units)) return 0;

    for (int64_t k = 0; k < total; k++) by->ends[of->projects[k] + 2]++;
    for (int64_t p = 2; p < n + 2; p++) by->ends[p] += by->ends[p - 1];
    for (int64_t b = 0; b < of->n_ballots; b++) {
        for (int64_t k = of->ends[b]; k < of->ends[b + 1]; k++) {
            int32_t p = of->projects[k], units = of->units ? of->units[k] : 1;
            int64_t at = by->ends[p + 1]++; /* begins where p begins, ends where p ends */
            by->ballots[at] = (int32_t)b;
            if (by->units) by->units[at] = units;
            by->pulls[p] += of->heads[b] * units;
        }
    }
    return 1;
}

void supporters_free(supporters *by)
{
    free(by->ends);
    free(by->pulls);
    free(by->ballots);
    free(by->units);
}

int ceilings_of(const election *of, ceilings *left)
{
    size_t room = (size_t)(of->n_limits ? of->n_limits : 1);
    left->money = malloc(room * sizeof *left->money);
    left->projects = malloc(room * sizeof *left->projects);
    return left->money && left->projects;
}

void ceilings_full(const election *of, ceilings *left)
{
    if (!of->n_limits) return;
    memcpy(left->money, of->most_money, (size_t)of->n_limits * sizeof *left->money);
    memcpy(left->projects, of->most_projects, (size_t)of->n_limits * sizeof *left->projects);
}

void ceilings_free(ceilings *left)
{
    free(left->money);
    free(left->projects);
}

void ceilings_strike(const election *of, const ceilings *left, uint8_t *out)
{
    for (int64_t g = 0; g < of->n_limits; g++) {
        for (int64_t k = of->limit_ends[g]; k < of->limit_ends[g + 1]; k++) {
            int32_t p = of->limited[k];
            if (left->projects[g] < 1 || of->costs[p] > left->money[g]) out[p] = 1;
        }
    }
}

void ceilings_take(const election *of, ceilings *left, int64_t bought, uint8_t *out)
{
    for (int64_t g = 0; g < of->n_limits; g++) {
        for (int64_t k = of->limit_ends[g]; k < of->limit_ends[g + 1]; k++) {
            if (of->limited[k] != bought) continue;
            left->money[g] -= of->costs[bought];
            left->projects[g] -= 1;
        }
    }
    if (of->n_limits) ceilings_strike(of, left, out);
}
