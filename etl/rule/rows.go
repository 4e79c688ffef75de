package rule

import "tvistdata/internal/record"

// About rows that were read.
var (
	RequiredCell = row("required-cell", Reject, record.Text{
		EN: "The respondent or the case number is missing.",
		SV: "Motparten eller ärendenumret saknas.",
	}, record.Text{
		EN: "Ask the authority for what is missing.",
		SV: "Be myndigheten om det som saknas.",
	})
	MangledReference = row("mangled-reference", Reject, record.Text{
		EN: "A spreadsheet has rounded the case number, so other cases would have the same.",
		SV: "Ett kalkylprogram har avrundat ärendenumret, så andra ärenden skulle få samma nummer.",
	}, record.Text{
		EN: "Ask for the file with the case numbers as text.",
		SV: "Be om filen med ärendenumren som text.",
	})
	SeveralReferences = row("several-references", Reject, record.Text{
		EN: "The cell of the case number holds the numbers of several cases, so the row counts for none of them.",
		SV: "Cellen med ärendenumret innehåller flera ärendens nummer, så raden räknas inte för något av dem.",
	}, record.Text{
		EN: "Ask the authority for a row for each case.",
		SV: "Be myndigheten om en rad för varje ärende.",
	})
	ReferenceForm = row("reference-form", Note, record.Text{
		EN: "The case number does not have the form that its list declares; it is taken as it stands.",
		SV: "Ärendenumret har inte den form som listan anger; det används som det står.",
	}, record.Text{
		EN: "Look at the line. If many rows have it, the numbers may stand in another column, or the form in dataset.yaml is wrong.",
		SV: "Titta på raden. Om det gäller många rader kan numren stå i en annan kolumn, eller så är formen i dataset.yaml fel.",
	})
	SeveralRespondents = row("several-respondents", Reject, record.Text{
		EN: "The cells name several respondents, so the row counts for none of them.",
		SV: "Cellerna anger flera motparter, så raden räknas inte för någon av dem.",
	}, record.Text{
		EN: "Ask for a row for each. If it is the name of one company, make a decision on the whole name.",
		SV: "Be om en rad för var och en. Om det är namnet på ett enda företag, fatta ett beslut om hela namnet.",
	})
	DividedRespondents = row("divided-respondents", Note, record.Text{
		EN: "The cells name several companies and divide them plainly, so each has the case, and the row counts for each.",
		SV: "Cellerna anger flera företag och skiljer dem tydligt åt, så vart och ett får ärendet, och raden räknas för vart och ett.",
	}, record.Text{
		EN: "Look at the line. If it is the name of one company, make a decision on the whole name.",
		SV: "Titta på raden. Om det är namnet på ett enda företag, fatta ett beslut om hela namnet.",
	})
	UnreadableDate = row("unreadable-date", Note, record.Text{
		EN: "A date cannot be read, so the record has none.",
		SV: "Ett datum går inte att läsa, så posten får inget datum.",
	}, record.Text{
		EN: "Look at the line. Ask for dates such as 2021-03-25.",
		SV: "Titta på raden. Be om datum som 2021-03-25.",
	})
	DateInFuture = row("date-in-future", Note, record.Text{
		EN: "A date is after the day on which the disclosure came, so the record has none.",
		SV: "Ett datum ligger efter dagen då utlämnandet kom in, så posten får inget datum.",
	}, record.Text{
		EN: "Check received in disclosure.yaml. If it is right, ask the authority for the date.",
		SV: "Kontrollera received i disclosure.yaml. Om den dagen stämmer, be myndigheten om datumet.",
	})
	DecidedBeforeReceived = row("decided-before-received", Note, record.Text{
		EN: "The matter was decided before it was received; both dates are published as they are.",
		SV: "Ärendet avgjordes innan det kom in; båda datumen publiceras som de står.",
	}, record.Text{
		EN: "Ask the authority which of the dates is right.",
		SV: "Fråga myndigheten vilket av datumen som är rätt.",
	})
	UnreadableAmount = row("unreadable-amount", Note, record.Text{
		EN: "The amount cannot be read, so the record has none.",
		SV: "Beloppet går inte att läsa, så posten får inget belopp.",
	}, record.Text{
		EN: "Look at the line. Ask for amounts such as 1 234,50, or say in dataset.yaml which currency they are in.",
		SV: "Titta på raden. Be om belopp som 1 234,50, eller skriv i dataset.yaml vilken valuta de är i.",
	})
	MalformedNumber = row("malformed-number", Note, record.Text{
		EN: "What is in the column of the organisation number is no such number, so only the name shows which company it is.",
		SV: "Det som står i kolumnen för organisationsnummer är inget sådant nummer, så bara namnet visar vilket företag det är.",
	}, record.Text{
		EN: "Look at the line. If many rows have it, the numbers may be in another column.",
		SV: "Titta på raden. Om det gäller många rader kan numren stå i en annan kolumn.",
	})
	UnmappedCode = row("unmapped-code", Note, record.Text{
		EN: "A text of a coded column is in no code list; it is published as unmapped.",
		SV: "En text i en kodad kolumn finns inte i någon kodlista; den publiceras som unmapped.",
	}, record.Text{
		EN: "Say what the text means under lookups in the list's dataset.yaml, with the reason.",
		SV: "Ange under lookups i listans dataset.yaml vad texten betyder, och skriv varför.",
	})
	DecisionWithoutDate = row("decision-without-date", Note, record.Text{
		EN: "The matter has an outcome and no decision date, so no count by decision date includes it.",
		SV: "Ärendet har ett utfall men inget beslutsdatum, så det räknas inte med i något antal efter beslutsdatum.",
	}, record.Text{
		EN: "Ask the authority for the date.",
		SV: "Be myndigheten om datumet.",
	})
	FollowedWithoutWin = row("followed-without-win", Note, record.Text{
		EN: "The row says whether a decision was followed that was not for the consumer; it counts as neither followed nor not.",
		SV: "Raden säger om ett beslut följdes, fast beslutet inte gav konsumenten rätt; den räknas varken som följd eller ej följd.",
	}, record.Text{
		EN: "Ask the authority whether the outcome or the follow-up is right.",
		SV: "Fråga myndigheten om det är utfallet eller uppföljningen som är rätt.",
	})
	OutsideCoverage = row("outside-coverage", Note, record.Text{
		EN: "The matter was received on a day that the sidecar does not cover, so counts leave it out.",
		SV: "Ärendet kom in en dag som disclosure.yaml inte täcker, så det räknas inte med.",
	}, record.Text{
		EN: "Widen covers in disclosure.yaml if the disclosure holds everything of that time.",
		SV: "Utvidga covers i disclosure.yaml om utlämnandet innehåller allt från den tiden.",
	})
	ContradictingRows = row("contradicting-rows", Note, record.Text{
		EN: "Two rows of one disclosure say different things of the same case or listing; what they differ in is unknown.",
		SV: "Två rader i samma utlämnande säger olika saker om samma ärende eller listpost; det som skiljer sig räknas som okänt.",
	}, record.Text{
		EN: "Look at both lines, and ask the authority which of them is right.",
		SV: "Titta på båda raderna, och fråga myndigheten vilken av dem som är rätt.",
	})
	Listing = row("listing", Reject, record.Text{
		EN: "An entry on a list of companies lacks something that every entry must have, or it cannot be read.",
		SV: "En post på en lista över företag saknar något som varje post måste ha, eller går inte att läsa.",
	}, record.Text{
		EN: "Look at the line; the finding says what is wrong.",
		SV: "Titta på raden; anmärkningen säger vad som är fel.",
	})
	Figure = row("figure", Reject, record.Text{
		EN: "A published figure lacks something that every figure must have, cannot be read, or has something personal with it.",
		SV: "Ett publicerat tal saknar något som varje tal måste ha, går inte att läsa eller har personuppgifter med sig.",
	}, record.Text{
		EN: "Look at the line; the finding says what is wrong.",
		SV: "Titta på raden; anmärkningen säger vad som är fel.",
	})
	Incomplete = row("incomplete", Note, record.Text{
		EN: "Rows that may belong to certain months or companies count for nobody, so those months are partial.",
		SV: "Rader som kan höra till vissa månader eller företag räknas inte för någon, så de månaderna är ofullständiga.",
	}, record.Text{
		EN: "Follow the advice for the rows that were rejected or left unnamed. A later disclosure of the same days helps, too.",
		SV: "Följ råden för de rader som avvisades eller blev utan namn. Ett senare utlämnande av samma dagar hjälper också.",
	})
)
