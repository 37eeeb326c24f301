/* The two innermost sums, for four supporters at once where the processor can (AVX2), with the
   very roundings of the plain ones: they are added up in the same order. */

#ifndef FOLKMOOT_ABREAST_H
#define FOLKMOOT_ABREAST_H

#include "race.h"

/* What supporters would give at a rate. */
typedef struct {
    double all, rests;  /* money of all; of those who cannot pay the rate */
    double pull, gives; /* units of those who can; voters who cannot, but hold something */
    double fullest;     /* the fullest purse of those who cannot */
} raised;

/* How a payment went: whether a purse was as good as the rate, or nearly so (within `around`
   for each unit); whether everybody paid in full. */
typedef struct {
    int near, in_full;
} paid_so;

int four_abreast(void);
void folkmoot_hold_back(int whether); /* races made from now on go without, until told again */
raised raise_abreast(const race *r, int64_t p, double rate);
paid_so pay_abreast(race *r, int64_t p, double rate, double around);

#endif
