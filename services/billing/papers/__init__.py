"""Papers of dunning: 催缴函 to the owner, 委托律师材料 in the house, 送达回执 (B12)."""
