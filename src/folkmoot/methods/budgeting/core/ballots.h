/* Ballots both ways round, as Python hands them over and as the counts use them. */

#ifndef FOLKMOOT_BALLOTS_H
#define FOLKMOOT_BALLOTS_H

#include <stdint.h>

/* What Python hands over (`handing.py` has the same fields in the same order). */
typedef struct {
    int64_t n_projects, n_ballots;
    const int64_t *heads;    /* voters who cast each ballot */
    const int64_t *ends;     /* ballot b chose projects[ends[b] .. ends[b + 1]] */
    const int32_t *projects;
    const int32_t *units;    /* what each pays for, in the same order; NULL: one each */
    const int64_t *costs, *lots;
    int64_t *votes, *place;  /* to be written, one a project: its votes, its place in the tie order */
    int64_t *points;         /* and all units it is given: `folkmoot_standings` alone tells them */
} election;

/* What differs from count to count (`handing.py` has the same fields in the same order). */
typedef struct {
    const int64_t *worth;    /* what the price of a project is divided by */
    const int64_t *place;    /* its place in the tie order */
    const uint8_t *allowed;  /* whether it takes part */
    int64_t n_limits;
    const int64_t *limit_ends; /* a limit is on limited[limit_ends[l] .. limit_ends[l + 1]]: */
    const int32_t *limited;
    const int64_t *most_number, *most_money; /* so many of these projects, so much money */
} terms;

/* The ballots by project: supporters of project p are ballots[starts[p] .. starts[p] + n[p]].
   Sums go through them LANES at a time, so each list is filled up with nobody: with ballot
   `n_ballots`, cast by no one, whose purse is empty. */
enum { LANES = 4 };

typedef struct {
    int64_t *starts, *n;
    int32_t *ballots;
    double *heads, *units; /* voters behind each, and what one of them pays for; NULL: one each */
    double *pulls;         /* all the units of each project's supporters together */
} supporters;

/* An election made ready for any number of counts, which only read it. Its ballots are put in
   an order that keeps together who voted alike, so that the supporters of a popular project lie
   side by side in memory; empty ballots are left out. `original[b]` is the number ballot b had. */
typedef struct {
    election of;
    int32_t *original;
    supporters by;
} ballots;

/* NULL when there is no memory. Costs, lots, votes and places are not copied. */
ballots *folkmoot_ballots(const election *given);

/* Votes, points and tie order, without turning anything; 0 when there is no memory. */
int folkmoot_standings(const election *of);
void folkmoot_ballots_free(ballots *all);

#endif
