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
    int64_t n_limits;        /* groups of projects that share a ceiling */
    const int64_t *limit_ends;
    const int32_t *limited;  /* members of group g: limited[limit_ends[g] .. limit_ends[g + 1]] */
    const int64_t *most_money, *most_projects;
} election;

/* The same election with its ballots in an order that keeps together who voted alike, so that
   the supporters of a popular project lie side by side in memory; empty ballots are left out.
   `original[b]` is the number ballot b had. 0 when there is no memory. */
int election_sorted(const election *given, election *sorted, int32_t **original);
void election_sorted_free(election *sorted, int32_t *original);

/* The same ballots by project: supporters of project p are ballots[ends[p] .. ends[p + 1]]. */
typedef struct {
    int64_t *ends;
    int32_t *ballots, *units;
    int64_t *pulls; /* all the units of each project's supporters together */
} supporters;

/* Takes memory for `supporters`; 0 when there is none. */
int supporters_of(const election *of, supporters *by);
void supporters_free(supporters *by);

/* What is left under every ceiling while projects are bought. */
typedef struct {
    int64_t *money, *projects;
} ceilings;

int ceilings_of(const election *of, ceilings *left);
void ceilings_full(const election *of, ceilings *left);
void ceilings_free(ceilings *left);

/* Note a purchase, and set `out[p]` for every project that may not be bought any more. */
void ceilings_take(const election *of, ceilings *left, int64_t bought, uint8_t *out);
/* The same before the first purchase. */
void ceilings_strike(const election *of, const ceilings *left, uint8_t *out);

#endif
