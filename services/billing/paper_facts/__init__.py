"""What a paper of a number says (验真), for whoever verifies it by its code (P10)."""
