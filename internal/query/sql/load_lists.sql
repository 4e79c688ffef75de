-- load_lists.sql: the lists whose records are counted.
INSERT INTO list SELECT unnest($lists::VARCHAR[]) AS id ORDER BY id;
