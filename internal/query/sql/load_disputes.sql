-- load_disputes.sql: disputes into the table that is counted over. Which measures count a record is settled here.
INSERT INTO fact
SELECT
	enum_code(list::list_id), enum_code(company_id::company_id), enum_code(coalesce(department, '')::department_id), enum_code(coalesce(outcome, '')::outcome_id),
	received_date, year(received_date) * 12 + month(received_date) - 1, month(received_date) * 100 + day(received_date),
	decision_date, year(decision_date) * 12 + month(decision_date) - 1, month(decision_date) * 100 + day(decision_date),
	CASE WHEN received_date IS NULL THEN 0 ELSE $received END
	+ CASE
		WHEN decision_date IS NULL OR outcome IS NULL THEN 0
		WHEN outcome IN ($granted, $partly_granted) THEN $closed + $decided_on_merits + $won + CASE followed
			WHEN $followed_code THEN $followed
			WHEN $not_followed_code THEN $not_followed
			ELSE 0
		END
		WHEN outcome = $rejected THEN $closed + $decided_on_merits
		ELSE $closed
	END,
	file_row_number
FROM read_parquet($disputes, file_row_number = true);
