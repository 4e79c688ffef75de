package rule

import "tvistdata/internal/record"

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
		EN: "The only column with the respondent or its number is ignored; without it persons cannot be distinguished from companies.",
		SV: "Den enda kolumnen med motparten eller dess nummer ignoreras; utan den går personer inte att skilja från företag.",
	}, record.Text{
		EN: "Remove ignore for the column in disclosure.yaml.",
		SV: "Ta bort ignore för kolumnen i disclosure.yaml.",
	})
	UnnamedColumn = row("unnamed-column", Note, record.Text{
		EN: "Something is in a column without a name; it is left out, and the rest of the row is read.",
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
	TrailingDelimiter = row("trailing-delimiter", Note, record.Text{
		EN: "Each row ends in a delimiter, the column names do not; nothing is behind it, and the cells fit their names.",
		SV: "Varje rad slutar med ett skiljetecken, kolumnnamnen inte; bakom det står ingenting, och cellerna passar till sina namn.",
	}, record.Text{
		EN: "Nothing, when the columns of the first row are the right ones.",
		SV: "Ingenting, om kolumnerna på den första raden är de rätta.",
	})
	EmptyColumn = row("empty-column", Block, record.Text{
		EN: "A column of the PDF is empty, and its cells may have been read as those of the column beside it.",
		SV: "En kolumn i PDF-filen är tom, och dess celler kan ha lästs som celler i kolumnen bredvid.",
	}, record.Text{
		EN: "Compare the file with what was read, and ask for the list as CSV or as a workbook.",
		SV: "Jämför filen med det som lästes, och be om listan som CSV eller som arbetsbok.",
	})
	BesideTable = row("beside-table", Note, record.Text{
		EN: "A note stands beside the table, with an empty column between; it is left out.",
		SV: "En anteckning står bredvid tabellen, med en tom kolumn emellan; den utelämnas.",
	}, record.Text{
		EN: "Read it: what it says of the delivery belongs in disclosure.yaml.",
		SV: "Läs den: det den säger om utlämnandet hör hemma i disclosure.yaml.",
	})
	MonthBeforeDay = row("month-before-day", Note, record.Text{
		EN: "Dates of a column are written with the month first, so those that can be read in two ways are not read.",
		SV: "Datumen i en kolumn är skrivna med månaden först, så de som kan tolkas på två sätt läses inte.",
	}, record.Text{
		EN: "Ask for the file with dates such as 2021-03-25.",
		SV: "Be om filen med datum som 2021-03-25.",
	})
	OtherEpoch = row("other-epoch", Note, record.Text{
		EN: "The workbook counts days from 1904, and dates in it are bare numbers, so no such date is read.",
		SV: "Arbetsboken räknar dagar från 1904 och datum i den är bara tal, så inget sådant datum läses.",
	}, record.Text{
		EN: "Ask for the file with the cells formatted as dates, or with dates such as 2021-03-25.",
		SV: "Be om filen med cellerna formaterade som datum, eller med datum som 2021-03-25.",
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
