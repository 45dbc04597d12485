"""Fieldwork (上门维修, R02, R04): on the way, on site, done."""
