-- count_monthly.sql: what count_received.sql gives, of whole months.
SELECT
	company * $company_weight::BIGINT + department * $department_weight::BIGINT + month // $months::INTEGER AS key,
	sum(value)::BIGINT AS value
FROM monthly
WHERE list = $list
	AND company BETWEEN $first_company AND $last_company
	AND month BETWEEN $from AND $to
	AND month % 12 BETWEEN $year_from AND $year_to
	AND ($all_companies OR list_contains($companies, company))
	AND ($all_departments OR list_contains($departments::INTEGER[], department))
GROUP BY ALL;
