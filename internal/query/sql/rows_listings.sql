-- rows_listings.sql: the listings at these places of their file, in its order.
SELECT record_id, list, disclosure, company_id, department, issue, issue_date, cases, amount_sum, synthetic
FROM read_parquet($path, file_row_number = true)
WHERE file_row_number BETWEEN $first AND $last AND list_contains($places, file_row_number)
ORDER BY file_row_number;
