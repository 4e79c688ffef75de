-- listings_places.sql: how many listings of a list there are, and where in their file one page of them stands.
WITH found AS MATERIALIZED (
	SELECT place FROM listing
	WHERE list = $list
		AND ($all_companies OR list_contains($companies, company))
		AND ($all_departments OR list_contains($departments, department))
		AND ($any_day OR issued BETWEEN $from AND $to)
), page AS (
	SELECT place FROM found ORDER BY place LIMIT $limit OFFSET $offset
)
SELECT (SELECT count(*) FROM found) AS total, (SELECT list(place) FROM page) AS places;
