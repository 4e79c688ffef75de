-- coverage.sql: what the disclosures cover, in the order of its file.
SELECT list, measure, company_id, department, covered_from, covered_to, disclosure
FROM read_parquet($coverage, file_row_number = true) ORDER BY file_row_number;
