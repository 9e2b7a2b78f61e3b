"""Prints what libvoikko makes of the words on standard input: the word and its analyses (FSTOUTPUT), sorted, tab-separated.

Needs libvoikko1, voikko-fi and the PyPI package libvoikko.
"""

import sys

from libvoikko import Voikko

voikko = Voikko("fi")
for line in sys.stdin:
    word = line.rstrip("\n")
    analyses = sorted({analysis.get("FSTOUTPUT", "") for analysis in voikko.analyze(word)} - {""})
    print("\t".join([word, *analyses]))
