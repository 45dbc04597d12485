"""Reviews (核查, X12): what is suspected is listed, shown and decided on."""
