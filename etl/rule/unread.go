package rule

import "tvistdata/internal/record"

// About rows that cannot be read for certain, or were read differently from what the file says.
var (
	RaggedRow = row("ragged-row", Reject, record.Text{
		EN: "A row has more or fewer cells than there are columns.",
		SV: "En rad har fler eller färre celler än det finns kolumner.",
	}, record.Text{
		EN: "Look at the line: often a delimiter is in a text without quotation marks. Ask for the file again.",
		SV: "Titta på raden: ofta står en avgränsare i en text utan citattecken. Be om filen på nytt.",
	})
	BadQuote = row("bad-quote", Reject, record.Text{
		EN: "A quotation mark is where none may be, so the cells of the row cannot be separated.",
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
		EN: "A line end of another kind than the file's is inside a row.",
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
		EN: "A cell spans several columns, or a column name several rows, so it is not certain what is in which column.",
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
		EN: "Ask for the list again, and keep the file from others.",
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
		EN: "The text was decoded in a wrong encoding before it was written (Ã¥ for å); it is read as it was meant.",
		SV: "Texten tolkades i fel teckenkodning innan den skrevs (Ã¥ i stället för å); den läses som den var menad.",
	}, record.Text{
		EN: "Look at the line. What has more than one reading is lost-character.",
		SV: "Titta på raden. Det som kan läsas på flera sätt blir lost-character.",
	})
	LostCharacter = row("lost-character", Note, record.Text{
		EN: "The text lost characters before it was written; a replacement character is in their place.",
		SV: "Tecken i texten gick förlorade innan den skrevs; ett ersättningstecken står i deras ställe.",
	}, record.Text{
		EN: "Ask the authority to export the file again.",
		SV: "Be myndigheten exportera filen på nytt.",
	})
	UnreadCharacter = row("lost-character", Reject, record.Text{
		EN: "Characters of the PDF overlap, or their font does not say which they are.",
		SV: "Tecken i PDF-filen ligger ovanpå varandra, eller så visar deras typsnitt inte vilka de är.",
	}, record.Text{
		EN: "Ask for the list as CSV or as a workbook.",
		SV: "Be om listan som CSV eller som arbetsbok.",
	})
	NoColumn = row("no-column", Reject, record.Text{
		EN: "It is not certain which column a text of the PDF is in.",
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
		EN: "The first column of the PDF is not indented as any level is, so it is not certain which level the row belongs to.",
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
		EN: "A cell of the page holds a field to fill in, so the file does not say for certain what is shown.",
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
