-- load_schema.sql: the narrow table that is counted over, and the dictionaries that its codes come from. A code is the
-- place of its text in order, so that sorting by code is sorting by text; a missing department or outcome is the text ''.
-- Rows keep the order of their file: by list, company and day received, which lets a question about one company pass over
-- all but a few blocks.
CREATE TABLE list (id VARCHAR NOT NULL);
CREATE TABLE company (id VARCHAR NOT NULL);
CREATE TABLE department (id VARCHAR NOT NULL);
CREATE TABLE outcome (id VARCHAR NOT NULL);
CREATE TABLE fact (
	list USMALLINT NOT NULL,
	company INTEGER NOT NULL,
	department USMALLINT NOT NULL,
	outcome USMALLINT NOT NULL,
	received DATE,
	received_month SMALLINT,   -- months since year 0
	received_in_year SMALLINT, -- month × 100 + day
	decided DATE,
	decided_month SMALLINT,
	decided_in_year SMALLINT,
	measures UTINYINT NOT NULL, -- a bit for every measure that counts the record
	place UINTEGER NOT NULL -- of the record in its file, from 0
);

-- What was received, added up by month: a question about all companies counts a tenth of the rows.
CREATE TABLE monthly (
	list USMALLINT NOT NULL,
	company INTEGER NOT NULL,
	department USMALLINT NOT NULL,
	month SMALLINT NOT NULL, -- as in fact
	value INTEGER NOT NULL
);

-- Listings are found in it, not counted: they have no measure.
CREATE TABLE listing (
	list VARCHAR NOT NULL,
	company VARCHAR NOT NULL,
	department VARCHAR,
	issued DATE NOT NULL,
	place BIGINT NOT NULL -- in its file, from 0
);
