-- count.sql: records per company, department, outcome and period, each only when asked for, in no order. Groups without
-- records are absent; internal/answer tells from the coverage whether that is 0 or unknown. Periods are numbered by the
-- months since year 0, in periods of so many months. Of a small question most of the time goes into planning: a
-- subquery that names the day, an ORDER BY or arithmetic on dates takes longer here than what it saves to write.
SELECT
	CASE WHEN $by_company THEN company END AS company,
	CASE WHEN $by_department THEN department END AS department,
	CASE WHEN $by_outcome THEN outcome END AS outcome,
	CASE WHEN $by_decision THEN decided_month ELSE received_month END // $months AS period,
	count(*) AS value
FROM fact
WHERE list = $list
	AND company BETWEEN $first_company AND $last_company
	AND CASE WHEN $by_decision THEN decided ELSE received END BETWEEN $from AND $to
	AND CASE WHEN $by_decision THEN decided_in_year ELSE received_in_year END BETWEEN $year_from AND $year_to
	AND (measures & $measure) <> 0
	AND ($all_companies OR list_contains($companies, company))
	AND ($all_departments OR list_contains($departments, department))
	AND ($all_outcomes OR list_contains($outcomes, outcome))
GROUP BY ALL;
