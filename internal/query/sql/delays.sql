-- delays.sql: how many months after receipt matters were closed, in order. A decision before receipt is a slip and left out.
SELECT received_month, month_of(decided) - received_month AS months, count(*) AS value
FROM fact
WHERE list = $list
	AND company BETWEEN $first_company AND $last_company
	AND ($all_companies OR list_contains($companies, company))
	AND (measures & $closed) <> 0
	AND month_of(decided) >= received_month
GROUP BY ALL
ORDER BY ALL;
