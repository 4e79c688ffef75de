package pdffile

import "tvistdata/etl/source"

// Layout returns the format.
func (r *reader) Layout() source.Layout { return source.Layout{Format: "pdf"} }
