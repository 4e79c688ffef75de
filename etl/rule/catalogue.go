package rule

import "tvistdata/internal/record"

// About the folder of disclosures, sidecars and decisions.
var (
	UnreadFile = row("unread-file", Block, record.Text{
		EN: "A file or folder lies where nothing reads it; it may hold data.",
		SV: "En fil eller mapp ligger där ingenting läses; den kan innehålla uppgifter.",
	}, record.Text{
		EN: "Move it to where it is read, name it under files, or name it under ignore if it holds no data.",
		SV: "Flytta den till en plats där den läses, ange den under files eller, om den inte innehåller några uppgifter, under ignore.",
	})
	Litter = row("litter", Note, record.Text{
		EN: "Files that other programs leave behind, such as .DS_Store, were not read.",
		SV: "Filer som andra program lämnar efter sig, till exempel .DS_Store, har inte lästs.",
	}, record.Text{
		EN: "Nothing; delete them if you like.",
		SV: "Ingenting; radera dem om du vill.",
	})
	UnusedMapping = row("unused-mapping", Block, record.Text{
		EN: "The sidecar maps a column name that is in no file, or maps it to a column that the list does not have.",
		SV: "Under columns i disclosure.yaml står ett kolumnnamn som inte finns i någon fil, eller en kolumn som listan inte har.",
	}, record.Text{
		EN: "Correct the line in disclosure.yaml: the name as the file has it, and one of the list's columns or ignore.",
		SV: "Rätta raden i disclosure.yaml: kolumnnamnet som det står i filen, och en av listans kolumner eller ignore.",
	})
	CoversWithoutColumn = row("covers-without-column", Block, record.Text{
		EN: "The sidecar says that a measure is covered, but the file lacks a column that is needed to count it.",
		SV: "Enligt disclosure.yaml täcks ett mått, men filen saknar en kolumn som behövs för att räkna det.",
	}, record.Text{
		EN: "Take the measure out of covers, or map the column that holds the dates or outcomes.",
		SV: "Ta bort måttet under covers, eller ange vilken kolumn som innehåller datumen eller utfallen.",
	})
	UnknownIssue = row("unknown-issue", Block, record.Text{
		EN: "Nothing says which issue of the list the file is.",
		SV: "Det framgår inte vilket nummer av listan filen är.",
	}, record.Text{
		EN: "Give the issue's name and date under issue in disclosure.yaml.",
		SV: "Ange numrets namn och datum under issue i disclosure.yaml.",
	})
	PossibleName = row("possible-name", Note, record.Text{
		EN: "A text of the sidecar that everybody can read may name a person.",
		SV: "En text i disclosure.yaml som alla kan läsa kan innehålla en persons namn.",
	}, record.Text{
		EN: "Read the text, which is published as it stands. If it names a person, write it without the name.",
		SV: "Läs texten; den publiceras som den står. Om en person nämns, skriv texten utan namnet.",
	})
	IdleDecision = row("idle-decision", Note, record.Text{
		EN: "One of your decisions fits no row of any disclosure.",
		SV: "Ett av dina beslut stämmer inte med någon rad i något utlämnande.",
	}, record.Text{
		EN: "Write name_as_written as the list spells the name, and check the list and the number; or delete the decision.",
		SV: "Skriv name_as_written så som listan stavar namnet, och kontrollera lista och nummer; eller ta bort beslutet.",
	})
)

// About the columns of a file.
var (
	UnknownColumn = row("unknown-column", Block, record.Text{
		EN: "The file has a column name that neither the list nor the sidecar knows.",
		SV: "Filen har ett kolumnnamn som varken listan eller disclosure.yaml känner till.",
	}, record.Text{
		EN: "Say under columns in disclosure.yaml which column of the list it is, or ignore.",
		SV: "Ange under columns i disclosure.yaml vilken av listans kolumner det är, eller ignore.",
	})
	MissingColumn = row("missing-column", Block, record.Text{
		EN: "The file lacks a column that the list requires.",
		SV: "Filen saknar en kolumn som listan kräver.",
	}, record.Text{
		EN: "If the column has another name in the file, map that name under columns. Otherwise ask the authority for it.",
		SV: "Om kolumnen heter något annat i filen, ange det namnet under columns. Be annars myndigheten om den.",
	})
	ColumnTwice = row("column-twice", Block, record.Text{
		EN: "Two columns of the file are the same column of the list.",
		SV: "Två kolumner i filen motsvarar samma kolumn i listan.",
	}, record.Text{
		EN: "Say ignore for one of them under columns in disclosure.yaml.",
		SV: "Skriv ignore för en av dem under columns i disclosure.yaml.",
	})
	IgnoredColumn = row("ignored-column", Block, record.Text{
		EN: "The only column with the respondent or its number is ignored; without it persons cannot be told from companies.",
		SV: "Den enda kolumnen med motparten eller dess nummer ignoreras; utan den går personer inte att skilja från företag.",
	}, record.Text{
		EN: "Remove ignore for the column in disclosure.yaml.",
		SV: "Ta bort ignore för kolumnen i disclosure.yaml.",
	})
	UnnamedColumn = row("unnamed-column", Note, record.Text{
		EN: "Something stands in a column without a name; it is left out, and the rest of the row is read.",
		SV: "Det står något i en kolumn utan namn; det utelämnas, och resten av raden läses.",
	}, record.Text{
		EN: "Look at the line. If the column is needed, ask for a file that names it.",
		SV: "Titta på raden. Om kolumnen behövs, be om en fil där den har ett namn.",
	})
	BesideColumns = row("unnamed-column", Reject, record.Text{
		EN: "A row has something to the right of the last column name, or under a key without a name.",
		SV: "En rad har något till höger om det sista kolumnnamnet, eller under en nyckel utan namn.",
	}, record.Text{
		EN: "Look at the line: a cell may be cut in two. Ask the authority to export the file again.",
		SV: "Titta på raden: en cell kan vara delad i två. Be myndigheten exportera filen på nytt.",
	})
	MonthBeforeDay = row("month-before-day", Note, record.Text{
		EN: "Dates of a column are written with the month first, so those that can be read in two ways are not read.",
		SV: "Datumen i en kolumn är skrivna med månaden först, så de som kan tolkas på två sätt läses inte.",
	}, record.Text{
		EN: "Ask for the file with dates such as 2021-03-25.",
		SV: "Be om filen med datum som 2021-03-25.",
	})
	HiddenColumns = row("hidden-columns", Note, record.Text{
		EN: "Columns of the sheet are hidden; they are read like the others.",
		SV: "Bladet har dolda kolumner; de läses som de övriga.",
	}, record.Text{
		EN: "Ask the authority whether it meant to disclose them.",
		SV: "Fråga myndigheten om den avsåg att lämna ut dem.",
	})
	AbsentValue = row("absent-value", Note, record.Text{
		EN: "Cells say that a formula found no value, such as #N/A; they are read as empty.",
		SV: "I några celler står att en formel inte hittade något värde, till exempel #SAKNAS!; de läses som tomma.",
	}, record.Text{
		EN: "If values belong there, ask the authority to export the file again.",
		SV: "Om det borde stå värden där, be myndigheten exportera filen på nytt.",
	})
)

// About a file, or a table in it, as a whole.
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
	RepeatedHeader = row("repeated-header", Note, record.Text{
		EN: "The column names stand once more among the rows.",
		SV: "Kolumnnamnen upprepas bland raderna.",
	}, record.Text{
		EN: "Nothing, unless rows below them are rejected (other-columns).",
		SV: "Ingenting, om inte raderna under dem avvisas (other-columns).",
	})
	OtherColumns = row("other-columns", Reject, record.Text{
		EN: "A row stands below other column names than those at the top of the file.",
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
		EN: "A row stands in the foot of a table of the page and is no total.",
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
		EN: "The file alone does not tell how the page looks, so text that a browser hides may have been read.",
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

// About rows that cannot be read for certain, or were read differently from what the file says.
var (
	RaggedRow = row("ragged-row", Reject, record.Text{
		EN: "A row has more or fewer cells than there are columns.",
		SV: "En rad har fler eller färre celler än det finns kolumner.",
	}, record.Text{
		EN: "Look at the line: often a delimiter stands in a text without quotation marks. Ask for the file again.",
		SV: "Titta på raden: ofta står en avgränsare i en text utan citattecken. Be om filen på nytt.",
	})
	BadQuote = row("bad-quote", Reject, record.Text{
		EN: "A quotation mark stands where none may, so the cells of the row cannot be told apart.",
		SV: "Ett citattecken står där det inte får stå, så radens celler går inte att skilja åt.",
	}, record.Text{
		EN: "If quotation marks enclose no cells in the file, say quote: none under files. Otherwise ask for it again.",
		SV: "Om citattecken inte omger celler i filen, skriv quote: none under files. Be annars om filen på nytt.",
	})
	UnterminatedQuote = row("unterminated-quote", Reject, record.Text{
		EN: "A cell begins with a quotation mark, and none ends it.",
		SV: "En cell börjar med ett citattecken, men inget avslutar den.",
	}, record.Text{
		EN: "If quotation marks enclose no cells in the file, say quote: none under files. Otherwise ask for it again.",
		SV: "Om citattecken inte omger celler i filen, skriv quote: none under files. Be annars om filen på nytt.",
	})
	BadLineEnd = row("bad-line-end", Reject, record.Text{
		EN: "A line end of another kind than the file's stands inside a row.",
		SV: "Mitt i en rad står ett radslut av annat slag än filens övriga.",
	}, record.Text{
		EN: "Look at the line: a cell may have a line break in it. Ask for the file again.",
		SV: "Titta på raden: en cell kan innehålla en radbrytning. Be om filen på nytt.",
	})
	NULByte = row("nul-byte", Reject, record.Text{
		EN: "The row holds a NUL byte, which no text does.",
		SV: "Raden innehåller en NUL-byte, vilket text aldrig gör.",
	}, record.Text{
		EN: "The file is damaged, or its encoding is another. Ask for it again.",
		SV: "Filen är skadad eller har en annan teckenkodning. Be om den på nytt.",
	})
	TooLong = row("too-long", Reject, record.Text{
		EN: "The row is longer than the program reads.",
		SV: "Raden är längre än vad programmet läser.",
	}, record.Text{
		EN: "Look at the line: a quotation mark or a line end may be missing. Ask for the file again.",
		SV: "Titta på raden: ett citattecken eller ett radslut kan saknas. Be om filen på nytt.",
	})
	CutCharacter = row("cut-character", Reject, record.Text{
		EN: "Half a character is missing, at the end of the file or in a text.",
		SV: "Ett tecken är avhugget, i slutet av filen eller i en text.",
	}, record.Text{
		EN: "Ask the authority to export the file again.",
		SV: "Be myndigheten exportera filen på nytt.",
	})
	BadEncoding = row("bad-encoding", Reject, record.Text{
		EN: "A JSON record is not in UTF-8.",
		SV: "En JSON-post är inte kodad i UTF-8.",
	}, record.Text{
		EN: "Ask for the file in UTF-8.",
		SV: "Be om filen i UTF-8.",
	})
	BadJSON = row("bad-json", Reject, record.Text{
		EN: "A record is no valid JSON.",
		SV: "En post är inte giltig JSON.",
	}, record.Text{
		EN: "Ask the authority to export the file again.",
		SV: "Be myndigheten exportera filen på nytt.",
	})
	BadComma = row("bad-comma", Reject, record.Text{
		EN: "A comma between JSON records is missing, or there is one too many, so a record may be missing.",
		SV: "Ett kommatecken mellan JSON-poster saknas, eller så finns ett för mycket; en post kan saknas.",
	}, record.Text{
		EN: "Ask the authority to export the file again.",
		SV: "Be myndigheten exportera filen på nytt.",
	})
	NoObject = row("no-object", Reject, record.Text{
		EN: "A JSON record is no object with keys.",
		SV: "En JSON-post är inte ett objekt med nycklar.",
	}, record.Text{
		EN: "Ask for an object for each row.",
		SV: "Be om ett objekt för varje rad.",
	})
	DuplicateKey = row("duplicate-key", Reject, record.Text{
		EN: "A JSON record has one key twice.",
		SV: "En JSON-post har samma nyckel två gånger.",
	}, record.Text{
		EN: "Ask the authority which of the two values is right.",
		SV: "Fråga myndigheten vilket av de två värdena som är rätt.",
	})
	NestedValue = row("nested-value", Reject, record.Text{
		EN: "A JSON record holds an array, or objects too deep inside one another.",
		SV: "En JSON-post innehåller en array, eller objekt i för många nivåer.",
	}, record.Text{
		EN: "Ask for one value under each key.",
		SV: "Be om ett värde under varje nyckel.",
	})
	Truncated = row("truncated", Reject, record.Text{
		EN: "The file ends in the middle of its table, so rows may be missing.",
		SV: "Filen slutar mitt i tabellen, så rader kan saknas.",
	}, record.Text{
		EN: "Fetch the file once more, or ask the authority for it.",
		SV: "Hämta filen en gång till, eller be myndigheten om den.",
	})
	MergedColumns = row("merged-cells", Reject, record.Text{
		EN: "A cell spans several columns, or a column name several rows, so it is not certain what stands in which column.",
		SV: "En cell täcker flera kolumner, eller ett kolumnnamn flera rader, så det är osäkert vad som står i vilken kolumn.",
	}, record.Text{
		EN: "Ask for the list without merged cells.",
		SV: "Be om listan utan sammanslagna celler.",
	})
	MergedRows = row("merged-cells", Note, record.Text{
		EN: "A cell spans several rows; each of them gets its value.",
		SV: "En cell täcker flera rader; var och en av dem får cellens värde.",
	}, record.Text{
		EN: "Look whether the value is meant for each of the rows.",
		SV: "Se efter om värdet är avsett för var och en av raderna.",
	})
	HiddenRow = row("hidden-row", Note, record.Text{
		EN: "A row of the sheet is hidden; it is read like the others.",
		SV: "En rad i bladet är dold; den läses som de övriga.",
	}, record.Text{
		EN: "Ask the authority whether it meant to disclose the row. Filters hide rows, too.",
		SV: "Fråga myndigheten om den avsåg att lämna ut raden. Även filter döljer rader.",
	})
	CoveredText = row("covered-text", Reject, record.Text{
		EN: "Some text of the row is covered, struck out or hidden in the file; the authority did not mean to disclose it.",
		SV: "En del av radens text är övertäckt, överstruken eller dold i filen; myndigheten avsåg inte att lämna ut den.",
	}, record.Text{
		EN: "Ask for the list anew, and keep the file from others.",
		SV: "Be om listan på nytt, och låt ingen annan se filen.",
	})
	FormulaWithoutValue = row("formula-without-value", Reject, record.Text{
		EN: "A cell holds a formula, and its value is not stored in the file.",
		SV: "En cell innehåller en formel vars värde inte finns i filen.",
	}, record.Text{
		EN: "Ask for the workbook with its values, saved by a spreadsheet program.",
		SV: "Be om arbetsboken med värdena i, sparad i ett kalkylprogram.",
	})
	ErrorValue = row("error-value", Reject, record.Text{
		EN: "A cell holds an error of a spreadsheet program, such as #VALUE!, in place of its value.",
		SV: "En cell innehåller ett fel från ett kalkylprogram, till exempel #VÄRDEFEL!, i stället för ett värde.",
	}, record.Text{
		EN: "Ask the authority to export the file again.",
		SV: "Be myndigheten exportera filen på nytt.",
	})
	LostDigits = row("lost-digits", Note, record.Text{
		EN: "A number is written as 5,57E+09, so its last digits are lost; it is read as text.",
		SV: "Ett tal är skrivet som 5,57E+09, så de sista siffrorna är borta; talet läses som text.",
	}, record.Text{
		EN: "Ask for the file with the column as text.",
		SV: "Be om filen med kolumnen som text.",
	})
	DoubleEncoding = row("double-encoding", Note, record.Text{
		EN: "The text was decoded in a wrong encoding before it was written: Ã¥ stands there for å.",
		SV: "Texten tolkades i fel teckenkodning innan den skrevs: där står Ã¥ i stället för å.",
	}, record.Text{
		EN: "Ask the authority to export the file again.",
		SV: "Be myndigheten exportera filen på nytt.",
	})
	LostCharacter = row("lost-character", Note, record.Text{
		EN: "The text lost characters before it was written; a replacement character stands for them.",
		SV: "Tecken i texten gick förlorade innan den skrevs; ett ersättningstecken står i deras ställe.",
	}, record.Text{
		EN: "Ask the authority to export the file again.",
		SV: "Be myndigheten exportera filen på nytt.",
	})
	UnreadCharacter = row("lost-character", Reject, record.Text{
		EN: "Characters of the PDF overlap, or their font does not tell which they are.",
		SV: "Tecken i PDF-filen ligger ovanpå varandra, eller så visar deras typsnitt inte vilka de är.",
	}, record.Text{
		EN: "Ask for the list as CSV or as a workbook.",
		SV: "Be om listan som CSV eller som arbetsbok.",
	})
	NoColumn = row("no-column", Reject, record.Text{
		EN: "It is not certain which column a text of the PDF stands in.",
		SV: "Det är osäkert i vilken kolumn en text i PDF-filen står.",
	}, record.Text{
		EN: "Ask for the list as CSV or as a workbook.",
		SV: "Be om listan som CSV eller som arbetsbok.",
	})
	UnclearRow = row("unclear-row", Reject, record.Text{
		EN: "A line of the PDF may be a row, or a part of the row beside it.",
		SV: "En textrad i PDF-filen kan vara en egen rad eller en del av raden intill.",
	}, record.Text{
		EN: "Ask for the list as CSV or as a workbook.",
		SV: "Be om listan som CSV eller som arbetsbok.",
	})
	UnclearLevel = row("unclear-level", Reject, record.Text{
		EN: "The first column of the PDF is not indented as any level is, so it is not certain what the row stands under.",
		SV: "Första kolumnen i PDF-filen är inte indragen som någon av nivåerna, så det är osäkert vad raden står under.",
	}, record.Text{
		EN: "Check levels under files in disclosure.yaml, or ask for the list as CSV or as a workbook.",
		SV: "Kontrollera levels under files i disclosure.yaml, eller be om listan som CSV eller som arbetsbok.",
	})
	BadMarkup = row("bad-markup", Reject, record.Text{
		EN: "A tag of the page does not end before the next one, so rows may be missing.",
		SV: "En tagg på webbsidan slutar inte före nästa, så rader kan saknas.",
	}, record.Text{
		EN: "Save the page once more, or ask for the list in another format.",
		SV: "Spara sidan en gång till, eller be om listan i ett annat format.",
	})
	NestedTable = row("nested-table", Reject, record.Text{
		EN: "A cell of the page holds a table.",
		SV: "En cell på webbsidan innehåller en tabell.",
	}, record.Text{
		EN: "If the inner table is the list, name it as sheet under files. Otherwise ask for another format.",
		SV: "Om den inre tabellen är listan, ange den som sheet under files. Be annars om ett annat format.",
	})
	FormField = row("form-field", Reject, record.Text{
		EN: "A cell of the page holds a field to fill in, so the file does not tell for certain what is shown.",
		SV: "En cell på webbsidan innehåller ett fält att fylla i, så filen visar inte säkert vad som står där.",
	}, record.Text{
		EN: "Ask for the list in another format.",
		SV: "Be om listan i ett annat format.",
	})
	Picture = row("picture", Reject, record.Text{
		EN: "A cell of the page holds a picture and no text.",
		SV: "En cell på webbsidan innehåller en bild och ingen text.",
	}, record.Text{
		EN: "Ask for the list with text in its place.",
		SV: "Be om listan med text i stället.",
	})
)

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
	SeveralRespondents = row("several-respondents", Reject, record.Text{
		EN: "The cells name several respondents, so the row counts for none of them.",
		SV: "Cellerna anger flera motparter, så raden räknas inte för någon av dem.",
	}, record.Text{
		EN: "Ask for a row for each. If it is the name of one company, make a decision on the whole name.",
		SV: "Be om en rad för var och en. Om det är namnet på ett enda företag, fatta ett beslut om hela namnet.",
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
		EN: "The matter was decided before it was received; both dates are published as they stand.",
		SV: "Ärendet avgjordes innan det kom in; båda datumen publiceras som de står.",
	}, record.Text{
		EN: "Ask the authority which of the dates is right.",
		SV: "Fråga myndigheten vilket av datumen som är rätt.",
	})
	UnreadableAmount = row("unreadable-amount", Note, record.Text{
		EN: "The amount cannot be read, so the record has none.",
		SV: "Beloppet går inte att läsa, så posten får inget belopp.",
	}, record.Text{
		EN: "Look at the line. Ask for amounts such as 1 234,50 kr.",
		SV: "Titta på raden. Be om belopp som 1 234,50 kr.",
	})
	MalformedNumber = row("malformed-number", Note, record.Text{
		EN: "What stands in the column of the organisation number is none, so the name alone tells the company.",
		SV: "Det som står i kolumnen för organisationsnummer är inget sådant nummer, så bara namnet visar vilket företag det är.",
	}, record.Text{
		EN: "Look at the line. If many rows have it, the numbers may stand in another column.",
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
	NumberAgainstName = row("number-against-name", Note, record.Text{
		EN: "The number is one company's and the name another's, so neither is named, and the months of both are partial.",
		SV: "Numret är ett företags och namnet ett annats, så inget av företagen anges, och månaderna är ofullständiga för båda.",
	}, record.Text{
		EN: "Find out which is meant, and say so with a decision in companies/decisions.yaml.",
		SV: "Ta reda på vilket som avses, och ange det med ett beslut i companies/decisions.yaml.",
	})
	NumberOfManyNames = row("number-of-many-names", Block, record.Text{
		EN: "One number stands beside so many unlike names that the column may hold another party's numbers.",
		SV: "Ett nummer står bredvid så många olika namn att kolumnen kan innehålla en annan parts nummer.",
	}, record.Text{
		EN: "Map the right column. If all the names are one company's, say so in companies.yaml or decisions.yaml.",
		SV: "Ange rätt kolumn. Om alla namnen är ett enda företags, ange det i companies.yaml eller decisions.yaml.",
	})
	NumberOfUnlikeNames = row("number-of-unlike-names", Note, record.Text{
		EN: "One number stands beside names that have nothing in common; for one of them it may be mistyped.",
		SV: "Ett nummer står bredvid namn som inte har något gemensamt; vid ett av dem kan det vara felskrivet.",
	}, record.Text{
		EN: "Look at the lines. If the names are one company's, say so in companies.yaml or decisions.yaml.",
		SV: "Titta på raderna. Om namnen är ett enda företags, ange det i companies.yaml eller decisions.yaml.",
	})
)
