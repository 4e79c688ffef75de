-- statements.sql: what companies say themselves, in the order of their file.
SELECT statement_id, kind, list, company_id, brand_id, from_date, to_date, given_date, text_sv, text_en, given_by, source_name, source_url, synthetic
FROM read_parquet($statements, file_row_number = true) ORDER BY file_row_number;
