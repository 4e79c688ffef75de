-- load_complaints.sql: complaints into the table that is counted over; they have no decision.
INSERT INTO fact
SELECT
	list_position($lists::VARCHAR[], list) - 1,
	enum_code(company_id::company_id),
	coalesce(list_position($departments::VARCHAR[], department) - 1, 0),
	0,
	received_date,
	month_of(received_date),
	NULL,
	CASE WHEN received_date IS NULL THEN 0 ELSE $received END,
	file_row_number
FROM read_parquet($complaints, file_row_number = true);
