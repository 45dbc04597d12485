"""Sheets of meter readings (抄表单): given out, tried row by row, recorded (B21)."""
