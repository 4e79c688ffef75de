package list

import (
	"maps"
	"reflect"
	"slices"
	"strings"
)

// extension makes a list of what a folder's dataset.yaml adds to the bundled list of the same id. What the bundled list has may be
// said again as it is, so that what was added stays right when the bundled list has it, too.
type extension struct {
	*checker  // its list is the one that results
	own, base *List
}

// extend makes the checker's list what results of a file that extends one of the lists of earlier folders, by id.
func (c *checker) extend(folder string, earlier map[string]*List) {
	own := c.list
	base := earlier[own.Extends]
	switch {
	case base == nil:
		known := strings.Join(slices.Sorted(maps.Keys(earlier)), ", ")
		c.wrong(at{"extends"}, "there is no list %q to extend; the bundled ones are: %s", own.Extends, known)
		return
	case folder != base.ID:
		c.wrong(at{"extends"}, "what extends %s takes its place under its id, so the folder has to be called %[1]s, not %s", base.ID, folder)
		return
	}
	x := extension{checker: c, own: own, base: base}
	whole := *base
	whole.Extends = base.ID
	c.list, c.moved = &whole, map[string]at{}
	x.unchanged(nil, own, base, "extends", "published_for", "formats", "columns", "person_when", "bounds", "codes", "lookups")
	x.head()
	x.columns()
	x.personWhen()
	x.bounds()
	x.codes()
	x.lookups()
}

// unchanged reports each key of a part of the file that the bundled list has otherwise, but for those that it may have.
func (x *extension) unchanged(where at, own, base any, may ...string) {
	o, b := reflect.Indirect(reflect.ValueOf(own)), reflect.Indirect(reflect.ValueOf(base))
	for i := range o.NumField() {
		key := o.Type().Field(i).Tag.Get("yaml")
		if key == "" || slices.Contains(may, key) {
			continue
		}
		place := append(slices.Clone(where), key)
		if x.file.Has(place) && !reflect.DeepEqual(o.Field(i).Interface(), b.Field(i).Interface()) {
			x.wrong(place, "what extends %s cannot change this: leave it out", x.base.ID)
		}
	}
}

// head takes what may be said of the list as a whole: that records are public for a shorter time, and more formats.
func (x *extension) head() {
	key := at{"published_for"}
	if own, was := x.own.PublishedFor, x.base.PublishedFor; x.file.Has(key) && x.file.Value(key) != "" && own != was {
		if own.Years == 0 || was.Years != 0 && own.Years > was.Years {
			x.wrong(key, "what extends %s may publish for a shorter time than its %s, not for a longer one", x.base.ID, was)
		}
		x.list.PublishedFor = own
	}
	x.list.Formats = slices.Clone(x.base.Formats)
	for i, f := range x.own.Formats {
		if !slices.Contains(x.list.Formats, f) {
			x.move(at{"formats", len(x.list.Formats)}, at{"formats", i})
			x.list.Formats = append(x.list.Formats, f)
		}
	}
}

// columns takes new columns, and of those that the bundled list has more headers and a stricter publish.
func (x *extension) columns() {
	x.list.Columns = slices.Clone(x.base.Columns)
	seen := map[string]bool{}
	for k, add := range x.own.Columns {
		where := at{"columns", k}
		i := slices.IndexFunc(x.base.Columns, func(c Column) bool { return c.Name == add.Name })
		switch {
		case seen[add.Name]:
			x.wrong(where, "there is a column %s already", add.Name)
		case i >= 0:
			x.move(at{"columns", i}, where)
			x.column(where, i, add)
		case add.Type == "" && add.Publish == "":
			x.wrong(where, "%s has no column %q: one of the list's own needs a type, publish and why", x.base.ID, add.Name)
		default:
			x.move(at{"columns", len(x.list.Columns)}, where)
			x.list.Columns = append(x.list.Columns, add)
		}
		seen[add.Name] = true
	}
}

// column takes what is added to a column of the bundled list.
func (x *extension) column(where at, i int, add Column) {
	was, out := x.base.Columns[i], &x.list.Columns[i]
	may := []string{"headers", "publish"}
	if x.file.Has(append(slices.Clone(where), "publish")) && add.Publish != was.Publish {
		if rank, known := strictness[add.Publish]; known && rank <= strictness[was.Publish] {
			x.wrong(append(where, "publish"), "column %s: what extends %s may show less of it than publish %s, not more",
				add.Name, x.base.ID, was.Publish)
		}
		may = append(may, "why")
		out.Publish, out.Bands, out.Why = add.Publish, nil, add.Why
	}
	x.unchanged(where, add, was, may...)
	out.Headers = slices.Clone(was.Headers)
	for j, h := range add.Headers {
		of, known := x.base.Column(h)
		switch {
		case !known:
			x.move(at{"columns", i, "headers", len(out.Headers)}, at{where[0], where[1], "headers", j})
			out.Headers = append(out.Headers, h)
		case of.Name != add.Name:
			x.wrong(at{where[0], where[1], "headers", j}, "header %q is a header of column %s of %s", h, of.Name, x.base.ID)
		}
	}
}

// personWhen takes more that tells natural persons.
func (x *extension) personWhen() {
	x.list.PersonWhen = maps.Clone(x.base.PersonWhen)
	for _, header := range slices.Sorted(maps.Keys(x.own.PersonWhen)) {
		value := x.own.PersonWhen[header]
		if was, is := x.base.PersonWhen[header]; is && was != value {
			x.wrong(at{"person_when", header}, "what extends %s cannot change this: leave it out", x.base.ID)
		}
		x.list.PersonWhen = with(x.list.PersonWhen, header, value)
	}
}

// strictness orders the ways to publish a column: the higher, the less is shown. What has the same number shows other things.
var strictness = map[Publish]int{Yes: 0, Band: 1, Key: 1, No: 2}

// bounds takes each bound that is given instead of the bundled list's.
func (x *extension) bounds() {
	own, out := x.own.Bounds, &x.list.Bounds
	if x.file.Has(at{"bounds", "rows"}) {
		out.Rows = own.Rows
	}
	if own.Rejected != nil {
		out.Rejected = own.Rejected
	}
	out.Filled, out.Findings = over(out.Filled, own.Filled), over(out.Findings, own.Findings)
}

// over returns the shares of both, where both have one the second's.
func over(base, own map[string]float64) map[string]float64 {
	out := map[string]float64{}
	maps.Copy(out, base)
	maps.Copy(out, own)
	return out
}

// codes takes new codes.
func (x *extension) codes() {
	x.list.Codes = maps.Clone(x.base.Codes)
	for _, column := range slices.Sorted(maps.Keys(x.own.Codes)) {
		codes := slices.Clone(x.base.Codes[column])
		for k, add := range x.own.Codes[column] {
			where := at{"codes", column, k}
			i := slices.IndexFunc(x.base.Codes[column], func(c Code) bool { return c.ID == add.ID })
			if i >= 0 {
				x.unchanged(where, add, x.base.Codes[column][i])
				continue
			}
			for _, text := range add.texts() {
				if code, known := x.base.index.codes[column].folded[Fold(text)]; known {
					x.wrong(where, "%q means %s in %s", text, meaning(code), x.base.ID)
				}
			}
			x.move(at{"codes", column, len(codes)}, where)
			codes = append(codes, add)
		}
		x.list.Codes = with(x.list.Codes, column, codes)
	}
}

// lookups takes spellings that the bundled list does not know.
func (x *extension) lookups() {
	x.list.Lookups = maps.Clone(x.base.Lookups)
	for _, column := range slices.Sorted(maps.Keys(x.own.Lookups)) {
		looks := slices.Clone(x.base.Lookups[column])
		for k, add := range x.own.Lookups[column] {
			where := at{"lookups", column, k}
			match := []string{}
			for j, text := range add.Match {
				place := at{"lookups", column, k, "match", j}
				switch code, known := x.base.index.codes[column].folded[Fold(text)]; {
				case !known:
					x.move(at{"lookups", column, len(looks), "match", len(match)}, place)
					match = append(match, text)
				case code != add.code():
					x.wrong(place, "%q means %s in %s", text, meaning(code), x.base.ID)
				}
			}
			if len(match) == 0 && len(add.Match) > 0 {
				continue
			}
			add.Match = match
			x.move(at{"lookups", column, len(looks)}, where)
			looks = append(looks, add)
		}
		x.list.Lookups = with(x.list.Lookups, column, looks)
	}
}

// with returns a map that has a value under a key; the map may be nil.
func with[V any](m map[string]V, key string, v V) map[string]V {
	if m == nil {
		m = map[string]V{}
	}
	m[key] = v
	return m
}

// code returns the code that a lookup leads to, "" for none.
func (l Look) code() string {
	if l.Value == nil {
		return ""
	}
	return *l.Value
}

// meaning says a code in a sentence.
func meaning(code string) string {
	if code == "" {
		return "no code"
	}
	return "code " + code
}

// move notes where in the file a part of the list that results comes from.
func (x *extension) move(to, from at) { x.moved[to.String()] = from }
