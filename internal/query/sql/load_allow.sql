-- load_allow.sql: the files that pages of records and figures are read from.
SET allowed_paths = $1;
