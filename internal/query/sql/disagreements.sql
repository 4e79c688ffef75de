-- disagreements.sql: where published figures disagree, in the order of their file.
SELECT disagreement_id, rule, list, record_ids, counted_list, authority, jurisdiction, measure, company_id, brand_id, department,
	period_start, period_end, period_label, expected, found, unit, text_sv, text_en, synthetic
FROM read_parquet($disagreements, file_row_number = true) ORDER BY file_row_number;
