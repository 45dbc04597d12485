"""Quoting (报价与答复, R04): a quote is given, and the resident answers it."""
