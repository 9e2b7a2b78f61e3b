"""Prints the public holidays of Finland, one a line: free_days.py FIRST_YEAR LAST_YEAR."""

import sys

import holidays

first, last = int(sys.argv[1]), int(sys.argv[2])
for day in sorted(holidays.Finland(years=range(first, last + 1))):
    print(day.isoformat())
