package answer

import (
	"reflect"
	"slices"

	"tvistdata/internal/record"
)

// columnTypes are the types that columns have by the kind of a row's field. A record.Date is the one int32.
var columnTypes = map[reflect.Kind]record.ColumnType{
	reflect.String: record.TextType, reflect.Int32: record.DateType, reflect.Int64: record.Integer,
	reflect.Float64: record.Number, reflect.Bool: record.Bool,
}

// tableOf lays rows out as an answer's table. A row is a struct: its fields with a tag column, those of embedded structs
// among them, are the columns in their order, without those that are named. A cell is null for an empty text,
// for record.NoDate and for a nil pointer.
func tableOf[T any](rows []T, without ...string) record.Table {
	t := record.Table{Rows: make([][]any, len(rows))}
	var fields [][]int
	for _, f := range reflect.VisibleFields(reflect.TypeFor[T]()) {
		name := f.Tag.Get("column")
		if name == "" || slices.Contains(without, name) {
			continue
		}
		kind := f.Type.Kind()
		if kind == reflect.Pointer {
			kind = f.Type.Elem().Kind()
		}
		t.Columns = append(t.Columns, record.Column{Name: name, Type: columnTypes[kind]})
		fields = append(fields, f.Index)
	}
	for i := range rows {
		row := reflect.ValueOf(&rows[i]).Elem()
		t.Rows[i] = make([]any, len(fields))
		for j, at := range fields {
			t.Rows[i][j] = cellOf(row.FieldByIndex(at))
		}
	}
	return t
}

// cellOf returns the cell that a field makes; nil is null.
func cellOf(v reflect.Value) any {
	if v.Kind() == reflect.Pointer {
		v = v.Elem() // no value for nil, whose kind is none of the following
	}
	switch kind := v.Kind(); {
	case kind == reflect.String && v.Len() > 0:
		return v.String()
	case kind == reflect.Int32 && record.Date(v.Int()) != record.NoDate:
		return record.Date(v.Int())
	case kind == reflect.Int64:
		return v.Int()
	case kind == reflect.Float64:
		return v.Float()
	case kind == reflect.Bool:
		return v.Bool()
	}
	return nil
}
