"""Detail (案件详情, C11): a case with everything that happened to it."""
