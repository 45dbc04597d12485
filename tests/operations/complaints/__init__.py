"""Operations of complaints, on both databases."""
