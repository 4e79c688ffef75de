-- load_outcomes.sql: the outcomes that records have.
INSERT INTO outcome SELECT DISTINCT outcome FROM read_parquet($disputes) WHERE outcome IS NOT NULL ORDER BY outcome;
