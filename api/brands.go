package api

import (
	"tvistdata/internal/record"
	"tvistdata/internal/schema"
)

func brands() *resource {
	return atHand(schema.BrandRows, &resource{
		id: "get-brands", path: "/brands", tag: "companies", noun: "brand",
		summary: "List the brands",
		doc: "Lists the brands that published figures are about, by id, each with who decided that a figure is about the brand, and why. A " +
			"figure that names a brand alone is the brand's, and no company's.",
	}, func(a asked) ([]record.Brand, error) { return schema.BrandRows.In(a.store), nil })
}
