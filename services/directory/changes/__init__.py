"""Changes of households (档案变更): who may, after which identity check, from which day on."""
