package pdffile

import "tvistdata/etl/source"

// Layout tells the format.
func (r *reader) Layout() source.Layout { return source.Layout{Format: "pdf"} }
