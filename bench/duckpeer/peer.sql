-- The published columns of a list of disputes, by DuckDB alone. The key is 80 bits of a hash, as many as a record_id has;
-- matters against persons, whose number's third digit is 0 or 1, are left out, as they are of a release; amounts as their band.
COPY (
	SELECT
		CASE WHEN $plain THEN "Ärendenummer" ELSE substr(sha256("Ärendenummer" || coalesce("Organisationsnummer", "Motpart")), 1, 20) END AS record_id,
		'arn-cases' AS list,
		'bench-1' AS disclosure,
		coalesce('se-' || replace("Organisationsnummer", '-', ''), "Motpart") AS company_id,
		"Avdelning" AS department,
		"Ärendetyp" AS matter_type,
		"Inkom"::DATE AS received_date,
		"Beslutsdatum"::DATE AS decision_date,
		"Beslut" AS outcome,
		"Avvisningsgrund" AS dismissal_reason,
		CASE
			WHEN "Belopp"::BIGINT < 1000 THEN '0-999'
			WHEN "Belopp"::BIGINT < 5000 THEN '1000-4999'
			WHEN "Belopp"::BIGINT < 10000 THEN '5000-9999'
			WHEN "Belopp"::BIGINT < 25000 THEN '10000-24999'
			WHEN "Belopp"::BIGINT < 50000 THEN '25000-49999'
			WHEN "Belopp"::BIGINT < 100000 THEN '50000-99999'
			WHEN "Belopp"::BIGINT < 500000 THEN '100000-499999'
			WHEN "Belopp" IS NOT NULL THEN '500000-'
		END AS amount_band,
		"Följt" AS followed,
		true AS synthetic
	FROM read_csv($in, delim = ';', header = true, all_varchar = true)
	WHERE "Organisationsnummer" IS NULL OR right(replace("Organisationsnummer", '-', ''), 10)[3] >= '2'
	ORDER BY company_id, received_date NULLS FIRST, record_id
) TO $out (FORMAT parquet, COMPRESSION zstd)
