-- load_complaints.sql: complaints into the table that is counted over; they have no decision.
INSERT INTO fact
SELECT
	enum_code(list::list_id), enum_code(company_id::company_id), enum_code(coalesce(department, '')::department_id), enum_code(''::outcome_id),
	received_date, year(received_date) * 12 + month(received_date) - 1, month(received_date) * 100 + day(received_date),
	NULL, NULL, NULL,
	CASE WHEN received_date IS NULL THEN 0 ELSE $received END,
	file_row_number
FROM read_parquet($complaints, file_row_number = true);
