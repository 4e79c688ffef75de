-- load_disputes.sql: disputes into the table that is counted over. Which measures count a record is settled here, with what
-- a closed matter of each outcome counts as. Codes are found with list_position, which DuckDB works out once for each text
-- of a block of the file; a cast or a CASE it works out for each row.
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
		list_extract($counts_as::INTEGER[], list_position($outcomes::VARCHAR[], outcome))
		+ CASE
			WHEN list_extract($counts_as::INTEGER[], list_position($outcomes::VARCHAR[], outcome)) & $won = 0 THEN 0
			WHEN followed = $followed_code THEN $followed
			WHEN followed = $not_followed_code THEN $not_followed
			ELSE 0
		END
	END,
	file_row_number
FROM read_parquet($disputes, file_row_number = true);
