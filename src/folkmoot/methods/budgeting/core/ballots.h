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
    const int64_t *costs, *worth, *place;
    const uint8_t *allowed;
} election;

/* The same election with its ballots in an order that keeps together who voted alike, so that
   the supporters of a popular project lie side by side in memory; empty ballots are left out.
   `original[b]` is the number ballot b had. 0 when there is no memory. */
int election_sorted(const election *given, election *sorted, int32_t **original);
void election_sorted_free(election *sorted, int32_t *original);

/* The same ballots by project: supporters of project p are ballots[starts[p] .. starts[p] +
   n[p]]. Sums go through them LANES at a time, so each list is filled up with nobody: with
   ballot `n_ballots`, cast by no one, whose purse is empty. */
enum { LANES = 4 };

typedef struct {
    int64_t *starts, *n;
    int32_t *ballots;
    double *heads, *units; /* voters behind each, and what one of them pays for; NULL: one each */
    double *pulls;         /* all the units of each project's supporters together */
} supporters;

/* Takes memory for `supporters`; 0 when there is none. */
int supporters_of(const election *of, supporters *by);
void supporters_free(supporters *by);

#endif
