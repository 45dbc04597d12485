"""Figures (统计口径, X02, X05): what boards, reports and lists count alike."""
