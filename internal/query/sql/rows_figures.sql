-- rows_figures.sql: the figures at these places of their file, in its order.
SELECT record_id, list, disclosure, authority, jurisdiction, measure, role, company_as_written, company_id, brand_id,
	department_as_written, department, period_start, period_end, period_label, period_precision, value_as_published, value,
	unit, qualifier, source_name, source_url, published, note, synthetic
FROM read_parquet($path, file_row_number = true)
WHERE file_row_number BETWEEN $first AND $last AND list_contains($places, file_row_number)
ORDER BY file_row_number;
