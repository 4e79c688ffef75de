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
		EN: "Read the text, which is published as it is. If it names a person, write it without the name.",
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
