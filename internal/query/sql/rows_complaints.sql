-- rows_complaints.sql: the complaints at these places of their file, in its order.
SELECT record_id, list, disclosure, company_id, department, subject, received_date, synthetic
FROM read_parquet($path, file_row_number = true)
WHERE file_row_number BETWEEN $first AND $last AND list_contains($places, file_row_number)
ORDER BY file_row_number;
