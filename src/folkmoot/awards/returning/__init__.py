"""What returns reckon with: periods, money line by line, days. Pure: no database, no clock."""
