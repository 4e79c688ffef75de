-- count.sql: records per company, department, outcome and period, each only when asked for. Groups without records are
-- absent; internal/answer tells from the coverage whether that is 0 or unknown. Periods are numbered by the months
-- since year 0, in periods of so many months.
SELECT
	CASE WHEN $by_company THEN company END AS company,
	CASE WHEN $by_department THEN department END AS department,
	CASE WHEN $by_outcome THEN outcome END AS outcome,
	CASE WHEN $months > 0 THEN (year(day) * 12 + month(day) - 1) // greatest($months, 1) END AS period,
	count(*) AS value
FROM (
	SELECT company, department, outcome, CASE WHEN $by_decision THEN decided ELSE received END AS day
	FROM fact
	WHERE list = $list
		AND company BETWEEN $first_company AND $last_company
		AND (measures & $measure) <> 0
		AND ($all_companies OR list_contains($companies, company))
		AND ($all_departments OR list_contains($departments, department))
		AND ($all_outcomes OR list_contains($outcomes, outcome))
) AS counted
WHERE day BETWEEN $from AND $to
	AND ($year_to = 0 OR month(day) * 100 + day(day) <= $year_to)
GROUP BY ALL
ORDER BY company NULLS FIRST, department NULLS FIRST, outcome NULLS FIRST, period NULLS FIRST;
