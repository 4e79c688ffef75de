package privacy

// WithholdSole unnames respondents whose number a sole trader, who is a person, may have, too: those of companies that are called by no
// name with a legal form anywhere in the build. It returns them by index of All, each with how it is judged now. It is called once, after
// the last Respondent.
func (n *Names) WithholdSole() map[uint32]Judgement {
	all := n.All()
	formal := map[string]bool{}
	for i := range all {
		if all[i].Formal && all[i].Written != "" {
			formal[all[i].Company] = true
		}
	}
	withheld := map[uint32]Judgement{}
	for i := range all {
		if all[i].sole && !formal[all[i].Company] {
			all[i] = Name{}
			withheld[uint32(i)] = Judgement{Why: WhySoleTrader}
		}
	}
	return withheld
}
