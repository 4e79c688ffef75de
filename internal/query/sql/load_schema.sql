-- load_schema.sql: the narrow table that is counted over. A code is the place of its text in order, so that sorting by code
-- is sorting by text; a missing department or outcome is the text ''.
-- Rows keep the order of their file: by list, company and day received, which lets a question about one company pass over
-- all but a few blocks.
CREATE TABLE fact (
	list USMALLINT NOT NULL,
	company INTEGER NOT NULL,
	department USMALLINT NOT NULL,
	outcome USMALLINT NOT NULL,
	received DATE,
	received_month SMALLINT, -- since year 0
	decided DATE,
	measures UTINYINT NOT NULL, -- a bit for every measure that counts the record
	place UINTEGER NOT NULL -- of the record in its file, from 0
);

-- The month of a day, by months since year 0, and the day in its year, as month × 100 + day.
CREATE MACRO month_of(day) AS year(day) * 12 + month(day) - 1;
CREATE MACRO in_year(day) AS month(day) * 100 + day(day);

-- What was received, added up by month, in the order of fact: a tenth of the rows.
CREATE TABLE monthly (
	list USMALLINT NOT NULL,
	company INTEGER NOT NULL,
	department USMALLINT NOT NULL,
	month SMALLINT NOT NULL, -- since year 0
	value INTEGER NOT NULL
);

-- Listings are found in it, not counted: they have no measure.
CREATE TABLE listing (
	list VARCHAR NOT NULL,
	company VARCHAR NOT NULL,
	department VARCHAR,
	issued DATE,
	place BIGINT NOT NULL -- in its file, from 0
);

-- Aggregates, likewise: what they count is never added to anything.
CREATE TABLE aggregated (
	list VARCHAR NOT NULL,
	company VARCHAR NOT NULL,
	first DATE NOT NULL, -- of its period
	last DATE NOT NULL,
	place BIGINT NOT NULL -- in its file, from 0
);
