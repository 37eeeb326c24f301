/* Which edition of the core this is: `library.py` loads no other. */

int folkmoot_edition(void) { return 9; }
