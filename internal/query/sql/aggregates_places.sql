-- aggregates_places.sql: how many aggregates of a list, or of all, there are, and where in their file one page of them stands.
WITH found AS MATERIALIZED (
	SELECT place FROM aggregated
	WHERE ($list = '' OR list = $list) AND NOT $only_tied
		AND ($all_companies OR list_contains($companies, company))
		AND ($any_day OR (first <= $to AND last >= $from))
	UNION ALL -- aggregates of ids that are counted as another company's, which the question's filters have passed
	SELECT place FROM (SELECT unnest($tied) AS place) WHERE place >= 0
), page AS (
	SELECT place FROM found ORDER BY place LIMIT $limit OFFSET $offset
)
SELECT (SELECT count(*) FROM found) AS total, (SELECT list(place) FROM page) AS places;
