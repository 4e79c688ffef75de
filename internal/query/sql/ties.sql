-- ties.sql: the records that are counted for another company than their own number or name leads to, and those whose matter
-- is against several companies, as they stand in the table that is counted over.
WITH kept AS (
	SELECT list, record_id, file_row_number AS place FROM read_parquet($disputes, file_row_number = true)
	UNION ALL
	SELECT list, record_id, file_row_number FROM read_parquet($complaints, file_row_number = true)
)
SELECT tie.list, tie.resolved_from, tie.matter, fact.company, fact.department, fact.outcome, fact.received, fact.decided, fact.measures, fact.place
FROM read_parquet($ties) tie
JOIN kept USING (list, record_id)
JOIN fact ON fact.list = list_position($lists::VARCHAR[], kept.list) - 1 AND fact.place = kept.place
ORDER BY tie.list, tie.record_id;
