-- dictionary_names.sql: company names as the lists write them, in the order of their file.
SELECT list, company_id, name_as_written, method, records FROM read_parquet($names, file_row_number = true) ORDER BY file_row_number;
