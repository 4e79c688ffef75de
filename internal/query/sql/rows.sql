-- rows.sql: the rows at these places of a file, in its order; its columns are those that the catalogue has.
SELECT * EXCLUDE (file_row_number)
FROM read_parquet($path, file_row_number = true)
WHERE file_row_number BETWEEN $first AND $last AND list_contains($places, file_row_number)
ORDER BY file_row_number;
