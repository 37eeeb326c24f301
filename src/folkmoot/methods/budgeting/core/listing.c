/* The lines about ballots that a fingerprint is taken of: see `digests.py` for their form. */

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* What Python hands over (`listing.py` has the same fields in the same order). */
typedef struct {
    int64_t n_projects, n_ballots;
    const int64_t *heads, *ends;
    const int32_t *projects, *points;
    int64_t *order; /* the ballots' numbers, sorted by `folkmoot_list` */
    int64_t next;   /* which of them is to be written next */
} listing;

/* A ballot, and how it begins: the larger, the later it stands. */
typedef struct {
    uint64_t begins;
    int64_t ballot;
} entry;

enum { IN_A_KEY = 4, LONGEST_BEFORE = 28, LONGEST_CHOICE = 22 }; /* bytes of a line */

static int only_ticks(const listing *of)
{
    for (int64_t k = 0; k < of->ends[of->n_ballots]; k++)
        if (of->points[k] != 1) return 0;
    return of->n_projects < UINT16_MAX;
}

/* Ticks: the first four projects, each plus one. Points: the first project, and its points. */
static uint64_t beginning(const listing *of, int64_t ballot, int ticks)
{
    int64_t from = of->ends[ballot], length = of->ends[ballot + 1] - from;
    if (!ticks)
        return length ? (uint64_t)(of->projects[from] + 1) << 31 | (uint32_t)of->points[from] : 0;
    uint64_t key = 0;
    for (int64_t k = 0; k < IN_A_KEY; k++)
        key = key << 16 | (k < length ? (uint64_t)of->projects[from + k] + 1 : 0);
    return key;
}

/* Whether a stands before b: choice by choice, by project and then by points. */
static int before(const listing *of, entry a, entry b)
{
    if (a.begins != b.begins) return a.begins < b.begins;
    int64_t i = of->ends[a.ballot], j = of->ends[b.ballot];
    for (; i < of->ends[a.ballot + 1] && j < of->ends[b.ballot + 1]; i++, j++) {
        if (of->projects[i] != of->projects[j]) return of->projects[i] < of->projects[j];
        if (of->points[i] != of->points[j]) return of->points[i] < of->points[j];
    }
    return j < of->ends[b.ballot + 1];
}

/* Merge sort, from neighbours upwards; where the sorted entries are at the end. */
static entry *sorted(const listing *of, entry *now, entry *then)
{
    int64_t n = of->n_ballots;
    for (int64_t width = 1; width < n; width *= 2) {
        for (int64_t from = 0; from < n; from += 2 * width) {
            int64_t middle = from + width < n ? from + width : n;
            int64_t end = middle + width < n ? middle + width : n;
            for (int64_t at = from, i = from, j = middle; at < end; at++) {
                int second = i == middle || (j < end && before(of, now[j], now[i]));
                then[at] = now[second ? j++ : i++];
            }
        }
        entry *other = now;
        now = then;
        then = other;
    }
    return now;
}

/* Sort the ballots by what was chosen; 0 when there is no memory. */
int folkmoot_list(const listing *of)
{
    size_t size = (size_t)of->n_ballots * sizeof(entry);
    entry *one = malloc(size), *other = malloc(size);
    if (one && other) {
        int ticks = only_ticks(of);
        for (int64_t b = 0; b < of->n_ballots; b++) one[b] = (entry){beginning(of, b, ticks), b};
        const entry *all = sorted(of, one, other);
        for (int64_t b = 0; b < of->n_ballots; b++) of->order[b] = all[b].ballot;
    }
    int done = one && other;
    free(one), free(other);
    return done;
}

static char *write_number(char *to, int64_t number)
{
    char digits[20];
    int n = 0;
    do digits[n++] = (char)('0' + number % 10);
    while (number /= 10);
    while (n) *to++ = digits[--n];
    return to;
}

/* Write lines as long as there is room for one more; how many bytes they take, 0 at the end.
   There must be room for the longest line there is. */
int64_t folkmoot_lines(listing *of, char *text, int64_t room)
{
    char *at = text;
    for (; of->next < of->n_ballots; of->next++) {
        int64_t ballot = of->order[of->next], from = of->ends[ballot], end = of->ends[ballot + 1];
        if (at - text + LONGEST_BEFORE + (end - from) * LONGEST_CHOICE > room) break;
        memcpy(at, "ballot ", 7);
        at = write_number(at + 7, of->heads[ballot]);
        *at++ = ' ';
        for (int64_t k = from; k < end; k++) {
            if (k > from) *at++ = ',';
            at = write_number(at, of->projects[k]);
            *at++ = ':';
            at = write_number(at, of->points[k]);
        }
        *at++ = '\n';
    }
    return at - text;
}
