-- rows_disputes.sql: the disputes at these places of their file, in its order.
SELECT record_id, list, disclosure, company_id, department, matter_type, received_date, decision_date, outcome,
	dismissal_reason, amount_band, followed, synthetic
FROM read_parquet($path, file_row_number = true)
WHERE file_row_number BETWEEN $first AND $last AND list_contains($places, file_row_number)
ORDER BY file_row_number;
