-- figures_places.sql: how many figures there are, and where in their file one page of them stands.
WITH found AS MATERIALIZED (
	SELECT file_row_number AS place FROM read_parquet($path, file_row_number = true)
	WHERE ($list = '' OR list = $list)
		AND ($all_companies OR list_contains($companies, company_id))
		AND ($all_departments OR list_contains($departments, department))
		AND ($brand = '' OR brand_id = $brand)
		AND ($company_as_written = '' OR lower(company_as_written) = lower($company_as_written))
		AND ($authority = '' OR authority = $authority)
		AND ($measure = '' OR measure = $measure)
		AND ($any_day OR (period_start <= $to AND period_end >= $from))
), page AS (
	SELECT place FROM found ORDER BY place LIMIT $limit OFFSET $offset
)
SELECT (SELECT count(*) FROM found) AS total, (SELECT list(place) FROM page) AS places;
