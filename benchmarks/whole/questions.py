"""The questions asked of every registry."""

VALIDATE = "validate"
DUE = "due --month march --format json"
OVERDUE = "overdue --format json"
QUESTIONS = {question: tuple(question.split()) for question in (VALIDATE, DUE, OVERDUE)}
