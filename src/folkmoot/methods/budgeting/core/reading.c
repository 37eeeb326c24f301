/* The votes of a Pabulib file in one pass: every row checked, every ballot put in order, those
   that are alike kept once.

   Python has found where the votes begin, knows that they are text in UTF-8 without zero bytes,
   and gives all the memory: nothing is allocated here. What is plain is read; at anything
   unusual the pass stops and says where, and Python's readable reader (`walking.py`) says what
   is wrong, or reads the file if nothing is.

   Why no write goes out of bounds:
     ends, heads          a row makes at most one pile; they hold as many as there are ends of
                          lines, plus two (folkmoot_vote_bounds)
     projects, points     a row adds at most as many choices as it has names, and names are at
                          most its commas plus one; they hold all commas plus all rows
     the slots            hold fewer numbers than they have slots (piles.h)
     row_of, score_of     are indexed by project numbers only                                  */

#include "fields.h"
#include "piles.h"

#include <string.h>

enum { MOST_POINTS = INT32_MAX };
enum { TICKS, RANKS, POINTS };         /* where points come from */
enum { NOBODY = -1, STRANGE = -2 };    /* names of no project; those only Python can judge */

/* How often something was met, and the line where it was first met. */
typedef struct {
    int64_t times, line;
} noticed;

/* All that goes in and comes out (`reading.py` has the same fields in the same order). */
typedef struct {
    const uint8_t *text; /* the votes are text[at .. size) */
    int64_t at, size, line;
    int64_t voter_at, vote_at, points_at, n_columns; /* columns; points_at may be -1 */
    int64_t scoring, first_points;
    int64_t max_length, budget; /* -1: no limit */
    int64_t lenient;
    int64_t n_projects;
    const uint8_t *ids; /* id p is ids[id_ends[p] .. id_ends[p + 1]) */
    const int64_t *id_ends, *costs;
    table by_id, by_voter; /* voters are known by where their id stands in the text */
    piles piles;
    int64_t *heads;
    int32_t *projects, *points; /* the same memory as that of the piles, to be written */
    int64_t *row_of;            /* the last row that named each project, from 1; zeroed */
    int32_t *score_of;          /* and the points it gave */
    int64_t n_rows, most; /* ballots read; the most points one of them gives to one project */
    int64_t fault, fault_at, fault_line;
    noticed empty, repeated, unknown;
} votes;

/* How many rows and names there can be at most. */
void folkmoot_vote_bounds(const uint8_t *text, int64_t size, int64_t *n_ends, int64_t *n_commas)
{
    *n_ends = *n_commas = 0;
    for (int64_t from = 0; from < size; from += 255) { /* a byte can count so far */
        uint8_t ends = 0, commas = 0;
        int64_t to = from + 255 < size ? from + 255 : size;
        for (int64_t at = from; at < to; at++) {
            ends += (text[at] == '\n') | (text[at] == '\r');
            commas += text[at] == ',';
        }
        *n_ends += ends;
        *n_commas += commas;
    }
}

static void notice(noticed *of, int64_t times, int64_t line)
{
    if (times && !of->times)
        of->line = line;
    of->times += times;
}

static uint64_t hash_bytes(uint64_t hash, const uint8_t *text, int64_t length)
{
    for (int64_t at = 0; at < length; at++)
        hash = (hash ^ text[at]) * UINT64_C(0x100000001B3);
    return mixed(hash);
}

/* A voter's id, hashed while the rest of the row is read, so that its slot is near by then. */
static uint64_t expect_voter(const votes *of, const field *voter)
{
    const uint8_t *id = of->text + voter->from;
    uint64_t hash = hash_bytes(seed(&of->by_voter), id, voter->to - voter->from);
    __builtin_prefetch(&of->by_voter.slots[hash & of->by_voter.mask], 1);
    return hash;
}

/* TWICE where this voter was met before. An id stands between delimiters and has none inside,
   so that it ends in the text where it ended when it was met. */
static int note_voter(votes *of, const field *voter, uint64_t hash)
{
    const uint8_t *text = of->text, *id = text + voter->from;
    size_t length = (size_t)(voter->to - voter->from);
    if (memchr(id, ';', length) || memchr(id, '"', length))
        return UNUSUAL;
    uint64_t at = hash & of->by_voter.mask, tag = hash & ~NUMBER_MASK, slot;
    for (; (slot = of->by_voter.slots[at]); at = (at + 1) & of->by_voter.mask) {
        int64_t other = (int64_t)(slot & NUMBER_MASK) - 1, end = other + (int64_t)length;
        if ((slot & ~NUMBER_MASK) != tag || end > of->size || memcmp(text + other, id, length))
            continue;
        if (end == of->size || text[end] == ';' || text[end] == '"' || ends_line(text[end]))
            return TWICE;
    }
    of->by_voter.slots[at] = tag | (uint64_t)(voter->from + 1);
    return PLAIN;
}

static int is_id(const votes *of, int64_t project, const uint8_t *name, int64_t length)
{
    const uint8_t *id = of->ids + of->id_ends[project];
    if (of->id_ends[project + 1] - of->id_ends[project] != length)
        return 0;
    int64_t at = 0; /* ids are a few bytes long: a call of memcmp would take longer */
    while (at < length && id[at] == name[at])
        at++;
    return at == length;
}

static void learn_ids(votes *of)
{
    for (int64_t project = 0; project < of->n_projects; project++) {
        int64_t from = of->id_ends[project], length = of->id_ends[project + 1] - from;
        uint64_t at = hash_bytes(seed(&of->by_id), of->ids + from, length) & of->by_id.mask;
        while (of->by_id.slots[at])
            at = (at + 1) & of->by_id.mask;
        of->by_id.slots[at] = (uint64_t)(project + 1);
    }
}

/* The project of this name. A name of none is STRANGE where Python might see spaces in it that
   are not seen here, and NOBODY's otherwise. */
static int64_t project_named(const votes *of, const field *part)
{
    const uint8_t *name = of->text + part->from;
    int64_t length = part->to - part->from;
    uint64_t at = hash_bytes(seed(&of->by_id), name, length) & of->by_id.mask, slot;
    for (; (slot = of->by_id.slots[at]); at = (at + 1) & of->by_id.mask)
        if (is_id(of, (int64_t)slot - 1, name, length))
            return (int64_t)slot - 1;
    for (int64_t byte = 0; byte < length; byte++)
        if (name[byte] < ' ' || name[byte] > '~')
            return STRANGE;
    return NOBODY;
}

/* Points as digits, perhaps with zeros behind a point; -1 for anything else. */
static int64_t points_in(const uint8_t *text, const field *part)
{
    int64_t number = 0, at = part->from;
    while (at < part->to && text[at] >= '0' && text[at] <= '9' && number <= MOST_POINTS)
        number = number * 10 + (text[at++] - '0');
    if (at == part->from || number > MOST_POINTS)
        return -1;
    if (at < part->to && text[at] == '.')
        for (at++; at < part->to && text[at] == '0';)
            at++;
    return at == part->to ? number : -1;
}

/* What one ballot has come to while it is read. */
typedef struct {
    int64_t row, end, length; /* its choices so far are projects[end .. end + length) */
    int64_t place, cost, repeated, unknown;
} ballot;

static int take_name(votes *of, ballot *on, const field *name, int64_t points)
{
    int64_t project = project_named(of, name);
    on->place++;
    if (project < 0) {
        on->unknown++;
        return of->lenient && project == NOBODY ? PLAIN : UNUSUAL;
    }
    if (of->row_of[project] == on->row) {
        on->repeated++;
        return PLAIN;
    }
    of->row_of[project] = on->row;
    of->score_of[project] = (int32_t)points;
    of->projects[on->end + on->length++] = (int32_t)project;
    on->cost += of->costs[project];
    return PLAIN;
}

/* What the next name is given; -1 where that cannot be read. */
static int64_t points_for(const votes *of, const ballot *on, const field *given, int64_t *from)
{
    if (of->scoring == TICKS)
        return 1;
    if (of->scoring == RANKS)
        return on->place < of->first_points ? of->first_points - on->place : 0;
    if (*from > given->to)
        return -1;
    field part = part_of(of->text, given, *from);
    *from = part.next;
    return points_in(of->text, &part);
}

/* All names of a vote, with their points. */
static int take_names(votes *of, ballot *on, field vote, field given)
{
    trim(of->text, &vote);
    trim(of->text, &given);
    int64_t from = given.from;
    if (vote.from == vote.to)
        return of->scoring == POINTS && given.from < given.to ? UNUSUAL : PLAIN;
    for (field name = {0, 0, vote.from}; name.next <= vote.to;) {
        name = part_of(of->text, &vote, name.next);
        int64_t points = points_for(of, on, &given, &from);
        if (points < 0 || take_name(of, on, &name, points) != PLAIN)
            return UNUSUAL;
    }
    if (of->scoring == POINTS && from <= given.to)
        return UNUSUAL;
    if (of->max_length >= 0 && on->length > of->max_length)
        return UNUSUAL;
    return of->budget >= 0 && on->cost > of->budget ? UNUSUAL : PLAIN;
}

/* Projects in order: by insertion, or where the ballot is long, by looking at every project. */
static void put_in_order(votes *of, const ballot *on)
{
    int32_t *chosen = of->projects + on->end;
    if (on->length > 8 && on->length * on->length / 4 > of->n_projects) {
        int64_t at = 0;
        for (int64_t project = 0; project < of->n_projects; project++)
            if (of->row_of[project] == on->row)
                chosen[at++] = (int32_t)project;
        return;
    }
    for (int64_t next = 1; next < on->length; next++) {
        int32_t project = chosen[next];
        int64_t at = next;
        for (; at > 0 && chosen[at - 1] > project; at--)
            chosen[at] = chosen[at - 1];
        chosen[at] = project;
    }
}

/* Lay the ballot on its pile; projects with no points are no choices. */
static void pile_up(votes *of, const ballot *on)
{
    int64_t length = 0;
    put_in_order(of, on);
    for (int64_t at = on->end; at < on->end + on->length; at++) {
        int32_t project = of->projects[at];
        if (!of->score_of[project])
            continue;
        of->projects[on->end + length] = project;
        of->points[on->end + length++] = of->score_of[project];
        of->most = of->score_of[project] > of->most ? of->score_of[project] : of->most;
    }
    int64_t n = of->piles.n, pile = pile_of(&of->piles, length);
    of->heads[pile] = (pile == n ? 0 : of->heads[pile]) + 1;
    notice(&of->empty, length == 0, of->line);
    notice(&of->repeated, on->repeated, of->line);
    notice(&of->unknown, on->unknown, of->line);
}

/* One row, up to its end at `of->at`. */
static int take_row(votes *of)
{
    field found = {0, 0, 0}, voter = found, vote = found, given = found;
    int64_t column = 0, at = of->at, needed = of->vote_at;
    uint64_t hash = 0;
    needed = of->voter_at > needed ? of->voter_at : needed;
    needed = of->points_at > needed ? of->points_at : needed;
    for (;; column++, at = found.next + 1) {
        if (field_at(of->text, at, of->size, &found) != PLAIN)
            return UNUSUAL;
        if (column == of->voter_at) {
            voter = found;
            hash = expect_voter(of, &voter);
        }
        if (column == of->vote_at)
            vote = found;
        if (column == of->points_at)
            given = found;
        if (found.next == of->size || of->text[found.next] != ';')
            break;
    }
    of->at = found.next;
    if (column < needed || (of->at == of->size && column + 1 < of->n_columns))
        return UNUSUAL;
    ballot on = {of->n_rows + 1, of->piles.ends[of->piles.n], 0, 0, 0, 0, 0};
    int names = take_names(of, &on, vote, given), voters = note_voter(of, &voter, hash);
    if (voters != PLAIN || names != PLAIN)
        return voters != PLAIN ? voters : names;
    pile_up(of, &on);
    of->n_rows++;
    return PLAIN;
}

/* Whether nothing but spaces stands on this line; then on to its end. */
static int skip_blank(votes *of)
{
    int64_t at = of->at;
    while (at < of->size && is_space(of->text[at]))
        at++;
    if (at < of->size && !ends_line(of->text[at]))
        return 0;
    of->at = at;
    return 1;
}

static void next_line(votes *of)
{
    if (of->at + 1 < of->size && of->text[of->at] == '\r' && of->text[of->at + 1] == '\n')
        of->at++;
    of->at++;
    of->line++;
}

/* Read all rows; what a row was that could not be read is in `fault`. */
void folkmoot_read_votes(votes *of)
{
    learn_ids(of);
    of->piles.ends[0] = 0;
    while (of->at < of->size && !of->fault) {
        of->fault_at = of->at;
        of->fault_line = of->line;
        if (!skip_blank(of))
            of->fault = take_row(of);
        next_line(of);
    }
}
