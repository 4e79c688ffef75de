package rule

import "tvistdata/internal/record"

// About names and numbers.
var (
	Unnamed = row("unnamed", Note, record.Text{
		EN: "The respondent may be a person, or it is not certain which company it is; it counts in totals and is never shown.",
		SV: "Motparten kan vara en person, eller så är det osäkert vilket företag det är; den räknas i summor men visas aldrig.",
	}, record.Text{
		EN: "If it is a company, say so with a decision in companies/decisions.yaml.",
		SV: "Om det är ett företag, ange det med ett beslut i companies/decisions.yaml.",
	})
	SpellingWithheld = row("spelling-withheld", Note, record.Text{
		EN: "The number is a company's, but the name beside it may hold a person's, so the company is shown without it.",
		SV: "Numret är ett företags, men namnet bredvid kan innehålla en persons namn, så företaget visas utan det namnet.",
	}, record.Text{
		EN: "If the name is the company's, make a decision with show: true in companies/decisions.yaml.",
		SV: "Om namnet är företagets, fatta ett beslut med show: true i companies/decisions.yaml.",
	})
	LostLetter = row("lost-letter", Note, record.Text{
		EN: "The name has lost a letter (P?hittade, P}hittade), so it is not shown and finds no company.",
		SV: "Namnet har förlorat en bokstav (P?hittade, P}hittade), så det visas inte och leder inte till något företag.",
	}, record.Text{
		EN: "Ask the authority to export the file again, as UTF-8. If the sign is meant, make a decision on the whole name.",
		SV: "Be myndigheten exportera filen på nytt, som UTF-8. Om tecknet ska vara där, fatta ett beslut om hela namnet.",
	})
	NumberAgainstName = row("number-against-name", Note, record.Text{
		EN: "The number is one company's and the name another's, so neither is named, and the months of both are partial.",
		SV: "Numret är ett företags och namnet ett annats, så inget av företagen anges, och månaderna är ofullständiga för båda.",
	}, record.Text{
		EN: "Find out which is meant, and say so with a decision in companies/decisions.yaml.",
		SV: "Ta reda på vilket som avses, och ange det med ett beslut i companies/decisions.yaml.",
	})
	NumberOfManyNames = row("number-of-many-names", Block, record.Text{
		EN: "One number is beside so many unlike names that the column may hold another party's numbers.",
		SV: "Ett nummer står bredvid så många olika namn att kolumnen kan innehålla en annan parts nummer.",
	}, record.Text{
		EN: "Map the right column. If all the names are one company's, say so in companies.yaml or decisions.yaml.",
		SV: "Ange rätt kolumn. Om alla namnen är ett enda företags, ange det i companies.yaml eller decisions.yaml.",
	})
	NumberOfUnlikeNames = row("number-of-unlike-names", Note, record.Text{
		EN: "One number is beside names that have nothing in common; for one of them it may be mistyped.",
		SV: "Ett nummer står bredvid namn som inte har något gemensamt; vid ett av dem kan det vara felskrivet.",
	}, record.Text{
		EN: "Look at the lines. If the names are one company's, say so in companies.yaml or decisions.yaml.",
		SV: "Titta på raderna. Om namnen är ett enda företags, ange det i companies.yaml eller decisions.yaml.",
	})
)
