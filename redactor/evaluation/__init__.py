"""How well the program does against documents that people have marked: gold, measurement, figures."""
