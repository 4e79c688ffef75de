-- count_decided.sql: records by the date of their decision, in groups and in no order. A group's key has its codes and its period
-- as digits, each with a weight that is 0 where it is not grouped by; periods are numbered by the months since year 0, in
-- periods of so many months. Groups without records are absent; internal/answer tells from the coverage whether that is 0
-- or unknown. Of a small question most of the time goes into planning, and of a large one into grouping: a subquery that
-- names the day, an ORDER BY, more columns to group by or a CASE over both dates take longer than what they save to write.
SELECT
	company * $company_weight::BIGINT + department * $department_weight::BIGINT + outcome * $outcome_weight::BIGINT + month_of(decided) // $months::INTEGER AS key,
	count(*) AS value
FROM fact
WHERE list = $list
	AND company BETWEEN $first_company AND $last_company
	AND decided BETWEEN $from AND $to
	AND ($whole_years OR in_year(decided) BETWEEN $year_from AND $year_to)
	AND (measures & $measure) <> 0
	AND ($all_companies OR list_contains($companies, company))
	AND ($all_departments OR list_contains($departments::INTEGER[], department))
	AND ($all_outcomes OR list_contains($outcomes::INTEGER[], outcome))
GROUP BY ALL;
