"""The command line of Guanjia (管家)."""
