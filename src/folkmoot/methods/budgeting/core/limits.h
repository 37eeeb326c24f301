/* Which projects limits rule out, as one after another is bought (`ruled_out.py`). */

#ifndef FOLKMOOT_LIMITS_H
#define FOLKMOOT_LIMITS_H

#include "ballots.h"

/* What limits leave room for. Those that a limit rules out by itself do not take part. */
typedef struct {
    int64_t *number, *money; /* by limit: how many projects more, and how much money */
    uint8_t *out;            /* by project: ruled out */
} room;

/* Takes memory; 0 when there is none. */
int room_of(room *left, const election *of, const terms *on);
void room_free(room *left);

/* Nothing is bought yet. */
void room_begin(room *left, const election *of, const terms *on);
/* A project is bought. Those ruled out are so for good; the project itself may be among them. */
void room_after(room *left, const election *of, const terms *on, int64_t bought);

#endif
