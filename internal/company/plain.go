package company

import "strings"

// decidable tells whether a name that has no legal form may stand for the only company that has the same name with one. A
// person, a sole trader or a brand is written like that, too; so it takes two words at least, one of which names a trade
// and none of which people are called.
func decidable(words []word, k key) bool {
	if k.words < 2 {
		return false
	}
	trade := false
	for _, w := range words {
		word := bare.Replace(w.key)
		if len([]rune(w.key)) == 1 && w.key != "&" || personWord(word) {
			return false
		}
		trade = trade || tradeWord(word)
	}
	return trade
}

// swedish tells whether the legal form of a registered name is a Swedish one. A foreign one is told apart by nothing from
// the others of its group, which no register at hand holds.
func swedish(registered string) bool {
	switch keyOf(registered).forms {
	case "AB", "HB", "KB", "ek. för.", "ideell förening", "brf", "stiftelse", "ömsesidigt":
		return true
	}
	return false
}

// tradeWord tells whether a word, without marks, ends in one that names a trade.
func tradeWord(word string) bool {
	for _, t := range trades {
		if strings.HasSuffix(word, t) {
			return true
		}
	}
	return false
}

// personWord tells whether people are called by a word: a common first name, or something with the ending of a surname.
func personWord(word string) bool {
	if firstNames[word] || firstNames[strings.TrimSuffix(word, "s")] {
		return true
	}
	for _, end := range surnames {
		if strings.HasSuffix(word, end) || strings.HasSuffix(word, end+"s") {
			return true
		}
	}
	return false
}

// trades are words that name a trade, at the end of Swedish compounds too, without marks.
var trades = strings.Fields(`akeri aktiebolag apotek bank banken banker bageri begravningsbyra betalningar betalning bil bilar
	bilen bilhandel bilverkstad bio bokhandel bolag bolaget bolan bostad bostader bredband bredbandet bryggeri buss bussar butik
	butiken butiker bygg byggare byra byran cykel cyklar data distribution drift elektronik elektriska energi entreprenad
	fastigheter finans finansiering finance flyg flygbolag fonder fond foretag forlag forsakring forsakringar forsaljning garage
	glas golv gruppen group grossist gym handel hemtjanst holding hotell hotel hus hyrbilar industri industrier inkasso
	installation insurance interior invest inredning it-konsult jarn juridik kapital kapitalforvaltning klader klinik klinikerna
	kliniken kok kommunikation konsult konsulter konsulting kraft kredit krediter kundtjanst kyla lager lan larm leasing leverans
	livsmedel logistik maskin maskiner media mobel mobler mobil mobility motor montage motors maleri naringsliv nat nathandel
	natverk optik partner parkering payments pension plat post reklam renovering resa resor resebyra restaurang
	restauranger rederi ror sakerhet service services skor skola solutions sparbank spel sport stad stadservice stal system
	systems taxi teknik tele telecom telekom telekommunikation telefoni textil tidning tidningar trading trafik transport
	transporter trafikskola travel tvatt tradgard underhall uthyrning utbildning varme vatten verkstad verkstader verk vent
	ventilation virke vvs vard airlines airways air flights electronics energy foods fashion hotels media network networks
	properties retail shipping software stores telecommunications transports`)

// surnames are endings of Swedish surnames, without marks.
var surnames = strings.Fields(`sson sen qvist kvist strom berg bergh gren lund dahl stedt quist lof blad holm blom ander
	fors mark man lin`)

// firstNames are common first names in Sweden, without marks.
var firstNames = wordSet(`aaron abdi abdullah adam adrian agneta agnes ahmad ahmed aisha albin albert alex alexander alexandra
	alf alfred alice ali alicia alma alva amanda amin amina amir anders andreas andre anette angelica anita ann anna anne anneli
	annette annika anton arne arvid asa astrid august axel barbro bengt berit bertil birgit birgitta bjorn bo britt britta
	camilla carin carina carl carolina caroline cecilia charlotta charlotte christer christian christina christoffer claes
	claudia clara conny dag dan daniel david dennis edvin ebba elias elin elina elisabeth elisabet ella ellen elsa elvira emelie
	emil emilia emma erik eric erika eva evelina fatima felicia felix filip filippa fredrik frida fritz gabriel georg gerd
	gertrud gosta greta gun gunilla gunnar gunnel gustaf gustav goran hakan hamza hanna hannah hans harald harry hassan helen
	helena henrik henry hugo hussein ibrahim ida inga ingemar inger ingrid ingvar irene isabella isak ivan jakob jacob jan jens
	jenny jessica jimmy joakim joel johan johanna john johnny jon jonas jonathan jorgen josef josefin josefine julia julian
	kajsa kalle karin karl karolina kaj katarina kent kenneth kerstin kevin khaled kim kjell klara kristian kristina kristoffer
	kurt lars lasse leif lena lennart leo leon liam lilian lilly linda linn linnea lina lisa lisbeth liselotte love lovisa lucas
	ludvig lukas lotta madeleine magdalena magnus maja malin margareta margaretha maria marianne marie marcus markus martin
	mathias mats matilda mattias max melker mia michael micael mikael mikaela mohamed mohammed mohammad moa mona monica monika
	morgan muhammad natalie nathalie nellie nicklas niklas niclas nils nina noah nora ola olivia olle olof oskar oscar omar
	oliver ove par pernilla per peter petra philip pia pontus rasmus rebecca rebecka richard rickard rikard robert robin roger
	roland rolf ronny roy ruben ruth saga sam samuel sandra sanna sara sarah sebastian selma sigrid signe simon siv sofia sofie
	sonja sophia staffan stefan sten stig stina susanne susanna svante sven soren tage tea theo therese thomas tobias tom tomas
	tommy tony torbjorn tore torsten tova tuva tyra ulf ulla ulrica ulrika urban ursula vera victor viktor victoria viktoria
	vilgot vincent viola wilhelm william wilma yasmin yngve yusuf yvonne zahra zara ylva ake asa orjan osten`)
