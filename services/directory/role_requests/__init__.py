"""Role requests (双人审批): what waits for a second person."""
