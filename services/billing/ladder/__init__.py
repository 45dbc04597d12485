"""The dunning ladder (催缴阶梯): which step is due when, and when it rests (B12, B13)."""
