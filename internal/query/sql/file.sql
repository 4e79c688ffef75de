-- file.sql: the rows of a file, whose columns are those that the catalogue has, in its order.
SELECT * EXCLUDE (file_row_number) FROM read_parquet($path, file_row_number = true) ORDER BY file_row_number;
