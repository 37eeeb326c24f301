/* Limits on what is funded together. */

#include <stdlib.h>
#include <string.h>

#include "limits.h"

int room_of(room *left, const election *of, const terms *on)
{
    size_t limits = (size_t)on->n_limits + 1;
    left->number = malloc(limits * sizeof *left->number);
    left->money = malloc(limits * sizeof *left->money);
    left->out = malloc((size_t)of->n_projects);
    return left->number && left->money && left->out;
}

void room_free(room *left) { free(left->number), free(left->money), free(left->out); }

void room_begin(room *left, const election *of, const terms *on)
{
    memset(left->out, 0, (size_t)of->n_projects);
    for (int64_t limit = 0; limit < on->n_limits; limit++) {
        left->number[limit] = on->most_number[limit];
        left->money[limit] = on->most_money[limit];
    }
}

static int names(const terms *on, int64_t limit, int64_t project)
{
    for (int64_t k = on->limit_ends[limit]; k < on->limit_ends[limit + 1]; k++)
        if (on->limited[k] == project) return 1;
    return 0;
}

void room_after(room *left, const election *of, const terms *on, int64_t bought)
{
    for (int64_t limit = 0; limit < on->n_limits; limit++) {
        if (!names(on, limit, bought)) continue;
        left->number[limit]--;
        left->money[limit] -= of->costs[bought];
        for (int64_t k = on->limit_ends[limit]; k < on->limit_ends[limit + 1]; k++) {
            int32_t project = on->limited[k];
            if (left->number[limit] <= 0 || of->costs[project] > left->money[limit])
                left->out[project] = 1;
        }
    }
}
