-- totals.sql: a list's matters per department and year with the unnamed ones, the whole list first.
SELECT department, year, received, status FROM read_parquet($totals)
WHERE list = $list
ORDER BY department NULLS FIRST, year;
