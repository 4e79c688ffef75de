-- notes.sql: the notes, in the order of their file.
SELECT note_id, kind, list, department, company_id, from_date, to_date, text_sv, text_en, source_name, source_url
FROM read_parquet($notes, file_row_number = true) ORDER BY file_row_number;
