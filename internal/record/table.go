package record

import (
	"reflect"
	"slices"
	"strings"
)

// columnTypes are the types that columns have by the kind of a row's field. A Date is the one int32.
var columnTypes = map[reflect.Kind]ColumnType{
	reflect.String: TextType, reflect.Int32: DateType, reflect.Int64: Integer,
	reflect.Float64: Number, reflect.Bool: Bool,
}

// TableOf lays rows out as an answer's table. A row is a struct: its fields with a tag json, those of embedded structs
// among them, are the columns in their order, by the names that they have in JSON, without those that are named here. A cell
// is null for a nil pointer and for NoDate.
func TableOf[T any](rows []T, without ...string) Table {
	t := Table{Rows: make([][]any, len(rows))}
	var fields [][]int
	for _, f := range reflect.VisibleFields(reflect.TypeFor[T]()) {
		name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
		if name == "" || slices.Contains(without, name) {
			continue
		}
		kind := f.Type.Kind()
		if kind == reflect.Pointer {
			kind = f.Type.Elem().Kind()
		}
		t.Columns = append(t.Columns, Column{Name: name, Type: columnTypes[kind]})
		fields = append(fields, f.Index)
	}
	n := len(fields)
	cells := make([]any, n*len(rows))
	for i := range rows {
		row := reflect.ValueOf(&rows[i]).Elem()
		t.Rows[i] = cells[i*n : (i+1)*n : (i+1)*n]
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
	case kind == reflect.String:
		return v.String()
	case kind == reflect.Int32 && Date(v.Int()) != NoDate:
		return Date(v.Int())
	case kind == reflect.Int64:
		return v.Int()
	case kind == reflect.Float64:
		return v.Float()
	case kind == reflect.Bool:
		return v.Bool()
	}
	return nil
}
