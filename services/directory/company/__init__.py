"""The company (物业公司): as its papers name it (P02, P10)."""
