#ifndef LEAP_H
#define LEAP_H

/* Whether a year has 366 days. */
int is_leap(int year);

#endif
