"""Pictures of the company (公司图样): letterhead and seal, as its papers bear them (P10)."""
