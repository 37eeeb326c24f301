"""What a count says, as plain values: what `--json` prints, and what the sentences are made of.

Money is in the file's currency: whole amounts as numbers, others as text, with decimals where
those are exact ("12.50") and else as a fraction ("22/7").
"""
