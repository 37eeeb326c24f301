/* Turning ballots round, and what is told of each project meanwhile. */

#include "ballots.h"

#include <stdlib.h>
#include <string.h>

enum { FEW = 4096 };

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

/* The two most named projects on each ballot, by rank, as one number; what it does not name
   comes last, so that an empty ballot has the largest number. */
static void keys_of(const election *of, const int64_t *rank, int64_t *keys)
{
    for (int64_t b = 0; b < of->n_ballots; b++) {
        int64_t first = of->n_projects, second = of->n_projects;
        for (int64_t k = of->ends[b]; k < of->ends[b + 1]; k++) {
            int64_t here = rank[of->projects[k]], later = here > first ? here : first;
            first = here < first ? here : first;
            second = later < second ? later : second;
        }
        keys[b] = first << 32 | second;
    }
}

static int64_t half_of(int64_t key, int shift) { return key >> shift & 0xffffffff; }

/* Put ballots in the order of half of their key, those alike in it as they were. `from` NULL:
   they are in the order of their numbers. `ends` has room for n_projects + 2. */
static void by_half(const election *of, const int64_t *keys, int shift, const int32_t *from,
                    int32_t *to, int64_t *ends)
{
    int64_t below = of->n_projects + 1;
    memset(ends, 0, (size_t)(below + 1) * sizeof *ends);
    for (int64_t b = 0; b < of->n_ballots; b++) ends[half_of(keys[b], shift) + 1]++;
    for (int64_t half = 0; half < below; half++) ends[half + 1] += ends[half];
    for (int64_t i = 0; i < of->n_ballots; i++) {
        int32_t ballot = from ? from[i] : (int32_t)i;
        to[ends[half_of(keys[ballot], shift)]++] = ballot;
    }
}

/* The ballots' numbers as they are, but empty ballots last. */
static int32_t *as_they_are(const election *of)
{
    int32_t *order = malloc((size_t)of->n_ballots * sizeof *order);
    int64_t chose = 0, empty = of->n_ballots;
    for (int64_t b = 0; order && b < of->n_ballots; b++)
        order[of->ends[b] < of->ends[b + 1] ? chose++ : --empty] = (int32_t)b;
    return order;
}

/* The ballots' numbers, alike beside alike, empty ballots last. Purses of few ballots are all
   near by in any order. */
static int32_t *alike_together(const election *of)
{
    if (of->n_ballots < FEW) return as_they_are(of);
    size_t ballots = (size_t)of->n_ballots;
    int64_t *rank = ranks(of), *ends = malloc((size_t)(of->n_projects + 2) * sizeof *ends);
    int64_t *keys = malloc(ballots * sizeof *keys);
    int32_t *half = malloc(ballots * sizeof *half), *order = malloc(ballots * sizeof *order);
    if (rank && ends && keys && order && half) {
        keys_of(of, rank, keys);
        by_half(of, keys, 0, NULL, half, ends);
        by_half(of, keys, 32, half, order, ends);
    } else {
        free(order);
        order = NULL;
    }
    free(rank), free(ends), free(keys), free(half);
    return order;
}

/* Whether the order is that of their numbers, and no ballot is empty. */
static int as_given(const election *of, const int32_t *order)
{
    int64_t b = 0;
    while (b < of->n_ballots && order[b] == b && of->ends[b] < of->ends[b + 1]) b++;
    return b == of->n_ballots;
}

/* 0 when there is no memory. */
static int sort_into(const election *given, election *sorted, int32_t **original)
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
    if (as_given(given, order)) {
        memcpy(heads, given->heads, (size_t)given->n_ballots * sizeof *heads);
        memcpy(ends, given->ends, (size_t)given->n_ballots * sizeof *ends);
        memcpy(projects, given->projects, (entries - 1) * sizeof *projects);
        if (units) memcpy(units, given->units, (entries - 1) * sizeof *units);
        b = given->n_ballots, at = (int64_t)entries - 1;
    }
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

/* Where each project's list begins, every one with room for whole lanes; the entries together. */
static int64_t place_lists(const election *of, supporters *by)
{
    int64_t at = 0;
    for (int64_t k = 0; k < of->ends[of->n_ballots]; k++) by->n[of->projects[k]]++;
    for (int64_t p = 0; p < of->n_projects; p++) {
        by->starts[p] = at;
        at += (by->n[p] + LANES - 1) / LANES * LANES;
    }
    return at;
}

/* All the units of a project's supporters: whole numbers below 2^53, so that it does not matter
   in which order they are added up. */
static double pull_of(const supporters *by, int64_t p)
{
    double pull[LANES] = {0};
    for (int64_t k = by->starts[p]; k < by->starts[p] + by->n[p]; k += LANES)
        for (int i = 0; i < LANES; i++)
            pull[i] += by->units ? by->heads[k + i] * by->units[k + i] : by->heads[k + i];
    return (pull[0] + pull[1]) + (pull[2] + pull[3]);
}

static int turn_into(const election *of, supporters *by)
{
    size_t projects = (size_t)of->n_projects;
    by->starts = malloc(projects * sizeof *by->starts);
    by->n = calloc(projects, sizeof *by->n);
    by->pulls = calloc(projects, sizeof *by->pulls);
    if (!by->starts || !by->n || !by->pulls) return 0;
    size_t entries = (size_t)place_lists(of, by) + 1;
    by->ballots = malloc(entries * sizeof *by->ballots);
    by->heads = malloc(entries * sizeof *by->heads);
    by->units = of->units ? malloc(entries * sizeof *by->units) : NULL;
    if (!by->ballots || !by->heads || (of->units && !by->units)) return 0;

    for (int64_t b = 0; b < of->n_ballots; b++) {
        double heads = (double)of->heads[b];
        for (int64_t k = of->ends[b], to = of->ends[b + 1]; k < to; k++) {
            int64_t at = by->starts[of->projects[k]]++; /* for now, where the list ends */
            by->ballots[at] = (int32_t)b;
            by->heads[at] = heads;
            if (by->units) by->units[at] = of->units[k];
        }
    }
    for (int64_t p = 0; p < of->n_projects; p++) {
        by->starts[p] -= by->n[p];
        for (int64_t at = by->starts[p] + by->n[p]; at % LANES; at++) {
            by->ballots[at] = (int32_t)of->n_ballots;
            by->heads[at] = 0;
            if (by->units) by->units[at] = 1;
        }
        by->pulls[p] = pull_of(by, p);
    }
    return 1;
}

/* A project as the tie order sees it. */
typedef struct {
    int64_t cost, votes, lot, project;
} standing;

/* The cheaper first; then the one with more votes; then the lower lot. */
static int goes_first(const void *one, const void *other)
{
    const standing *a = one, *b = other;
    if (a->cost != b->cost) return a->cost < b->cost ? -1 : 1;
    if (a->votes != b->votes) return a->votes > b->votes ? -1 : 1;
    return a->lot < b->lot ? -1 : 1;
}

/* Write down the tie order of projects whose votes are known; 0 when there is no memory. */
static int tell_places(const election *of)
{
    standing *all = malloc((size_t)of->n_projects * sizeof *all);
    if (!all) return 0;
    for (int64_t p = 0; p < of->n_projects; p++)
        all[p] = (standing){of->costs[p], of->votes[p], of->lots[p], p};
    qsort(all, (size_t)of->n_projects, sizeof *all, goes_first);
    for (int64_t place = 0; place < of->n_projects; place++) of->place[all[place].project] = place;
    free(all);
    return 1;
}

/* Write down the votes and the tie order of what was turned round. */
static int tell_turned(const election *of, const supporters *by)
{
    for (int64_t p = 0; p < of->n_projects; p++) {
        double votes = by->units ? 0 : by->pulls[p]; /* whole numbers below 2^53 */
        for (int64_t k = by->starts[p]; by->units && k < by->starts[p] + by->n[p]; k++)
            votes += by->heads[k];
        of->votes[p] = (int64_t)votes;
    }
    return tell_places(of);
}

int folkmoot_standings(const election *of)
{
    size_t size = (size_t)of->n_projects * sizeof *of->votes;
    memset(of->votes, 0, size), memset(of->points, 0, size);
    for (int64_t b = 0; b < of->n_ballots; b++) {
        for (int64_t k = of->ends[b]; k < of->ends[b + 1]; k++) {
            of->votes[of->projects[k]] += of->heads[b];
            of->points[of->projects[k]] += of->heads[b] * of->units[k];
        }
    }
    return tell_places(of);
}

void folkmoot_ballots_free(ballots *all)
{
    if (!all) return;
    supporters *by = &all->by;
    free((void *)all->of.heads), free((void *)all->of.ends);
    free((void *)all->of.projects), free((void *)all->of.units), free(all->original);
    free(by->starts), free(by->n), free(by->pulls);
    free(by->ballots), free(by->heads), free(by->units);
    free(all);
}

ballots *folkmoot_ballots(const election *given)
{
    ballots *all = calloc(1, sizeof *all);
    if (all && sort_into(given, &all->of, &all->original) && turn_into(&all->of, &all->by) &&
        tell_turned(given, &all->by))
        return all;
    folkmoot_ballots_free(all);
    return NULL;
}
