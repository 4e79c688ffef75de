-- company_lists.sql: how many records, listings, aggregates and figures each company has in each list, by company and list.
-- Names would not do: one that may not be shown is in no file.
WITH counted AS (
	SELECT ($lists::VARCHAR[])[list + 1] AS list, company, count(*) AS records FROM fact GROUP BY ALL
	UNION ALL
	SELECT list, enum_code(company::company_id), count(*) FROM listing GROUP BY ALL
	UNION ALL
	SELECT list, enum_code(company::company_id), count(*) FROM aggregated GROUP BY ALL
	UNION ALL
	SELECT list, enum_code(company_id::company_id), count(*) FROM read_parquet($figures) WHERE company_id IS NOT NULL GROUP BY ALL
)
SELECT list, company, records FROM counted ORDER BY company, list;
