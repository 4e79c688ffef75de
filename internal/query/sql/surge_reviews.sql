-- surge_reviews.sql: the decisions on surges, in the order of their file.
SELECT list, company_id, period, confirmed, decided_by, decided_on, why
FROM read_parquet($surge_reviews, file_row_number = true) ORDER BY file_row_number;
