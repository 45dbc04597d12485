"""Detail (报修详情, C11): a repair with everything that happened to it."""
