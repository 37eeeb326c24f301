/* What one run knows that the next can use, which begins with a little more in every purse.

   As long as the next run buys the same in the same order, nobody holds less in it, and nobody
   more than `apart` above: what each was given more, and what each purchase asked less. If a
   price is at least `low` here, and voters with `pull` units pay it in full, then all supporters
   together can raise at most `apart` each beyond the cost there, and a price lower by that, over
   `pull`, raises too little. So a price is at least low - apart * steep there; and who is out of
   reach by more than `apart` each (`reach`) stays so. A price never falls within a run, so it
   does not matter how long ago it was looked at. */

#ifndef FOLKMOOT_LORE_H
#define FOLKMOOT_LORE_H

#include <stdint.h>

/* A row for each purchase, just before it, and one for the end; a column for each project. */
typedef struct {
    int64_t n;                    /* purchases; -1: nothing is known */
    double full, off;             /* the endowment; how far off purses were at the end */
    int32_t *order;
    double *asked;                /* the most its purchase can have asked for one unit */
    double *low, *steep, *reach;
} lore;

/* NULL where that would take too much memory, or there is none. */
lore *lore_of(int64_t n_projects);
void lore_free(lore *of);

#endif
