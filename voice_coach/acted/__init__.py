"""Sessions without people: rehearsals and demos."""
