-- load_listings.sql: listings into the table that they are found in.
INSERT INTO listing SELECT list, company_id, department, issue_date, file_row_number FROM read_parquet($listings, file_row_number = true);
