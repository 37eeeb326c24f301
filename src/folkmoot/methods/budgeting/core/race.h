/* A race: an election made ready to be counted by equal shares from many endowments.

   Floats find who is cheapest; how far they may be off is kept beside them all the way. A run
   that is only on the way somewhere (a step of a climb) goes by floats alone, and says that it
   came too `close` where they do not decide; it is then run again, `exactly`. That way, the
   rate of every purchase is worked out from whole numbers: who gave all they had left, and how
   often those people had paid for each project bought before (`account`).

   `plain_run.py` is the same count in numpy; read that first. */

#ifndef FOLKMOOT_RACE_H
#define FOLKMOOT_RACE_H

#include <stdint.h>

#include "ballots.h"
#include "limits.h"
#include "lore.h"
#include "money.h"

typedef struct {
    const election *of;     /* lent for as long as the race lasts, as is all of `by` and `on` */
    const int32_t *original;
    supporters by;
    terms on;
    room left;              /* what limits leave room for */
    double *held;           /* by ballot: what one voter's purse holds; the last is nobody's */
    double *low, *high;     /* a price is not below, not above */
    double *rate, *slack;   /* in floats, and how far off, unless a purse lies in between */
    double *paid;           /* the rate at which a project was last bought: where to look first */
    int32_t *looked_at;     /* how many had been bought when a price was last brought up to date */
    int32_t *waiting;       /* projects that can still be bought, in no order, and how many */
    int64_t n_waiting;
    int32_t *bought_in;     /* which purchase, or -1 */
    int32_t *tied;          /* those exactly as cheap as the one whose turn it is, itself first */
    int64_t n_tied;
    double full, off;       /* the endowment; no purse is further off than this */
    int exactly, close;     /* see above */
    int finely;             /* purses are kept in fixed point too, so that rests add up well */
    int n_fine, fine_for;   /* how many runs more go so from the start, and how many did last */
    int n_single, single_for; /* so many steps of a climb more go one by one; as `fine_for` */
    wide *purses;           /* none is further off than `purse_off`, in units of the last place */
    double purse_off;
    int unsure;             /* cannot be said even exactly */
    int places;             /* what fixed point has room for */
    int64_t n_bought, n_exact, work;
    lore *known, *seen;     /* what the last run found out, and what this one does; or NULL */
    double *steep, *reach;  /* see `lore`, for this run */
    double *per_worth;      /* one over what the price of a project is divided by */
    int32_t *most_units;    /* the most that one supporter of a project pays for */
    int abreast;            /* the processor can take supporters four at a time */
    double apart;           /* nobody holds more above the last run than that; -1: unlike it */
    /* What only a run that goes exactly has need of: */
    uint8_t *gives_all;     /* while a project is settled: ballots that give their rest */
    int32_t *near;          /* ballots floats cannot place, and how many units they pay */
    int32_t *near_units;
    int64_t n_near;
    money endowment;
    money *rates;           /* by purchase */
    int64_t *times;         /* see `account`; one row for the project being settled */
} race;

/* Who pays for a project, in whole numbers: its rate is (cost - rests) / pull, and the rests are
   heads * endowment - sum of times[s] * rate of purchase s. */
typedef struct {
    int64_t pull, heads;            /* units of those who pay in full; voters who give their rest */
    int64_t n_full, most_units;     /* voters who pay in full, and the largest claim among them */
    int in_full;                    /* every supporter does */
    int32_t largest;                /* a ballot that gives the largest rest; -1: none gives one */
    money rate;
} account;

/* Everybody holds `above / below` again, nothing is bought. */
void race_begin(race *r, int64_t above, int64_t below, int places, int exactly);

/* Bring a price up to date (`looked_at`), or stop on the way once it is certain that the price
   is above `enough`. One nobody can pay any more is NEVER. */
void look(race *r, int64_t p, double enough);
static inline int is_fresh(const race *r, int64_t p) { return r->looked_at[p] == r->n_bought; }

/* What a voter with this ballot pays for one unit of the rate, at the k-th place of a list. */
static inline int32_t units_at(const race *r, int64_t k)
{
    return r->by.units ? (int32_t)r->by.units[k] : 1;
}

/* Supporters hold the cost almost to the penny: whether it is enough is decided exactly, and
   the price set. `doubt`: how far floats may be off in all they hold. */
void look_closely(race *r, int64_t p, double doubt);

/* Who pays what for a project whose price is up to date; its supporters stay marked (`gives_all`)
   until `forget`, or until they pay. */
void settle(race *r, int64_t p, account *found);
void forget(race *r, int64_t p);

static inline void set_price(race *r, int64_t p, double low, double high)
{
    r->low[p] = low * r->per_worth[p] * (1 - FEW_ROUNDINGS);
    r->high[p] = high * r->per_worth[p] * (1 + FEW_ROUNDINGS);
    r->looked_at[p] = (int32_t)r->n_bought;
}

/* Whose turn it is: `tied` begins with the cheapest affordable project, then come those exactly
   as cheap, in the order that decides between them; nothing stands there when none is. `hint`:
   a project worth looking at first, or -1. */
void choose(race *r, int64_t hint);

/* Take over what the last run knew of a price before the next purchase, as far as it holds here;
   and keep, before `p` is bought (-1: at the end), what this one knows of all. */
void recall(race *r, int64_t p);
void teach(race *r, int64_t p);

/* Supporters pay, and the project waits no longer. A run that goes exactly says who paid what. */
void buy(race *r, int64_t p, account *found);
void pay_exactly(race *r, int64_t p, account *found);

#endif
