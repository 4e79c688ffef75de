package schema

import "tvistdata/internal/record"

// FigureRows are the figures that others published.
var FigureRows = rowsOf(
	Table{
		Name:  Figures,
		Title: record.Text{SV: "Publicerade tal, var och ett med sin källa", EN: "Published figures, each with its source"},
		Sort: []string{
			"list", "authority", "measure", "company_as_written", "department_as_written",
			"period_start", "period_end", "period_label", "value_as_published", "record_id",
		},
	},
	record.PublishedFigure{},
	[]column[record.PublishedFigure]{
		{recordID.says("The figure's id; it never changes.", ""), func(f *record.PublishedFigure) any { return &f.Key }},
		{listID.says("The list that holds the figure.", ""), func(f *record.PublishedFigure) any { return &f.List }},
		{disclosure.says("The disclosure that it was read from.", ""), func(f *record.PublishedFigure) any { return &f.Disclosure }},
		{
			text("authority", "Myndigheten eller nämnden som talet gäller.", "The authority or board that the figure is about.").code().
				says("Who counted.", ""),
			func(f *record.PublishedFigure) any { return &f.Authority },
		},
		{
			text("jurisdiction", "Land eller område som talet gäller.", "Country or area that the figure is about.").
				says("The country or countries that it is about.", ""),
			func(f *record.PublishedFigure) any { return &f.Jurisdiction },
		},
		{
			text("measure", "Vad talet räknar, med källans mått.", "What the figure counts, by the source's own measure.").code().
				says("What was counted, in the publisher's own terms.", ""),
			func(f *record.PublishedFigure) any { return &f.Measure },
		},
		{
			text("role", "Företagets roll: respondent när talet gäller ett namngivet företag.", "The company's role: respondent when the "+
				"figure names a company.").null().code().says("respondent when the figure is about a company; null otherwise.", ""),
			func(f *record.PublishedFigure) any { return &f.Role },
		},
		{
			text("company_as_written", "Företagets namn som källan skriver det.", "The company's name as the source writes it.").null().
				says("The company or brand as the source wrote it; null when it names none.", ""),
			func(f *record.PublishedFigure) any { return &f.CompanyWritten },
		},
		{
			text("company_id", "Företagets nyckel, när källan eller ett beslut pekar ut den juridiska personen.",
				"The company's key, when the source or a decision names the legal entity.").null().
				says("The legal entity, only where the source names it or a written decision says so; null otherwise.", ""),
			func(f *record.PublishedFigure) any { return &f.Company },
		},
		{
			text("brand_id", "Varumärkets nyckel, se brands.parquet.", "The brand's key, see brands.parquet.").null().
				says("The brand; null when it is none.", ""),
			func(f *record.PublishedFigure) any { return &f.Brand },
		},
		{
			text("department_as_written", "Avdelningen som källan skriver den.", "The department as the source writes it.").null().
				says("The department as the source wrote it; null when it names none.", ""),
			func(f *record.PublishedFigure) any { return &f.DepartmentWritten },
		},
		{department.says("The department's code; null when it has none.", ""), func(f *record.PublishedFigure) any { return &f.Department }},
		{
			date("period_start", "Periodens första dag.", "First day of the period.").null().
				says("First day that it covers; null when not known.", ""),
			func(f *record.PublishedFigure) any { return &f.Start },
		},
		{
			date("period_end", "Periodens sista dag.", "Last day of the period.").null().
				says("Last day that it covers; null when not known.", ""),
			func(f *record.PublishedFigure) any { return &f.End },
		},
		{
			text("period_label", "Perioden som källan skriver den.", "The period as the source writes it.").null().
				says("The period as the source tells it.", ""),
			func(f *record.PublishedFigure) any { return &f.PeriodLabel },
		},
		{
			text("period_precision", "Hur noga perioden är känd.", "How exactly the period is known.").
				says("How precisely the period is known.", ""),
			func(f *record.PublishedFigure) any { return &f.Precision },
		},
		{
			text("value_as_published", "Talet som det publicerades.", "The figure as it was published.").
				says("The number as the source wrote it.", ""),
			func(f *record.PublishedFigure) any { return &f.ValueWritten },
		},
		{
			number("value", "Talet som ett tal.", "The figure as a number.").says("The number.", "").orNull(),
			func(f *record.PublishedFigure) any { return &f.Value },
		},
		{
			text("unit", "Vad talet mäts i.", "What the figure is measured in.").says("What the number counts.", ""),
			func(f *record.PublishedFigure) any { return &f.Unit },
		},
		{
			text("qualifier", "Källans förbehåll, till exempel about eller almost.", "The source's reservation, such as about or almost.").null().
				says("about, almost, just over …; null when the source gives it as exact.", ""),
			func(f *record.PublishedFigure) any { return &f.Qualifier },
		},
		{
			text("source_name", "Källans namn.", "Name of the source.").says("Who published it.", ""),
			func(f *record.PublishedFigure) any { return &f.SourceName },
		},
		{
			text("source_url", "Källans adress.", "Address of the source.").null().says("Address of the source; null when it has none.", ""),
			func(f *record.PublishedFigure) any { return &f.SourceURL },
		},
		{
			text("published", "När källan publicerades: år, månad eller dag.", "When the source was published: year, month or day.").null().
				says("When it was published: a year, a month or a day; null when the source does not say.", ""),
			func(f *record.PublishedFigure) any { return &f.Published },
		},
		{
			text("note", "Anmärkning om talet.", "A remark on the figure.").null().says("What else has to be known; null when nothing.", ""),
			func(f *record.PublishedFigure) any { return &f.Note },
		},
		{synthetic.says("True when the figure is invented for demonstration.", ""), func(f *record.PublishedFigure) any { return &f.Synthetic }},
	},
)
