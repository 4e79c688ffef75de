package keep

import "tvistdata/internal/record"

// Days returns the days that a file has of unnamed rows.
func Days(file []byte) (days []record.Date, err error) {
	k, err := decode(file, 1<<20)
	if err != nil {
		return nil, err
	}
	for _, m := range k.Matters {
		for _, b := range m.Bare {
			if b.Name == nobody && b.Received != record.NoDate {
				days = append(days, b.Received)
			}
		}
	}
	return days, nil
}
