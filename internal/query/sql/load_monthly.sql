-- load_monthly.sql: what was received, added up by month.
INSERT INTO monthly
SELECT list, company, department, received_month, count(*) FROM fact WHERE (measures & $received) <> 0 GROUP BY ALL ORDER BY ALL;
