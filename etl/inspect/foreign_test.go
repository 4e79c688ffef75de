package inspect_test

import (
	"strings"
	"testing"
	"testing/fstest"

	"tvistdata/etl/inspect"
	"tvistdata/internal/register"
)

// TestForeignNumbersAreCompanies: a column of numbers of foreign companies that are kept by hand is one of organisation
// numbers, however their digits look; of those that nobody keeps it is not.
func TestForeignNumbersAreCompanies(t *testing.T) {
	path := write(t, "lista.csv", "Ärendenummer;Inkom;Motpart;Org.nr\n"+
		"2021-00001;2021-01-04;Verzonnen Reizen B.V.;NL851206123B01\n2021-00002;2021-02-04;Påhittade Bilar AB;412111-1118\n"+
		"2021-00003;2021-03-04;Verzonnen Reizen B.V.;nl 8512.06.123.b01\n2021-00004;2021-03-04;Verzonnen NV;BE 0412.345.678\n")
	o := options(t)
	told := func() (inspect.Column, string) {
		t.Helper()
		r, printed := inspected(t, path, o)
		return r.Columns[3], printed
	}
	if c, printed := told(); !strings.Contains(printed, "some cells may be persons'") && !c.Personal {
		t.Errorf("numbers that nobody keeps: %+v", c)
	}
	var err error
	if o.Register, err = register.Load(fstest.MapFS{"companies.yaml": {Data: []byte(`companies:
  - {id: nl-851206123b01, name: Verzonnen Reizen B.V., register: nl, register_number: 851206123B01, kind: foreign, decided_by: e, decided_on: 2024-01-01, why: w}
  - {id: be-0412345678, name: Verzonnen NV, register: be, register_number: 0412.345.678, kind: foreign, decided_by: e, decided_on: 2024-01-01, why: w}
`)}}); err != nil {
		t.Fatal(err)
	}
	if c, printed := told(); c.Holds != inspect.HoldsOrgNumber || c.Personal || strings.Contains(printed, "some cells may be persons'") {
		t.Errorf("numbers of companies: %+v\n%s", c, printed)
	}
}
