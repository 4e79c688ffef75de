-- count.sql: records per company, department, outcome and period, each only when asked for, in no order. Groups without
-- records are absent; internal/answer tells from the coverage whether that is 0 or unknown. Periods are numbered by the
-- months since year 0, in periods of so many months. The day counted by is written out each time: a subquery that names
-- it, or an ORDER BY, takes longer than the rest.
SELECT
	CASE WHEN $by_company THEN company END AS company,
	CASE WHEN $by_department THEN department END AS department,
	CASE WHEN $by_outcome THEN outcome END AS outcome,
	CASE WHEN $months > 0 THEN (
		year(CASE WHEN $by_decision THEN decided ELSE received END) * 12
		+ month(CASE WHEN $by_decision THEN decided ELSE received END) - 1
	) // greatest($months, 1) END AS period,
	count(*) AS value
FROM fact
WHERE list = $list
	AND company BETWEEN $first_company AND $last_company
	AND CASE WHEN $by_decision THEN decided ELSE received END BETWEEN $from AND $to
	AND (measures & $measure) <> 0
	AND ($all_companies OR list_contains($companies, company))
	AND ($all_departments OR list_contains($departments, department))
	AND ($all_outcomes OR list_contains($outcomes, outcome))
	AND ($year_to = 0 OR $year_to >=
		month(CASE WHEN $by_decision THEN decided ELSE received END) * 100
		+ day(CASE WHEN $by_decision THEN decided ELSE received END))
GROUP BY ALL;
