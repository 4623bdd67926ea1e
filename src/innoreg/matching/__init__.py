"""Who helps whom: the assignment of mentees to mentors with places, in whole numbers only."""
