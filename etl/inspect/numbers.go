package inspect

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"tvistdata/internal/company"
	"tvistdata/internal/numbers"
	"tvistdata/internal/person"
)

// numberColumns returns the columns that hold organisation numbers, when there are several: which of them are the respondent's
// only a person can know.
func (in *inspector) numberColumns() (columns []int) {
	for i, c := range in.columns {
		if c.header != "" && c.holds() == HoldsOrgNumber {
			columns = append(columns, i)
		}
	}
	if len(columns) < 2 {
		return nil
	}
	return columns
}

// registerOf returns the register whose numbers a column holds; nil for the Swedish one, and for none.
func (in *inspector) registerOf(c *column) *numbers.Register {
	if at, _ := c.register(); at >= 0 {
		return in.judge.registers[at]
	}
	return nil
}

// companyID returns the id of the company whose number a cell of a column holds; "" for none.
func (in *inspector) companyID(c *column, cell string) string {
	if r := in.registerOf(c); r != nil {
		if number, _, ok := r.Read(person.FoldSigns(cell)); ok {
			return r.ID(number)
		}
		return ""
	}
	n, _ := company.ParseNumber(cell)
	return n.ID()
}

// choice says of a column that it is one of several to choose from; "" when it is not.
func (in *inspector) choice(i int) string {
	columns := in.numberColumns()
	if !slices.Contains(columns, i) {
		return ""
	}
	return fmt.Sprintf("CHOOSE: %s hold organisation numbers; org_number is that of the company which the matter is against", named(columns))
}

// named returns columns by their numbers: columns 2 and 5.
func named(columns []int) string {
	var numbers []string
	for _, i := range columns {
		numbers = append(numbers, strconv.Itoa(i+1))
	}
	last := len(numbers) - 1
	return "columns " + strings.Join(numbers[:last], ", ") + " and " + numbers[last]
}

// remarkNumbers says what is odd about the columns of organisation numbers.
func (in *inspector) remarkNumbers(r *Report) {
	say := func(format string, args ...any) { r.Remarks = append(r.Remarks, fmt.Sprintf(format, args...)) }
	means := func(name string) int {
		return slices.IndexFunc(r.Columns, func(c Column) bool { return c.Means == name })
	}
	number, name := means("org_number"), means("respondent")
	if columns := in.numberColumns(); columns != nil {
		say("Several columns hold organisation numbers (%s). Choose the one of the company that the matter is against: with another "+
			"party's, every matter would be put on the wrong company.", named(columns))
		r.Ready = r.Ready && number >= 0 && r.Columns[number].Guess == ""
	}
	if number < 0 || name < 0 {
		return
	}
	beside := map[string][]string{}
	for _, row := range in.rows {
		if id := in.companyID(in.columns[number], row[number]); id != "" && !slices.Contains(beside[id], row[name]) {
			beside[id] = append(beside[id], row[name])
		}
	}
	most := 0
	for _, names := range beside {
		most = max(most, len(company.Unlike(names, nil)))
	}
	if most >= company.ManyNames {
		r.Ready = false
		say("Column %d has a number that is beside %d names with nothing in common in column %d: it may hold another party's numbers. "+
			"No build takes such a file until the right column is chosen, or somebody has said that the names are the "+
			"company's.", number+1, most, name+1)
	}
}
