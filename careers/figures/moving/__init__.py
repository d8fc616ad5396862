"""What a change of the catalogue does to it and to everybody's rows: worked out here, shown before it is confirmed.

One function for each kind of change reads and writes nothing. The preview shows what it returns, `acts.move` carries
the same out. `changes` holds rows as they will be, `people` what becomes of states, the rest one kind of change each.
"""
