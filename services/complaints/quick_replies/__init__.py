"""Quick replies (常用语, C07): what is often said, kept, chosen while one writes."""
