-- matches.sql: what tied each name to its company, in the order of the file.
SELECT list, company_id, name_as_written, method, evidence, disputed
FROM read_parquet($matches, file_row_number = true) ORDER BY file_row_number;
