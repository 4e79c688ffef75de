-- load_disputes.sql: the disputes of one list into the table that is counted over. Which measures count a record is settled here:
-- those that count matters of its outcome and matters of its follow-up, as bits. Codes are found with list_position, which DuckDB
-- works out once for each text of a block of the file; a cast or a CASE it works out for each row.
INSERT INTO fact
SELECT
	list_position($lists::VARCHAR[], list) - 1,
	enum_code(company_id::company_id),
	coalesce(list_position($departments::VARCHAR[], department) - 1, 0),
	coalesce(list_position($outcomes::VARCHAR[], outcome) - 1, 0),
	received_date,
	month_of(received_date),
	decision_date,
	CASE WHEN received_date IS NULL THEN 0 ELSE $received END
	+ CASE WHEN decision_date IS NULL OR outcome IS NULL THEN 0 ELSE
		list_extract($by_outcome::INTEGER[], list_position($outcomes::VARCHAR[], outcome))
		& list_extract($by_follow::INTEGER[], coalesce(list_position($follows::VARCHAR[], followed), 1))
	END,
	file_row_number
FROM read_parquet($disputes, file_row_number = true)
WHERE list = $list;
