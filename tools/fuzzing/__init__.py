"""Cases that mean harm: made by chance, run in a copy of the process, judged by what a user would see."""
