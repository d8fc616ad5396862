"""How the catalogue's text files become rows: reading, checking and comparing, each for itself.

`files` reads, `schemas` checks the shape of an entry, `checks` what entries say of each other, `threeway` decides
between text and database; these four know no database. `kinds` and `relations` say which rows an entry stands for,
`guides` whose it is, and `between_guides` who tells what two guides have in common.
`careers.acts.load_catalogue` puts them together in one transaction.
"""
