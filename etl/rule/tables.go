package rule

import "tvistdata/internal/record"

// About a whole file, or a whole table in it.
var (
	EmptyTable = row("empty-table", Block, record.Text{
		EN: "The file has column names and no row, which may be no answer at all.",
		SV: "Filen har kolumnnamn men inga rader, vilket kanske inte är något svar alls.",
	}, record.Text{
		EN: "Take the disclosure out, and ask the authority whether it found nothing or the export failed.",
		SV: "Ta bort utlämnandet, och fråga myndigheten om den inte hittade något eller om exporten misslyckades.",
	})
	Preamble = row("preamble", Note, record.Text{
		EN: "Lines above the column names are left out.",
		SV: "Rader ovanför kolumnnamnen utelämnas.",
	}, record.Text{
		EN: "Read them: what they say of the delivery belongs in disclosure.yaml.",
		SV: "Läs dem: det de säger om utlämnandet hör hemma i disclosure.yaml.",
	})
	HeaderInDoubt = row("header-in-doubt", Block, record.Text{
		EN: "It is doubtful which line holds the column names, or which cell each name belongs to; cells may be read under wrong names.",
		SV: "Det är oklart vilken rad som har kolumnnamnen, eller vilken cell varje namn hör till; celler kan läsas under fel namn.",
	}, record.Text{
		EN: "Look at the top of the file. Say under files which lines hold the names (header_lines), or what they are (header).",
		SV: "Titta överst i filen. Ange under files vilka rader som har namnen (header_lines), eller vilka de är (header).",
	})
	RepeatedHeader = row("repeated-header", Note, record.Text{
		EN: "The column names are once more among the rows.",
		SV: "Kolumnnamnen upprepas bland raderna.",
	}, record.Text{
		EN: "Nothing, unless rows below them are rejected (other-columns).",
		SV: "Ingenting, om inte raderna under dem avvisas (other-columns).",
	})
	OtherColumns = row("other-columns", Reject, record.Text{
		EN: "A row is below other column names than those at the top of the file.",
		SV: "En rad står under andra kolumnnamn än de som står överst i filen.",
	}, record.Text{
		EN: "Ask for a file for each set of column names.",
		SV: "Be om en fil för varje uppsättning kolumnnamn.",
	})
	SeparatorLine = row("separator-line", Note, record.Text{
		EN: "A line holds nothing but dashes or the like; it is no row.",
		SV: "En rad består bara av streck eller liknande; den räknas inte som en rad.",
	}, record.Text{
		EN: "Nothing.",
		SV: "Ingenting.",
	})
	Footer = row("footer", Note, record.Text{
		EN: "A line below the rows is a total or a count; it is no row.",
		SV: "En rad under de andra anger en summa eller ett antal; den räknas inte som en av listans rader.",
	}, record.Text{
		EN: "Nothing.",
		SV: "Ingenting.",
	})
	FooterBeforeRows = row("footer-before-rows", Reject, record.Text{
		EN: "A line reads like a total or a count, but rows follow it.",
		SV: "En rad ser ut att ange en summa eller ett antal, men fler rader följer.",
	}, record.Text{
		EN: "Look at the line. If it is a row after all, ask for the file with its cells filled in.",
		SV: "Titta på raden. Om den trots allt är en riktig rad, be om filen med radens celler ifyllda.",
	})
	FooterRow = row("footer-row", Reject, record.Text{
		EN: "A row is in the foot of a table of the page and is no total.",
		SV: "En rad står i tabellfoten på webbsidan utan att vara en summa.",
	}, record.Text{
		EN: "Look at the page. If it is a row of the list, ask for the list in another format.",
		SV: "Titta på sidan. Om det är en rad i listan, be om listan i ett annat format.",
	})
	OtherCount = row("other-count", Note, record.Text{
		EN: "The file says that it has more or fewer rows than it holds, so the months that it covers are partial.",
		SV: "Filen uppger fler eller färre rader än den innehåller, så månaderna som den täcker är ofullständiga.",
	}, record.Text{
		EN: "Ask the authority for the rows that are missing.",
		SV: "Be myndigheten om raderna som saknas.",
	})
	OneOfSeveral = row("one-of-several", Note, record.Text{
		EN: "The file says that it is one page of several, or is as long as a sheet can be; the months that it covers are partial.",
		SV: "Filen uppger att den är en av flera sidor, eller är så lång som ett blad kan bli; månaderna den täcker är ofullständiga.",
	}, record.Text{
		EN: "Ask for the other pages, or for all rows in one file.",
		SV: "Be om de andra sidorna, eller om alla rader i en fil.",
	})
	SheetNotRead = row("sheet-not-read", Note, record.Text{
		EN: "A sheet of the workbook holds something and is not read.",
		SV: "Ett blad i arbetsboken innehåller något men läses inte.",
	}, record.Text{
		EN: "Name the sheet under files in disclosure.yaml if it holds rows of the list.",
		SV: "Ange bladet under files i disclosure.yaml om det innehåller rader ur listan.",
	})
	HiddenSheet = row("hidden-sheet", Note, record.Text{
		EN: "A sheet of the workbook is hidden; it is read only if the sidecar names it.",
		SV: "Ett blad i arbetsboken är dolt; det läses bara om det anges i disclosure.yaml.",
	}, record.Text{
		EN: "Ask the authority whether it meant to disclose the sheet. Name it under files if it holds rows of the list.",
		SV: "Fråga myndigheten om den avsåg att lämna ut bladet. Ange det under files om det innehåller rader ur listan.",
	})
	TableNotRead = row("table-not-read", Note, record.Text{
		EN: "The page has several tables, of which one is read.",
		SV: "Webbsidan har flera tabeller, varav bara en läses.",
	}, record.Text{
		EN: "Look at the others. Name one that holds rows of the list as sheet under files in disclosure.yaml.",
		SV: "Titta på de andra. Om någon av dem innehåller rader ur listan, ange den som sheet under files i disclosure.yaml.",
	})
	LookUnknown = row("look-unknown", Note, record.Text{
		EN: "The file alone does not say how the page looks, so text that a browser hides may have been read.",
		SV: "Filen i sig visar inte hur webbsidan ser ut, så text som en webbläsare döljer kan ha lästs.",
	}, record.Text{
		EN: "Look at the page in a browser, or save it with its styles in it and without its scripts.",
		SV: "Titta på sidan i en webbläsare, eller spara den med stilmallarna inbäddade och utan skript.",
	})
	PageFurniture = row("page-furniture", Note, record.Text{
		EN: "Titles, footers and page numbers of the PDF are no rows.",
		SV: "Rubriker, sidfötter och sidnummer i PDF-filen räknas inte som rader.",
	}, record.Text{
		EN: "Nothing.",
		SV: "Ingenting.",
	})
	NoLineEnd = row("no-line-end", Note, record.Text{
		EN: "The file ends without a line end, so its last row may be cut off.",
		SV: "Filen slutar utan radslut, så den sista raden kan vara avhuggen.",
	}, record.Text{
		EN: "Look at the last row. If it is cut off, ask the authority to export the file again.",
		SV: "Titta på den sista raden. Om den är avhuggen, be myndigheten exportera filen på nytt.",
	})
)
