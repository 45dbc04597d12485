"""Functional departments (职能部门, C14, P05): to whom a case may go, as managers have it."""
